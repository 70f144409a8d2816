import { createHash } from "node:crypto";
import { cleanDecimal } from "../../finance/rounding.ts";
import type { LastVisit, Telling, VisitRecord } from "../../model/telling.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Visit } from "../../model/visit.ts";
import type { WebReply } from "../../world/world.ts";
import type { Page, Rows, WireFormat } from "../wire-format.ts";
import type { Assignment, Outcome, Runner } from "./assignment.ts";
import type { Punctuality } from "./lateness.ts";
import {
  behindIn,
  behindOf,
  lateOf,
  laterOf,
  latestOf,
  newestItem,
  newestKnown,
  newestTold,
  stuckOf,
} from "./newest.ts";

type Fetched = Extract<WebReply, { outcome: "fetched" }>;
type Failed = Extract<WebReply, { outcome: "failed" }>;

/**
 * Fetches an errand's pages, reads them, and puts what they tell into the archive, whole or not at all. The first page is asked for
 * conditionally: where it is what it was, so are the others, which its publisher makes with it.
 */
export async function visitErrand(assignment: Assignment, runner: Runner): Promise<Outcome> {
  const { web, archive } = runner.world;
  const [first, ...others] = assignment.errand.pages;
  if (!first) throw new RangeError(`an errand of ${assignment.source} has no page`);
  const last = await archive.lastVisit(first.url);
  const readWith = readWithOf(assignment, runner);
  const known = last?.readWith === readWith ? last : null;
  const reply = await web.get({ ...first, known });
  if (reply.outcome === "failed") return lost(assignment, { place: first.url, reply, requests: 1 }, runner);
  if (reply.outcome === "unchanged") return unchanged(assignment, { last: known!, at: reply.at }, runner);
  const rest = await Promise.all(others.map((page) => web.get({ ...page, known: null })));
  const requests = 1 + rest.length;
  const missing = rest.findIndex(({ outcome }) => outcome !== "fetched");
  if (missing >= 0) {
    const place = others[missing]!.url;
    return lost(assignment, { place, reply: rest[missing] as Failed, requests }, runner);
  }
  return taken(assignment, { replies: [reply, ...rest] as Fetched[], requests, readWith }, runner);
}

/** By what a body is read: the format and what is wanted of it, in which units, by which program. */
function readWithOf({ format, errand }: Assignment, { plans, version }: Runner): string {
  const wanted = errand.wanted.map(({ series, symbol }) => [series, symbol, factorOf(series, plans)]);
  return createHash("sha256")
    .update(JSON.stringify([format.id, wanted, version]))
    .digest("hex");
}

function factorOf(series: string, plans: Punctuality["plans"]): number {
  return plans.series[series]?.factor ?? 1;
}

interface Lost {
  readonly place: string;
  readonly reply: Failed;
  readonly requests: number;
}

/** A page did not come: said so in the log, with what this format knows of such an answer. */
async function lost(
  assignment: Assignment,
  { place, reply, requests }: Lost,
  runner: Runner,
): Promise<Outcome> {
  const { verdict, reason } = meaningOf(reply, assignment.format);
  const visit = visitOf(assignment, { at: reply.at, place, verdict, reason, newest: null });
  return { ...(await close(nothingOf(visit), requests, runner)), silent: reply.status === null };
}

/** Nobody is asked who has just not answered again and again; the log says so. */
export function notAsked(assignment: Assignment, at: IsoInstant, runner: Runner): Promise<Outcome> {
  const place = assignment.errand.pages[0]!.url;
  const reason = `Not asked: ${new URL(place).host} did not answer just before.`;
  const visit = visitOf(assignment, { at, place, verdict: "http_error", reason, newest: null });
  return close(nothingOf(visit), 0, runner);
}

/** A visit that brought nothing, and must be made again whole. */
function nothingOf(visit: Visit): VisitRecord {
  return { visit, raw: null, validators: null, readWith: "", tellings: [], headlines: [] };
}

