import { createHash } from "node:crypto";
import type { Headline } from "../../../model/headline.ts";
import type { IsoDate } from "../../../model/unit.ts";
import type { Answer } from "../../source.ts";
import type { RawLine } from "./news.ts";

const cleanTitle = (t: string): string | null => (t.trim() === "" || t.length > 400 ? null : t.trim());
const safeLink = (l: string): string | null => (/^https?:/.test(l) ? l : null);

/** Simulated lines through the same door as real ones: clean headlines, and what was refused and why. */
export function admit(lines: readonly RawLine[], date: IsoDate): Pick<Answer, "headlines" | "refused"> {
  const sha256 = createHash("sha256")
    .update(lines.map(({ title }) => title).join("\n"))
    .digest("hex");
  const origin = {
    source: "sample",
    place: "simulation/headlines",
    sha256,
    retrievedAt: null,
    note: "simulated",
  };
  const headlines: Headline[] = [];
  const refused: { place: string; reason: string }[] = [];
  lines.forEach(({ time, feed, title: raw, link: address }, index) => {
    const id = `sample-${date}-${String(index + 1).padStart(3, "0")}`;
    const title = cleanTitle(raw);
    const link = address === null ? null : safeLink(address);
    if (!title) refused.push({ place: id, reason: "stub" });
    else headlines.push({ id, time, feed, title, link, origin });
    if (address !== null && link === null) refused.push({ place: id, reason: "stub link" });
  });
  return { headlines, refused };
}
