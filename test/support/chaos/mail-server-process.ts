import { type MailServer, startMailServer } from "../mail-server.ts";
import { type FaultPlan, type Struck, striking } from "./fault-plan.ts";

/** What the process of a server is asked; each has one answer. */
export type Question =
  | { readonly ask: "plan"; readonly plan: FaultPlan }
  /** Answered when so many letters are kept; `next` is its plan from then on. */
  | { readonly ask: "kept"; readonly least: number; readonly next?: FaultPlan }
  | { readonly ask: "letters" }
  | { readonly ask: "counts" }
  /** Stops to listen, and lets go of whoever is there. */
  | { readonly ask: "down" }
  | { readonly ask: "up" };

let server: MailServer;
let struck: Struck = striking({ seed: 1 }, Date.now);
const plans = [struck];
const past: MailServer["kept"][] = [];
let port = 0;

async function up(): Promise<number> {
  server = await startMailServer({ port, keepBytes: false, fail: (met) => struck.choose(met) });
  past.push(server.kept);
  port = server.port;
  return port;
}

const addresses = () => past.flatMap((kept) => kept.map(({ to }) => to));
const count = () => past.reduce((sum, kept) => sum + kept.length, 0);

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case "plan":
      return follow(question.plan);
    case "kept":
      while (count() < question.least) await new Promise((go) => setTimeout(go, 1));
      if (question.next) follow(question.next);
      return count();
    case "letters":
      return addresses();
    case "counts":
      return countsOf(plans);
    case "down":
      return server.close();
    case "up":
      return up();
  }
}

function follow(plan: FaultPlan): void {
  struck = striking(plan, Date.now);
  plans.push(struck);
}

function countsOf(all: readonly Struck[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { counts } of all)
    for (const [name, times] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + times;
  return sums;
}

process.on("message", async ({ id, ...question }: Question & { readonly id: number }) => {
  const value = (await answer(question as Question)) ?? null;
  process.send?.({ id, value });
});
process.on("disconnect", () => process.exit());
await up();
process.send?.({ id: 0, value: port });
