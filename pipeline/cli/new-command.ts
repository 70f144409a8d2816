import { type ScaffoldedFile, scaffoldIssue } from "../desk/scaffold/new-issue.ts";
import { titlesFor } from "../desk/scaffold/title-suggestions.ts";
import { realFiles } from "../world/files.ts";
import { realPlacing } from "../world/place-file.ts";
import { type BuildDay, buildAfter } from "./build-command.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { draftOf } from "./draft.ts";
import { editionAsked } from "./edition-option.ts";

/** `new [DATE]`: content/issues/<date>/ for the writers, and beside it the computed draft in out/<date>/, as `build` makes it. */
export async function newCommand(
  invocation: Invocation,
  operands: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  // The files are for the writers of one edition.
  editionAsked(options);
  const told: { date?: string; files: readonly ScaffoldedFile[]; titles: readonly string[] } = {
    files: [],
    titles: [],
  };
  const outcome = await buildAfter(invocation, operands, options, async (day) => {
    const draft = await draftOf(day);
    told.date = day.date;
    told.titles = titlesFor(draft.filled);
    told.files = await scaffoldIssue(
      { root: day.root, ...draft },
      { files: realFiles, placing: realPlacing },
    );
  });
  const { date, files, titles } = told;
  const lines = date === undefined ? [] : wordsOf(date, files, titles);
  const json = { date, files, titles, draft: outcome.json };
  return { exit: outcome.exit, text: [...lines, outcome.text].join("\n"), json };
}

function wordsOf(
  date: BuildDay["date"],
  files: readonly ScaffoldedFile[],
  titles: readonly string[],
): readonly string[] {
  const of = (outcome: ScaffoldedFile["outcome"]) =>
    files.filter((file) => file.outcome === outcome).map(({ name }) => name);
  const rows = [
    ["added", of("added")],
    ["brought up to date", of("refreshed")],
    ["up to date already", of("unchanged")],
    ["left alone, since a person changed them", of("left")],
  ] as const;
  const counted = rows.flatMap(([words, names]) =>
    names.length > 0 ? [`  ${words}: ${names.join(", ")}`] : [],
  );
  return [
    `content/issues/${date}/`,
    ...counted,
    "titles that the day suggests:",
    ...titles.map((title) => `  ${title}`),
  ];
}
