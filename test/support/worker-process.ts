import { type ChildProcess, spawn } from "node:child_process";
import { afterEach } from "vitest";
import { cli } from "./command-line.ts";

/** `tracker worker` in a process of its own, gone after the test. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  /** Lines of its log. */
  lines(): readonly Record<string, unknown>[];
  /** All that it wrote. */
  text(): string;
  /** Fulfilled with the first line that says so; refused where it ended before. */
  said(sentence: string): Promise<Record<string, unknown>>;
  /** Exit code and signal. */
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>;
}

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

/** @param environment besides that of this process; keys of the desk are left out */
export function workerProcess(
  root: string,
  environment: NodeJS.ProcessEnv,
  ...words: readonly string[]
): WorkerProcess {
  const { FRED_API_KEY: _, TRACKER_MIRROR: __, ...own } = process.env;
  const child = spawn(process.execPath, [cli, "worker", ...words, "--root", root], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...own, ...environment },
  });
  started.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part) => {
      text += part;
    });
  const lines = () =>
    text
      .split("\n")
      .filter((line) => line.startsWith("{") && line.endsWith("}"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    child,
    lines,
    text: () => text,
    said: (sentence) =>
      new Promise((found, gone) => {
        const look = () => {
          const line = lines().find(({ msg }) => msg === sentence);
          if (line) found(line);
        };
        child.stderr.on("data", look);
        child.on("close", () => gone(new Error(`It never said ${sentence}\n${text}`)));
        look();
      }),
    ended: new Promise((done) => child.on("close", (code, signal) => done([code, signal]))),
  };
}
