import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The recorded upstream in a process of its own, so that its work is not counted as ours. @throws Error where it is not beside the project */
export async function upstreamProcess(now: string): Promise<{ readonly url: string; close(): void }> {
  const server = fileURLToPath(new URL("../../../shared/upstream/server.mjs", import.meta.url));
  if (!existsSync(server))
    throw new Error(`${server} is not there: this bench needs the recorded upstream beside the project`);
  const child = spawn(process.execPath, [server, "--port", "0", "--now", now], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url) return { url, close: () => void child.kill() };
  }
  throw new Error("the recorded upstream ended before it listened");
}
