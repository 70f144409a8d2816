import { createHash } from "node:crypto";
import type { FeedPlan } from "../../model/edition.ts";
import type { Headline } from "../../model/headline.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { onlyPage, refuseEmpty } from "../read/page-text.ts";
import { empty, readingOf, shapeChanged, unreadable } from "../read/refusal.ts";
import type { Page, WireFormat } from "../wire-format.ts";
import { type FeedEntries, feedEntries } from "./feed/feed-entries.ts";
import { feedHeadline } from "./feed/feed-headline.ts";
import { feedText } from "./feed/feed-text.ts";

const LIMIT_BYTES = 3_000_000;
const GAP_MS = 300;
const DAY_MS = 86_400_000;
/** A feed of which every item is refused says so once, not five hundred times. */
const MOST_REMARKS = 8;

/**
 * A news feed: RSS 2.0, Atom, RDF or JSON Feed, told apart by what they are and not by what the server calls them.
 *
 * @param feed its short name, which stands behind each of its lines
 */
export function feedFormat(feed: string, plan: FeedPlan): WireFormat {
  const page = { url: plan.url, limitBytes: LIMIT_BYTES, gapMs: GAP_MS };
  return {
    id: feed,
    lagDays: 0,
    stuckAfterDays: plan.maxAgeDays,
    errands: () => [{ pages: [page], wanted: [] }],
    read: (pages) => readingOf(() => readPage(onlyPage(pages), { feed, plan })),
  };
}

interface Feed {
  readonly feed: string;
  readonly plan: FeedPlan;
}

function readPage(page: Page, { feed, plan }: Feed) {
  const text = feedText(page);
  refuseEmpty(text, "a feed");
  const { headlines, remarks, refused } = readEntries(feedEntries(text), page, { feed, plan });
  if (headlines.length === 0 && refused > 0)
    throw shapeChanged(`No item of ${feed} can be read (${refused} refused). ${remarks[0]}`);
  if (headlines.length < plan.minItems)
    throw empty(`The feed ${feed} has ${headlines.length} items; at least ${plan.minItems} are expected.`);
  const stuck = stuckSince(headlines, page.at, plan);
  if (stuck) throw unreadable("stale", `The feed ${feed} is stuck: ${stuck}`);
  return { headlines, remarks };
}

interface ReadEntries {
  readonly headlines: readonly Headline[];
  readonly remarks: readonly string[];
  readonly refused: number;
}

function readEntries({ entries, leftOut }: FeedEntries, page: Page, { feed, plan }: Feed): ReadEntries {
  const sha256 = createHash("sha256").update(page.bytes).digest("hex");
  const origin = { source: feed, place: page.url, sha256, retrievedAt: page.at, note: plan.rights };
  const [headlines, remarks]: [Map<string, Headline>, string[]] = [new Map(), []];
  let refused = 0;
  for (const [index, entry] of entries.entries()) {
    const read = feedHeadline(entry, { feed, origin, at: page.at });
    const told = "refused" in read ? read.refused : read.remark;
    if (told !== null) remarks.push(`Item ${index + 1} of ${feed}: ${told}.`);
    if ("refused" in read) refused += 1;
    else enter(headlines, read.headline);
  }
  if (leftOut > 0)
    remarks.push(`${leftOut} items of ${feed} were left out: they hold nothing, or are too many.`);
  return { headlines: [...headlines.values()], remarks: shortened(remarks, feed), refused };
}

/** An item sent twice is one; another story under a known id (a running page without guids) gets an id of its own. */
function enter(headlines: Map<string, Headline>, headline: Headline): void {
  const known = headlines.get(headline.id);
  if (known?.title === headline.title) return;
  const hash = createHash("sha256").update(headline.title).digest("hex").slice(0, 8);
  const id = known ? `${headline.id}#${hash}` : headline.id;
  headlines.set(id, { ...headline, id });
}

function shortened(remarks: readonly string[], feed: string): readonly string[] {
  if (remarks.length <= MOST_REMARKS) return remarks;
  const more = remarks.length - MOST_REMARKS + 1;
  return [...remarks.slice(0, MOST_REMARKS - 1), `${more} more remarks on ${feed} are not shown.`];
}

/** The end of a sentence where the newest item is too old; null where it is not, and where there is none. */
function stuckSince(headlines: readonly Headline[], at: IsoInstant, { maxAgeDays }: FeedPlan): string | null {
  const newest = headlines
    .map(({ time }) => time ?? "")
    .sort()
    .at(-1);
  if (newest === undefined || Date.parse(newest) >= Date.parse(at) - maxAgeDays * DAY_MS) return null;
  return `its newest item is of ${newest.slice(0, 10)}, more than ${maxAgeDays} days old.`;
}
