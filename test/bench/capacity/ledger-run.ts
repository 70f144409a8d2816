// Steps of the ledger on PostgreSQL while nothing else is done: so many in a transaction, how long it takes, and what of it is the CPU of this process, ms;
// and how long it takes to claim a page of letters.
import { hostname } from "node:os";
import { openLines } from "../../../pipeline/world/database/postgres/lines.ts";
import type { Due } from "../../../pipeline/world/mailing/mailing.ts";
import { openDeliveries } from "../../../pipeline/world/mailing/open-deliveries.ts";
import { openMailingOn } from "../../../pipeline/world/mailing/open-mailing.ts";
import { median } from "../rounds.ts";
import { PAGE } from "./simulation.ts";

const MOMENT = "2025-09-18T21:00:00.000Z";
const many = Number(process.argv[2]);

const file = openMailingOn(openLines(process.env.TRACKER_DATABASE!));
const deliveries = openDeliveries(file);
const version = (await deliveries.versions({}))[0]!.id;
const began = await deliveries.begin(version, { process: process.pid, host: hostname() }, MOMENT);
if ("busy" in began) throw new Error("Another sends.");
const due: Due[] = [];
const claims: number[] = [];
while (due.length < many) {
  const begun = performance.now();
  const page = await deliveries.due(began.sender, MOMENT, PAGE);
  claims.push(performance.now() - begun);
  due.push(...page);
}
const row = { version, sender: began.sender, at: MOMENT, relay: "sink", reply: null, notBefore: null };
const step = { from: ["queued"], to: "handed over", counts: true } as const;
const told: Record<string, { readonly ms: number; readonly cpuMs: number }> = {};
let from = 0;
for (const together of [1, 5, 20]) {
  const took: number[] = [];
  const rounds = Math.floor(many / 3 / together);
  const cpu = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1, from += together) {
    const steps = due.slice(from, from + together).map(({ recipient }) => ({ ...row, recipient, ...step }));
    const begun = performance.now();
    const made = await deliveries.mark(steps);
    took.push(performance.now() - begun);
    if (made.includes(false)) throw new Error("A step was not made.");
  }
  const { user, system } = process.cpuUsage(cpu);
  told[together] = { ms: median(took), cpuMs: (user + system) / 1000 / rounds };
}
await file.close();
console.log(JSON.stringify({ ...told, claimMs: median(claims) }));
