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

/**
 * A JSON list of `{ id, time, source, title, link }`, cut to (after, upTo] before anything in it is looked at.
 *
 * @throws PipelineError row-invalid where it is no JSON list
 */
export function readHeadlineItems(
  bytes: Uint8Array,
  origin: Origin,
  { after, upTo }: { readonly after: IsoInstant; readonly upTo: IsoInstant },
): ReadHeadlines {
  const [from, to] = [Date.parse(after), Date.parse(upTo)];
  const read: ReadHeadlines = { headlines: [], refused: [] };
  listOf(bytes, origin.place).forEach((entry, index) => {
    const place = `${origin.place} [${index}]`;
    if (typeof entry !== "object" || entry === null) {
      read.refused.push({ place, reason: "an entry that is no object" });
      return;
    }
    const { id, time, source, title, link } = entry as Readonly<Record<string, unknown>>;
    const at = typeof time === "string" ? Date.parse(time) : Number.NaN;
    if (Number.isNaN(at)) read.refused.push({ place, reason: "an entry without a time" });
    else if (at > from && at <= to)
      enter(
        read,
        { id: String(id ?? index), feed: String(source ?? "unknown"), title, link, at },
        { ...origin, place },
        origin,
      );
  });
  return read;
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

interface Entry {
  readonly id: string;
  readonly feed: string;
  readonly title: unknown;
  readonly link: unknown;
  readonly at: number;
}

function enter(
  read: ReadHeadlines,
  { id, feed, title, link, at }: Entry,
  { place }: { place: string },
  origin: Origin,
): void {
  const words = cleanTitle(typeof title === "string" ? title : "");
  if ("refused" in words) {
    read.refused.push({ place, reason: words.refused });
    return;
  }
  const safe = typeof link === "string" && link !== "" ? safeLink(link) : null;
  if (safe && "refused" in safe)
    read.refused.push({ place, reason: `${safe.refused}; the headline stands without it` });
  const time = new Date(at).toISOString().replace(".000Z", "Z");
  read.headlines.push({
    id,
    time,
    feed,
    title: words.text,
    link: safe && "url" in safe ? safe.url : null,
    origin,
  });
}
