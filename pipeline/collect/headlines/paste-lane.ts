import { createHash } from "node:crypto";
import { type FaultDetail, PipelineError } from "../../errors.ts";
import { newYorkInstant } from "../../finance/new-york.ts";
import type { Headline } from "../../model/headline.ts";
import type { IsoDate } from "../../model/unit.ts";
import { cleanTitle, safeLink } from "./clean-text.ts";

/**
 * The paste lane: a line a headline, `14:32 TEXT | source | https://…`; all but the text may be left out, times are New York's. Empty lines
 * and those that begin with # are passed over.
 *
 * @throws PipelineError content-invalid with every bad line: too long, no time of day, a link that may not stand on a page
 */
export function readPasted(
  text: string,
  { date, place }: { readonly date: IsoDate; readonly place: string },
): readonly Headline[] {
  const faults: FaultDetail[] = [];
  const sha256 = createHash("sha256").update(text).digest("hex");
  const headlines = text.split(/\r?\n/).flatMap((line, index): Headline[] => {
    if (line.trim() === "" || line.trimStart().startsWith("#")) return [];
    const read = readLine(line.trim(), date);
    if (!("wrong" in read))
      return [
        {
          ...read,
          id: `paste-${index + 1}`,
          line: index + 1,
          origin: { source: "paste", place, sha256, retrievedAt: null },
        },
      ];
    faults.push({
      code: "content-invalid",
      place: `${place}:${index + 1}`,
      message: `The line holds ${read.wrong}.`,
      remedy: "Correct or remove the line.",
    });
    return [];
  });
  if (faults.length > 0) throw new PipelineError(faults);
  return headlines;
}

type Line = Pick<Headline, "time" | "feed" | "title" | "link">;

function readLine(line: string, date: IsoDate): Line | { readonly wrong: string } {
  const parts = line.split(/\s\|\s/);
  const address =
    parts.length > 1 && /^[a-z][a-z0-9+.-]*:/i.test(parts.at(-1) ?? "") ? parts.pop() : undefined;
  const feed = parts.length > 1 ? (parts.pop() ?? "paste") : "paste";
  const timed = /^(\d{1,2}:\d{2})\s+(.*)$/.exec(parts.join(" | "));
  const time = timed?.[1]?.padStart(5, "0");
  if (time && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return { wrong: `${time}, which is no time of day` };
  const words = cleanTitle(timed?.[2] ?? parts.join(" | "));
  if ("refused" in words) return { wrong: words.refused };
  const safe = address === undefined ? null : safeLink(address);
  if (safe && "refused" in safe) return { wrong: safe.refused };
  const source = cleanTitle(feed);
  return {
    time: time ? newYorkInstant(date, time) : null,
    feed: "text" in source ? source.text : "paste",
    title: words.text,
    link: safe && "url" in safe ? safe.url : null,
  };
}
