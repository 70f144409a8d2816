import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { compute } from "../../pipeline/compute/compute.ts";
import { compileTemplates } from "../../pipeline/fill/compile-templates.ts";
import { fill } from "../../pipeline/fill/fill.ts";
import type { Templates } from "../../pipeline/fill/templates.ts";
import { type Edition, EditionSchema } from "../../pipeline/model/edition.ts";
import type { Filled } from "../../pipeline/model/filled.ts";
import type { Report } from "../../pipeline/model/report.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import type { Section } from "../../pipeline/sections/section.ts";
import { nothingWritten } from "./nothing-written.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The edition that the product ships. */
export const shippedEdition: Edition = {
  ...EditionSchema.parse(parse(readFileSync(`${root}/content/tracker.yaml`, "utf8"))),
  papers: ["a4"],
};

const names = readdirSync(`${root}/templates`, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".hbs"),
);
/** The templates that the product ships. */
export const shippedTemplates: Templates = Object.fromEntries(
  names.map((name) => [name.replaceAll("\\", "/"), readFileSync(`${root}/templates/${name}`, "utf8")]),
);

/** Just enough around a section: its own templates are the shipped ones. */
const frame: Templates = {
  ...shippedTemplates,
  "issue.md.hbs": "# [[title]]\n\n[[standfirst]]\n\n[[sections]]\n",
  "title.md.hbs": "A title",
  "standfirst.md.hbs": "A standfirst",
};
const ready = compileTemplates(frame);

/** What a reader of that snapshot sees of one section: computed, checked against its view and filled with the shipped templates. */
export function filledSection(
  section: Section<never> | Section,
  snapshot: Snapshot,
  edition: Edition = shippedEdition,
): Filled {
  const chosen = [section as Section];
  return filledReport(compute(snapshot, edition, { chosen, all: chosen }), edition);
}

/** A report filled with the shipped templates, nothing around it. */
export function filledReport(report: Report, edition: Edition = shippedEdition): Filled {
  return fill(report, nothingWritten, ready, edition);
}

/** The section's Markdown alone, its paragraphs without the head. */
export function sectionWords(
  section: Section<never> | Section,
  snapshot: Snapshot,
  edition: Edition = shippedEdition,
): string {
  return wordsIn(filledSection(section, snapshot, edition));
}

/** What stands below an issue's head. */
export function wordsIn({ markdown }: Filled): string {
  return markdown.slice(markdown.indexOf("\n## ") + 1);
}
