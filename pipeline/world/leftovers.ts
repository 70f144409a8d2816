import { randomUUID } from "node:crypto";

/** `.4711-0f3a9b2c.tmp`: the process that writes and a number of its own. */
const MARK = /\.(\d+)-[0-9a-f]{8}\.tmp$/;

/** A new ending for what this process is still writing. */
export function temporaryMark(): string {
  return `.${process.pid}-${randomUUID().slice(0, 8)}.tmp`;
}

/** Whether a name is that of something unfinished whose process has died: nobody will finish it. */
export function isLeftover(name: string): boolean {
  const writer = MARK.exec(name)?.[1];
  return writer !== undefined && !isAlive(Number(writer));
}

/** Whether a process of that number runs on this machine. */
export function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (cause) {
    // EPERM: it runs, as another user.
    return (cause as NodeJS.ErrnoException).code === "EPERM";
  }
}
