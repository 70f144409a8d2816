import type { Mailing } from "../../deliver/message/mailing.ts";
import type { Ended } from "../../deliver/sending/sending.ts";
import { momentWords } from "../approval/standing.ts";
import type { Entered, SendRequest, SendWorld, SentEdition } from "./sent.ts";

export type Prepared = Entered & { readonly mailing: Mailing };

const MINUTE_MS = 60_000;
/** What is due now is not asked for in a circle. */
const LEAST_WAIT_MS = 250;

/**
 * Sends one edition after the other until nothing is left, a person stops it, or the time for deferred ones is up. Of several, whoever must be
 * tried again in half an hour keeps no other edition waiting: the waiting is done between the rounds.
 */
export async function inRounds(
  editions: readonly Prepared[],
  request: SendRequest,
  world: SendWorld,
): Promise<readonly SentEdition[]> {
  const ended = new Map<string, Ended>();
  const patienceMs = request.rules.settings.retry.runMinutes * MINUTE_MS;
  let until: number | null = null;
  for (let open = editions; open.length > 0; ) {
    const isAlone = open.length === 1;
    if ((await oneRound(open, ended, { request, world })) || isAlone) break;
    open = open.filter(({ version }) => ended.get(version.id)?.end.why !== "done");
    until ??= world.ticks() + patienceMs;
    if (open.length > 1 && !(await rested([...ended.values()], until, world))) break;
  }
  return Promise.all(editions.map((edition) => outcomeOf(edition, ended.get(edition.version.id), world)));
}

/** Until the first deferred one is due. False where that is too late, or a person stops it. */
async function rested(ended: readonly Ended[], until: number, world: SendWorld): Promise<boolean> {
  const next = ended.flatMap(({ end }) => (end.why === "deferred left" ? [end.next] : [])).sort();
  const [first = world.now()] = next;
  const ms = Math.max(LEAST_WAIT_MS, Date.parse(first) - Date.parse(world.now()));
  if (world.ticks() + ms > until) return false;
  world.remark(`Only deferred ones are left; the next try is at ${momentWords(first)}.`);
  await world.sleep(ms, world.stop);
  return !world.stop.aborted;
}

interface Going {
  readonly request: SendRequest;
  readonly world: SendWorld;
}

/** True where no further round is to come. */
async function oneRound(
  open: readonly Prepared[],
  ended: Map<string, Ended>,
  going: Going,
): Promise<boolean> {
  const minutes = going.request.rules.settings.retry.runMinutes;
  for (const edition of open) {
    if (going.world.stop.aborted) return true;
    const isAlone = open.length === 1;
    let now = await handOver(edition, isAlone ? minutes : 0, going);
    // Without relays nothing waits for anything: this edition may be as patient as one alone.
    if (now.end.why === "no relay" && !isAlone) now = sumOf(now, await handOver(edition, minutes, going));
    const before = ended.get(edition.version.id);
    ended.set(edition.version.id, before ? sumOf(before, now) : now);
    if (now.end.why !== "done" && now.end.why !== "deferred left") return true;
  }
  return false;
}

function sumOf(before: Ended, now: Ended): Ended {
  const milliseconds = before.milliseconds + now.milliseconds;
  return { ...now, accepted: before.accepted + now.accepted, milliseconds };
}

function handOver(
  { tier, version, mailing }: Prepared,
  runMinutes: number,
  { request, world }: Going,
): Promise<Ended> {
  const { relays, domains, retry } = request.rules.settings;
  return world.sendAll(
    {
      version: version.id,
      letterFor: ({ recipient: id, address, name, kind }) => mailing.letterFor({ id, address, name }, kind),
      settings: { relays, domains, retry: { ...retry, runMinutes } },
      logins: request.secrets.logins,
      authorities: request.authorities,
    },
    { ...world, tell: (progress) => world.tell(tier, progress) },
  );
}

async function outcomeOf(
  { tier, version, enqueued }: Prepared,
  ended: Ended | undefined,
  { deliveries, stop }: SendWorld,
): Promise<SentEdition> {
  const { accepted, milliseconds } = ended ?? { accepted: 0, milliseconds: 0 };
  const tally = await deliveries.tally(version.id);
  const end = ended?.end ?? { why: "not reached" as const };
  const isStopped = end.why === "deferred left" && stop.aborted;
  const last = isStopped ? { why: "asked to stop" as const } : end;
  return { tier, version: version.id, enqueued, tally, accepted, milliseconds, end: last };
}
