import { createHash } from "node:crypto";
import type { Headline } from "../../../model/headline.ts";
import type { IsoDate } from "../../../model/unit.ts";
import { cleanTitle, safeLink } from "../../headlines/clean-text.ts";
import type { Answer } from "../../source.ts";
import type { RawLine } from "./news.ts";

/** Simulated lines through the door that real ones take: clean headlines, and what was refused with its reason. */
export function admit(lines: readonly RawLine[], date: IsoDate): Pick<Answer, "headlines" | "refused"> {
  const place = "simulation/headlines";
  const sha256 = createHash("sha256")
    .update(lines.map(({ title }) => title).join("\n"))
    .digest("hex");
  const origin = { source: "sample", place, sha256, retrievedAt: null, note: "simulated" };
  const headlines: Headline[] = [];
  const refused: { readonly place: string; readonly reason: string }[] = [];
  lines.forEach(({ time, feed, title, link: address }, index) => {
    const id = `sample-${date}-${String(index + 1).padStart(3, "0")}`;
    const refuse = (reason: string) => refused.push({ place: `${place} [${index}]`, reason });
    const words = cleanTitle(title);
    if ("refused" in words) {
      refuse(words.refused);
      return;
    }
    const safe = address === null ? null : safeLink(address);
    if (safe && "refused" in safe) refuse(`${safe.refused}; the headline stands without it`);
    const link = safe && "url" in safe ? safe.url : null;
    headlines.push({ id, time, feed, title: words.text, link, origin });
  });
  return { headlines, refused };
}
