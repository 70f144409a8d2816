import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { onTestFinished } from "vitest";
import { cli } from "../command-line.ts";
import type { DeliveryProject } from "../delivery-project.ts";

type Own = Pick<DeliveryProject, "root" | "date" | "environment">;

export interface SenderEnd {
  /** null: a signal ended it. */
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** The real command line in a process of its own. */
export interface SenderProcess {
  readonly pid: number;
  kill(signal: NodeJS.Signals): void;
  /** Nobody reads what it says from now on. */
  turnAway(): void;
  readonly ended: Promise<SenderEnd>;
}

/** `send` of the project's day. @param before words of a command that becomes the sender, such as a shell that sets limits */
export function sending(project: Own, before: readonly string[] = []): SenderProcess {
  return started(project, ["send", project.date, "--late"], before);
}

/** `worker` of the jobs that hand letters over. */
export function working(project: Own): SenderProcess {
  return started(project, ["worker", "--kinds", "deliver"], []);
}

/** Any command of the program, to its end. */
export function commanded(project: Own, ...words: readonly string[]): Promise<SenderEnd> {
  return started(project, words, []).ended;
}

export function started(
  { root, environment }: Own,
  words: readonly string[],
  before: readonly string[],
): SenderProcess {
  const [command = "", ...rest] = [...before, process.execPath, cli, ...words, "--root", root];
  const env = { ...process.env, ...environment } as NodeJS.ProcessEnv;
  const child = spawn(command, rest, { stdio: ["ignore", "pipe", "pipe"], env });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [out, err] = [heard(child.stdout), heard(child.stderr)];
  const ended = new Promise<SenderEnd>((resolve) =>
    child.on("close", (exit, signal) => resolve({ exit, signal, out: out(), err: err() })),
  );
  return {
    pid: child.pid!,
    kill: (signal) => void child.kill(signal),
    turnAway() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    ended,
  };
}

function heard(stream: Readable): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  return () => text;
}
