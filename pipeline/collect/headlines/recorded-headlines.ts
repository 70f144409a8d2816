import { PipelineError } from "../../errors.ts";
import type { Headline } from "../../model/headline.ts";
import type { Origin } from "../../model/series.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { cleanTitle, safeLink } from "./clean-text.ts";

/** Headlines let in, and what was refused at the door with its place. */
export interface ReadHeadlines {
  readonly headlines: Headline[];
  readonly refused: { readonly place: string; readonly reason: string }[];
}

/** Headlines published in (after, upTo]. */
export interface HeadlineWindow {
  readonly after: IsoInstant;
  readonly upTo: IsoInstant;
}

/** One entry of the list, with the instant at which it was published. */
interface Entry {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly index: number;
  readonly at: number;
}

/** A feed's name stands behind every line that it brought. */
const LONGEST_FEED = 60;

/**
 * A JSON list of `{ id, time, source, title, link }`; whatever else an entry holds is not looked at. The list is cut to the window before
 * any title is cleaned.
 *
 * @throws PipelineError row-invalid where it is no JSON list
 */
export function readHeadlineItems(bytes: Uint8Array, origin: Origin, window: HeadlineWindow): ReadHeadlines {
  const read: ReadHeadlines = { headlines: [], refused: [] };
  const timed = listOf(bytes, origin.place).flatMap((fields, index): Entry[] => {
    const at = instantOf(fields);
    if (at !== null) return [{ fields: fields as Entry["fields"], index, at }];
    read.refused.push({ place: `${origin.place} [${index}]`, reason: "an entry without a time" });
    return [];
  });
  for (const entry of within(timed, window)) enter(read, entry, origin);
  return read;
}

/** Entries published in (after, upTo]. */
export function within<T extends { readonly at: number }>(
  entries: readonly T[],
  { after, upTo }: HeadlineWindow,
): readonly T[] {
  const [from, to] = [Date.parse(after), Date.parse(upTo)];
  return entries.filter(({ at }) => at > from && at <= to);
}

function listOf(bytes: Uint8Array, place: string): readonly unknown[] {
  const wrong = (message: string, cause: unknown) =>
    new PipelineError({ code: "row-invalid", place, message, remedy: "Put the file in place again.", cause });
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw wrong("The headlines are not JSON.", cause);
  }
  if (!Array.isArray(parsed)) throw wrong("The headlines are not a JSON list.", null);
  return parsed;
}

/** Milliseconds since 1970; null without a time that names its zone: one without would mean another hour on every machine. */
function instantOf(fields: unknown): number | null {
  const time = typeof fields === "object" && fields !== null ? (fields as Entry["fields"]).time : null;
  if (typeof time !== "string" || !/T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/.test(time)) return null;
  const at = Date.parse(time);
  return Number.isNaN(at) ? null : at;
}

function enter({ headlines, refused }: ReadHeadlines, { fields, index, at }: Entry, origin: Origin): void {
  const place = `${origin.place} [${index}]`;
  const { id, source, title, link } = fields;
  const words = cleanTitle(typeof title === "string" ? title : "");
  if ("refused" in words) {
    refused.push({ place, reason: words.refused });
    return;
  }
  const safe = typeof link === "string" && link !== "" ? safeLink(link) : null;
  if (safe && "refused" in safe)
    refused.push({ place, reason: `${safe.refused}; the headline stands without it` });
  const feed = cleanTitle(typeof source === "string" ? source : "", LONGEST_FEED);
  headlines.push({
    id: typeof id === "string" && id !== "" ? id : `${origin.source}-${index}`,
    time: new Date(at).toISOString().replace(".000Z", "Z"),
    feed: "text" in feed ? feed.text : "unnamed feed",
    title: words.text,
    link: safe && "url" in safe ? safe.url : null,
    origin,
  });
}