function meaningOf(reply: Failed, format: WireFormat): { verdict: Visit["verdict"]; reason: string | null } {
  const known = format.failed?.(reply) ?? null;
  return known && known.verdict !== "ok" ? known : reply;
}

interface Same {
  readonly last: LastVisit;
  readonly at: string;
}

/** Nothing changed: what was told before is still what there is, and may have grown old. */
async function unchanged(assignment: Assignment, { last, at }: Same, runner: Runner): Promise<Outcome> {
  const place = assignment.errand.pages[0]!.url;
  const known = await newestKnown(assignment, runner);
  // As the log stood when the body was read: what failed since has no newest day.
  const before = (await runner.world.archive.visits(last.at)).find((visit) => visit.place === place);
  const newest = latestOf(known) ?? before?.newest ?? null;
  const state = stuckOf(assignment, newest, at) ?? lateOf(assignment, known, runner);
  const visit = visitOf(assignment, { at, place, ...state, newest });
  const { etag, lastModified, readWith } = last;
  const record = {
    visit,
    raw: null,
    validators: { etag, lastModified },
    readWith,
    tellings: [],
    headlines: [],
  };
  return { ...(await close(record, 1, runner)), unchanged: true };
}

interface Taken {
  readonly replies: readonly Fetched[];
  readonly requests: number;
  readonly readWith: string;
}

async function taken(
  assignment: Assignment,
  { replies, requests, readWith }: Taken,
  runner: Runner,
): Promise<Outcome> {
  const { format, errand } = assignment;
  const pages = replies.map((reply, index): Page => ({ ...reply, url: errand.pages[index]!.url }));
  const reading = format.read(pages, errand);
  const [{ bytes, etag, lastModified, at }] = replies as [Fetched];
  const raw = { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
  const place = pages[0]!.url;
  if (reading.verdict !== "ok") {
    const visit = visitOf(assignment, { at, place, ...reading, newest: null });
    return close({ visit, raw, validators: null, readWith, tellings: [], headlines: [] }, requests, runner);
  }
  const before = await newestKnown(assignment, runner);
  const newest = newestTold(assignment, reading.rows);
  const state = behindOf(newest, before) ?? lateOf(assignment, laterOf(newest, before), runner);
  const remarks = reading.remarks.length > 0 ? reading.remarks.join(" ") : null;
  const visit = visitOf(assignment, {
    at,
    place,
    verdict: state.verdict,
    reason: [state.reason, remarks].filter((part) => part !== null).join(" ") || null,
    newest: latestOf(newest) ?? newestItem(reading.headlines),
  });
  // An old copy has no news, but may hold what was not final then: a running day, a version that was revised since.
  const behind = behindIn(newest, before);
  const tellings = reading.rows
    .filter(({ series }) => !behind.has(series))
    .map((rows) => tellingOf(rows, assignment.source, runner));
  // The same body may tell more later: what was left out of it now, such as a running session, must be read again.
  const validators = remarks === null && behind.size === 0 ? { etag, lastModified } : null;
  const { headlines } = reading;
  return close({ visit, raw, validators, readWith, tellings, headlines }, requests, runner);
}

/** Rows in our unit, under the source's name. */
function tellingOf({ values, ...rows }: Rows, source: string, { plans }: Runner): Telling {
  const factor = factorOf(rows.series, plans);
  const ours =
    factor === 1 ? values : values.map((value) => (value === null ? null : cleanDecimal(value * factor)));
  return { ...rows, source, values: ours };
}

async function close(record: VisitRecord, requests: number, { world }: Runner): Promise<Outcome> {
  const recorded = await world.archive.record(record);
  return {
    visit: record.visit,
    requests,
    unchanged: false,
    silent: false,
    recorded: recorded.filter(({ added, revised }) => added + revised > 0),
    headlines: record.headlines.length,
  };
}

function visitOf(
  { source, errand }: Assignment,
  { at, place, verdict, reason, newest }: Omit<Visit, "source" | "series">,
): Visit {
  return { at, source, place, verdict, reason, newest, series: errand.wanted.map(({ series }) => series) };
}
