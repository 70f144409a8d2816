import { createHash } from "node:crypto";
import { type FaultDetail, PipelineError } from "../../errors.ts";
import { newYorkInstant } from "../../finance/new-york.ts";
import type { Headline } from "../../model/headline.ts";
import type { IsoDate } from "../../model/unit.ts";
import { cleanTitle, safeLink } from "./clean-text.ts";

/** A source is a short name; what is longer is a title with a stroke in it. */
const LONGEST_SOURCE = 60;
const REMEDY =
  "Write it as 14:32 TEXT | source | https://…, where all but the text may be left out; or remove it.";

/**
 * The paste lane: a line a headline, `14:32 TEXT | source | https://…`; all but the text may be left out, times are New York's on the
 * issue's day. Empty lines and those that begin with # are passed over.
 *
 * @throws PipelineError content-invalid with every bad line: too long, no time of day, a link that may not stand on a page
 */
export function readPasted(
  text: string,
  { date, place }: { readonly date: IsoDate; readonly place: string },
): readonly Headline[] {
  const faults: FaultDetail[] = [];
  const sha256 = createHash("sha256").update(text).digest("hex");
  const origin = { source: "paste", place, sha256, retrievedAt: null };
  const headlines = text.split(/\r\n?|\n/).flatMap((whole, index): Headline[] => {
    const line = whole.trim();
    if (line === "" || line.startsWith("#")) return [];
    const read = readLine(line, date);
    if (!("wrong" in read)) return [{ ...read, id: `paste-${index + 1}`, line: index + 1, origin }];
    const message = `The line holds ${read.wrong}.`;
    faults.push({ code: "content-invalid", place: `${place}:${index + 1}`, message, remedy: REMEDY });
    return [];
  });
  if (faults.length > 0) throw new PipelineError(faults);
  return headlines;
}

type Line = Pick<Headline, "time" | "feed" | "title" | "link">;

function readLine(line: string, date: IsoDate): Line | { readonly wrong: string } {
  const parts = line
    .split(/(?<=^|\s)\|(?=\s|$)/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const isAddress = parts.length > 1 && /^[a-z][a-z0-9+.-]*:\S/i.test(parts.at(-1)!);
  const safe = isAddress ? safeLink(parts.pop()!) : null;
  const source = parts.length > 1 ? cleanTitle(parts.pop()!, LONGEST_SOURCE) : { text: "paste" };
  const { time, rest } = timeOf(parts.join(" | "));
  if (time && !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) return { wrong: `${time}, which is no time of day` };
  // A time or a source alone is a line whose text was lost on the way.
  if (/^\s*\|/.test(line) || /^\d{1,2}:\d{2}$/.test(rest.trim())) return { wrong: "no text" };
  const words = cleanTitle(rest);
  if ("refused" in words) return { wrong: words.refused };
  if ("refused" in source) return { wrong: `${source.refused}, where the source is expected` };
  if (safe && "refused" in safe) return { wrong: safe.refused };
  return {
    time: time ? newYorkInstant(date, time) : null,
    feed: source.text,
    title: words.text,
    link: safe && "url" in safe ? safe.url : null,
  };
}

/** `9:05 TEXT` as 09:05 and the text. */
function timeOf(text: string): { readonly time: string | null; readonly rest: string } {
  const [, time, rest] = /^(\d{1,2}:\d{2})\s+(.*)$/.exec(text) ?? [];
  return time && rest ? { time: time.padStart(5, "0"), rest } : { time: null, rest: text };
}
