import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The process that records. */
export const script = fileURLToPath(new URL("recording-process.ts", import.meta.url));
export interface Ended {
  readonly printed: readonly string[];
  readonly status: number | null;
}

/** Starts it. */
export function recording(
  where: string,
  name: string,
  count: number,
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [script, where, name, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { child, ended: endOf(child) };
}

export function endOf(child: ChildProcess): Promise<Ended> {
  let text = "";
  child.stdout!.on("data", (part) => {
    text += part;
  });
  return new Promise((done) =>
    child.on("close", (status) => done({ printed: text.split("\n").filter(Boolean), status })),
  );
}

export function firstVisitOf(child: ChildProcess): Promise<void> {
  return new Promise((go) => child.stdout!.on("data", (part) => /^0$/m.test(String(part)) && go()));
}
