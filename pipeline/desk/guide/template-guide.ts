import type { Section } from "../../sections/section.ts";
import { helperTable } from "./helper-guide.ts";
import { type Sampled, viewTable } from "./view-guide.ts";

type Part = "helpers" | "fields";

/**
 * templates/README.md with the parts between its markers made anew; what a person wrote around them stays.
 *
 * @param readme the file as it is
 * @throws Error if a marker is missing
 */
export function templateGuide(readme: string, sections: readonly Section[], sampled: Sampled): string {
  const fields = sections.map((section) => viewTable(section, sampled)).join("\n\n");
  return withPart(withPart(readme, "helpers", helperTable()), "fields", fields);
}

function withPart(readme: string, part: Part, text: string): string {
  const [begin, end] = [`<!-- ${part}: made by npm run golden -->`, `<!-- end of ${part} -->`];
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the guide has no place for its ${part}: ${begin} … ${end}`);
  return `${readme.slice(0, from + begin.length)}\n\n${text}\n\n${readme.slice(to)}`;
}
