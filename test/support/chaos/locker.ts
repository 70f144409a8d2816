import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** Another process that writes a database, and takes its time. */
export interface Locker {
  /** Holds it from now on. `free` is fulfilled when it has let go. */
  lock(ms: number): Promise<{ readonly free: Promise<void> }>;
}

const script = fileURLToPath(new URL("locker-process.ts", import.meta.url));

export async function lockerOf(path: string): Promise<Locker> {
  const child = fork(script, [path], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await said(child, "ready");
  return {
    async lock(ms) {
      const locked = said(child, "locked");
      const free = said(child, "free");
      child.send(ms);
      await locked;
      return { free };
    },
  };
}

async function said(child: ChildProcess, word: string): Promise<void> {
  for (;;) if ((await once(child, "message"))[0] === word) return;
}
