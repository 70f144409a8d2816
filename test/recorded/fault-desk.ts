import { rmSync } from "node:fs";
import type { Built } from "../../pipeline/build.ts";
import type { Damage, VisitRecord } from "../../pipeline/model/telling.ts";
import { openArchive } from "../../pipeline/world/archive/archive.ts";
import type { Archive, WebReply } from "../../pipeline/world/world.ts";
import { quickFolder } from "../support/quick-folder.ts";
import {
  addEvenings,
  collectCharts,
  collectEvenings,
  copied,
  DAY,
  EVENING,
  type Evenings,
  FIRST,
  fileAfter,
  LATER,
  SECOND,
  using,
} from "./fault-archives.ts";
import { FEEDS } from "./fault-feeds.ts";
import { heldIn, issueOf, type Truth, truthOf } from "./fault-issue.ts";
import type { Named } from "./fault-modes.ts";
import { addressOf, type Own, type RoundRun, roundOf } from "./fault-rounds.ts";
import type { FaultedSource } from "./faulted-source.ts";
import { type Fault, startUpstream, type Upstream } from "./upstream.ts";

/** What a fault did to one evening. */
export interface Suffered {
  /** The round in which it struck. */
  readonly run: RoundRun;
  /** The issue made after it, and the same one without any fault. */
  readonly built: Built;
  readonly clean: Built;
  readonly damage: readonly Damage[];
  /** What the archive held of the source after a clean round later that evening, and should have held. */
  readonly held: Truth;
  readonly wanted: Truth;
  /** The clean round and the issue made after it, where it was asked for. */
  readonly next: { readonly run: RoundRun; readonly built: Built } | null;
  /** All that the archive was ever told before the clean round. */
  readonly records: readonly VisitRecord[];
}

/** How long a source is silent before the fault, and whether an issue is made after the clean round too. */
export interface Extent {
  readonly silent: "day" | "two days";
  readonly makesNext: boolean;
}

/** Evenings that were collected once, to be struck by faults. */
export interface FaultDesk {
  readonly truth: Truth;
  /** What its addresses answer on the issue's day without any fault. */
  answers(source: FaultedSource): readonly VisitRecord[];
  /** Makes the archives in which everything but this source was collected: on the issue's day, or on the day before too. */
  prepare(source: FaultedSource): Promise<void>;
  suffer(source: FaultedSource, named: Named, more?: Partial<Extent>): Promise<Suffered>;
  close(): Promise<void>;
}

/** What a clean round should bring back. */
const HEALED_FROM = "2025-10-01";
/** A feed fills one section only. */
const HEADLINES = ["headlines"];
/** What prints most of what is collected. All other sections are there where a source is down for an evening and more. */
const MOST = ["key-figures", "headlines", "sector-attribution", "ig-spread", "policy-path", "mag7"];

function isFeed({ name }: FaultedSource): boolean {
  return FEEDS.some((feed) => feed.name === name);
}

/** Collects the evenings. */
export async function openFaultDesk(): Promise<FaultDesk> {
  const folder = quickFolder("faults");
  const memory = new Map<string, WebReply>();
  const upstream = await startUpstream(EVENING);
  const evenings = await collectEvenings({ upstream, folder, memory });
  const charts = await collectCharts({ upstream, folder, memory });
  const truth = openArchive(fileAfter(folder, DAY));
  const all = await issueOf(truth, DAY);
  const clean = {
    all,
    most: await issueOf(truth, DAY, MOST),
    headlines: await issueOf(truth, DAY, HEADLINES),
  };
  const striking = { upstream, folder, evenings, memory, truth, clean };
  return {
    truth: await truthOf(truth, all),
    answers: ({ hasKey = true }) => (hasKey ? evenings[DAY]! : charts),
    prepare: (source) => prepare(source, striking),
    suffer: (source, named, more = {}) =>
      suffer(source, named, { ...striking, silent: "day", makesNext: false, ...more }),
    async close() {
      truth.close();
      await upstream.close();
      rmSync(folder, { recursive: true });
    },
  };
}

interface Striking {
  readonly upstream: Upstream;
  readonly folder: string;
  readonly evenings: Evenings;
  readonly memory: Map<string, WebReply>;
  /** The archive of clean evenings, and issues made of it. */
  readonly truth: Archive;
  readonly clean: Readonly<Record<"all" | "most" | "headlines", Built>>;
}

/** Feeds are asked together on the evening itself: all of them take no longer than a copy of what the others told. */
async function prepare(one: FaultedSource, { folder, evenings }: Striking): Promise<void> {
  const day = copied(fileAfter(folder, SECOND), baseOf(one, "day", folder));
  if (isFeed(one)) return;
  await addEvenings(day, evenings, { dates: [DAY], without: one.own });
  if (one.outLonger === undefined) return;
  const longer = copied(fileAfter(folder, FIRST), baseOf(one, "two days", folder));
  await addEvenings(longer, evenings, { dates: [SECOND, DAY], without: one.own });
}

function baseOf({ name }: FaultedSource, silent: Extent["silent"], folder: string): string {
  return `${folder}/${name}-${silent.replace(" ", "-")}.db`;
}

async function suffer(
  one: FaultedSource,
  named: Named,
  { silent, makesNext, ...striking }: Striking & Extent,
): Promise<Suffered> {
  const { upstream, folder, evenings, memory, truth } = striking;
  const printed = isFeed(one) ? "headlines" : makesNext ? "all" : "most";
  const sections = { headlines: HEADLINES, most: MOST, all: undefined }[printed];
  return using(copied(baseOf(one, silent, folder), `${folder}/struck.db`), async (archive) => {
    const own: Own = (address) => one.own.test(address);
    const harmed = new RegExp(one.match);
    const asking = { upstream, archive, own, hasKey: one.hasKey ?? true };
    const endless = named.endless ? { endless: (address: string) => harmed.test(address) } : {};
    await upstream.setFaults(faultsOn(one, named));
    const run = await roundOf({ ...asking, ...endless, now: EVENING });
    await upstream.setFaults([]);
    const built = await issueOf(archive, DAY, sections);
    const damage = await archive.verify();
    const healed = await roundOf({ ...asking, now: LATER, memory });
    const next = makesNext ? { run: healed, built: await issueOf(archive, DAY, sections) } : null;
    const series = [...new Set(run.outcomes.flatMap(({ visit }) => visit.series))];
    const held = await heldIn(archive, series, HEALED_FROM);
    const wanted = await heldIn(truth, series, HEALED_FROM);
    const others = evenings[DAY]!.filter(({ visit }) => !own(addressOf(visit.place)));
    const records = [...evenings[FIRST]!, ...evenings[SECOND]!, ...others, ...run.records];
    return { run, built, clean: striking.clean[printed], damage, held, wanted, next, records };
  });
}

function faultsOn({ match, alsoDown }: FaultedSource, { fault }: Named): Fault[] {
  return [{ ...fault, match }, ...(alsoDown ? [{ mode: "status", match: alsoDown }] : [])];
}
