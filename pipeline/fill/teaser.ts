import type { Edition } from "../model/edition.ts";
import { marks } from "../model/marks.ts";
import type { Report } from "../model/report.ts";
import { closedView } from "./closed-view.ts";
import type { Say } from "./templates.ts";

const BLOCK = (name: string) => `${marks.block}${name}${marks.blockEnd}`;

/**
 * The sections of an issue in order, with a teaser where the free edition leaves one out. A teaser has the section's place and name, by which
 * contents and links find it, and nothing that was computed for it.
 *
 * @param said the printed sections, as Markdown
 */
export function withTeasers(
  said: readonly string[],
  { date, omitted }: Pick<Report, "date" | "omitted">,
  { edition, say }: { readonly edition: Edition; readonly say: Say },
): readonly string[] {
  const teaser = ({ id, title }: Report["omitted"][number]): string => {
    const says = edition.teasers[id] ?? null;
    const seen = closedView({ date, title, says, subscribe: edition.subscribe ?? null });
    const text = say("partials/teaser.md.hbs", seen).trim();
    return [BLOCK(`teaser:${id}`), `## ${title}`, text, BLOCK("end")].join("\n\n");
  };
  const behind = (count: number) => omitted.filter(({ at }) => at === count).map(teaser);
  return [...behind(0), ...said.flatMap((section, index) => [section, ...behind(index + 1)])];
}
