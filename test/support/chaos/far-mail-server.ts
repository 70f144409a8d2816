import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { FaultPlan } from "./fault-plan.ts";
import type { Question } from "./mail-server-process.ts";

/** A server in a process of its own: whatever happens to who sends, it keeps what it took. */
export interface FarMailServer {
  readonly port: number;
  plan(plan: FaultPlan): Promise<void>;
  /** When it has kept so many letters. From that very moment on it does as `next` says, if it is given. */
  kept(least: number, next?: FaultPlan): Promise<number>;
  /** To whom each letter went that it kept. */
  letters(): Promise<readonly string[]>;
  /** How often each trouble of its plans came about. */
  counts(): Promise<Readonly<Record<string, number>>>;
  down(): Promise<void>;
  up(): Promise<void>;
}

const script = fileURLToPath(new URL("mail-server-process.ts", import.meta.url));

/** Gone when the test is over. */
export async function farMailServer(plan?: FaultPlan): Promise<FarMailServer> {
  const child = fork(script, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const waiting = new Map<number, (value: unknown) => void>();
  child.on("message", ({ id, value }: { readonly id: number; readonly value: unknown }) => {
    waiting.get(id)?.(value);
    waiting.delete(id);
  });
  let asked = 0;
  const answerTo = <T>(id: number) =>
    new Promise<T>((resolve) => waiting.set(id, resolve as (value: unknown) => void));
  const ask = <T>(question: Question): Promise<T> => {
    asked += 1;
    const answer = answerTo<T>(asked);
    child.send({ id: asked, ...question });
    return answer;
  };
  const port = await answerTo<number>(0);
  const server: FarMailServer = {
    port,
    plan: (next) => ask({ ask: "plan", plan: next }),
    kept: (least, next) => ask({ ask: "kept", least, ...(next && { next }) }),
    letters: () => ask({ ask: "letters" }),
    counts: () => ask({ ask: "counts" }),
    down: () => ask({ ask: "down" }),
    up: () => ask({ ask: "up" }),
  };
  if (plan) await server.plan(plan);
  return server;
}
