import type { Outcome } from "../../pipeline/collect/round/assignment.ts";
import { runRound } from "../../pipeline/collect/round/round.ts";
import { readConfig } from "../../pipeline/desk/settings/read-config.ts";
import type { VisitRecord } from "../../pipeline/model/telling.ts";
import type { IsoInstant } from "../../pipeline/model/unit.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { openWeb } from "../../pipeline/world/web/web.ts";
import type { Archive, Web, WebReply } from "../../pipeline/world/world.ts";
import { paperWorld, projectRoot } from "../support/worlds.ts";
import { cutPlans } from "./cut-plans.ts";
import type { Upstream } from "./upstream.ts";

/** Whom a round asks: by addresses without "https://". */
export type Own = (address: string) => boolean;

/** What one round was told. */
export interface RoundRun {
  /** Of those that it asked. */
  readonly outcomes: readonly Outcome[];
  readonly records: readonly VisitRecord[];
  readonly ms: number;
}

/** A round to be run. Nothing is tried again and nothing waits for its turn: pace is tested elsewhere. */
export interface Asking {
  readonly upstream: Upstream;
  readonly archive: Archive;
  readonly now: IsoInstant;
  readonly own: Own;
  readonly hasKey: boolean;
  /** Pages that never end are waited for only so long; the server is in this process and needs a second for others. */
  readonly endless?: Own;
  /** Answers of a server that does no harm, by what was asked: it would give the same again. */
  readonly memory?: Map<string, WebReply>;
}

/** Of the alphabet and digits: nobody's. It must never be seen again. */
export const KEY = "abcdefghijklmnopqrstuvwxyz012345";
/** Milliseconds for a page that never ends. */
export const HASTE = { firstByteMs: 250, wholeMs: 500 };

/** In plain sight among the key figures of a faulted issue, beside those that always stand there. */
export const ALSO = [
  "UST.30Y UST.10Y.REAL US.BREAKEVEN.10Y MOVE US.ICE.HY.OAS US.EFFR US.SOFR US.FED.TARGET.LOWER US.FED.TARGET.UPPER",
  "USD.BROAD WTI GOLD.GLD BTC US.CPI US.PAYROLLS",
].flatMap((words) => words.split(" "));
/** Every source and wire format has some of these, and each kind of series is among them: more of a kind would only take longer. */
const COLLECTED = ["SPX", "UST.2Y", "UST.10Y", "US.ICE.IG.OAS", "VIX", ...ALSO, "EQ.NVDA"];

const config = readConfig(projectRoot, allSections, paperWorld());

/** A round of those sources alone; the others are as if they were not there. */
export async function roundOf(asking: Asking): Promise<RoundRun> {
  const { upstream, archive, now, own, hasKey } = asking;
  await upstream.setNow(now);
  const opening = { environment: hasKey ? { FRED_API_KEY: KEY } : {}, mirror: upstream.url, now: () => now };
  const settings = { retries: 0, sleep: async () => undefined };
  const [patient, hasty] = [
    openWeb({ ...opening, settings }),
    openWeb({ ...opening, settings: { ...settings, ...HASTE } }),
  ];
  const records: VisitRecord[] = [];
  const web = listening(patient, hasty, asking);
  const world = { web, archive: noting(archive, own, records), tell: () => undefined };
  const { plans: shipped, calendars } = await config;
  const plans = cutPlans(shipped, COLLECTED);
  const round = { date: now.slice(0, 10), plans, calendars, version: "test", backfillFrom: null };
  const began = performance.now();
  try {
    const outcomes = await runRound(round, world);
    const asked = outcomes.filter(({ visit }) => own(addressOf(visit.place)));
    return { outcomes: asked, records, ms: performance.now() - began };
  } finally {
    await Promise.all([patient.close(), hasty.close()]);
  }
}

export function addressOf(place: string): string {
  return place.replace("https://", "");
}

/**
 * The web for those sources. Answers bear the round's own moment, as they do where there is no mirror: by the mirror's clock a copy of
 * some days ago would also be a visit of some days ago.
 */
function listening(patient: Web, hasty: Web, { own, endless, now, memory, hasKey }: Asking): Web {
  return {
    secrets: patient.secrets,
    async get(request) {
      const address = addressOf(request.url);
      if (!own(address)) return silence(now);
      const { etag, lastModified } = request.known ?? {};
      const name = JSON.stringify([request.url, etag, lastModified, now, hasKey]);
      const known = memory?.get(name);
      if (known) return known;
      const web = endless?.(address) ? hasty : patient;
      const reply = { ...(await web.get(request)), at: now };
      memory?.set(name, reply);
      return reply;
    },
  };
}

/** With a status: a host without any answer would not be asked on. */
function silence(at: IsoInstant): WebReply {
  const reason = "Nobody is asked.";
  return { outcome: "failed", at, verdict: "http_error", status: 404, excerpt: "", reason };
}

/** The archive, with a note of what is put into it; visits to others are not. */
function noting(archive: Archive, own: Own, records: VisitRecord[]): Archive {
  return {
    ...archive,
    async record(record) {
      if (!own(addressOf(record.visit.place))) return [];
      records.push(record);
      return archive.record(record);
    },
  };
}
