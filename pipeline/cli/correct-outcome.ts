import type { Correcting } from "../desk/correcting/correct-issue.ts";
import type { EditionChange } from "../desk/correcting/edition-changes.ts";
import { count } from "./build-outcome.ts";
import type { Outcome } from "./command.ts";

const SHOWN_LINES = 12;
const SHOWN_FIGURES = 20;

/** What is other than it went out, and how it goes on. @param built the issue that says what it corrects */
export function correctOutcome(
  { date, own }: Pick<Correcting, "date" | "own">,
  editions: readonly EditionChange[],
  built: readonly Outcome[],
): Outcome {
  const [first] = editions;
  const edition = editions.length > 1 ? "both" : first!.edition;
  const named = edition === own ? "" : ` --edition ${edition}`;
  const refused = built.flatMap(({ text }) =>
    text.split("\n").filter((line) => line.startsWith("refused [")),
  );
  const next = [
    ...refused,
    `content/issues/${date}/correction.yaml says what the issue corrects; the note may be edited there, then build again.`,
    `Next: npx tracker approve ${date}${named} --by NAME, then npx tracker send ${date} (with --late after three days).`,
  ];
  const json = {
    date,
    editions: editions.map(({ version, ...rest }) => ({ ...rest, replaces: version.id })),
    built: built.map((one) => one.json),
  };
  return { exit: 0, text: [...editions.flatMap(changeLines), ...next].join("\n"), json };
}

function changeLines({ version, changes, lines, pictures }: EditionChange): readonly string[] {
  const figures = changes.map(({ id, was, is }) => `${id}: ${was ?? "not printed"} → ${is ?? "not printed"}`);
  const sums = [count(changes.length, "figure"), `${count(lines.length, "line")} of text`];
  const shown = pictures.length > 0 ? [...sums, count(pictures.length, "picture")] : sums;
  return [
    `${version.id} is corrected: ${shown.join(", ")}`,
    ...some(figures, SHOWN_FIGURES, "figures"),
    ...some(lines, SHOWN_LINES, "lines"),
    ...some(pictures, SHOWN_LINES, "pictures"),
  ];
}

function some(lines: readonly string[], most: number, what: string): readonly string[] {
  const more = lines.length - most;
  const told = more > 0 ? [...lines.slice(0, most), `and ${more} more ${what}`] : lines;
  return told.map((line) => `  ${line}`);
}
