import type { Finding } from "../model/finding.ts";
import { type IssuePlace, placeName, placeWords } from "../rebuild/issue-place.ts";
import type { Outcome } from "./command.ts";

/** An edition that was made or found. */
export interface ToldIssue {
  readonly place: IssuePlace;
  /** Names of all files, products included. */
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
  /** Nothing had changed since it was made. */
  readonly unchanged: boolean;
}

/** What `build` says: of one edition its own facts, of both the same under `editions`. */
export function buildOutcome(told: readonly ToldIssue[]): Outcome {
  const text = told.flatMap((one) => [
    ...(one.unchanged ? [unchangedLine(one)] : madeLines(one)),
    ...sumOf(one),
  ]);
  const facts = told.map(({ place, unchanged, files, findings }) => {
    const { date, edition } = place;
    return { date, edition, folder: placeName(place), unchanged, files, findings };
  });
  const { date } = told[0]!.place;
  const all = { date, unchanged: told.every(({ unchanged }) => unchanged), editions: facts };
  return { exit: 0, text: text.join("\n"), json: facts.length === 1 ? facts[0] : all };
}

function madeLines({ place, files, findings }: ToldIssue): readonly string[] {
  const charts = files.filter((name) => name.startsWith("charts/")).length;
  const pages = files.filter((name) => !name.startsWith("charts/") && !name.endsWith(".json"));
  const told = findings.filter(({ verdict }) => verdict === "refused" || verdict === "noted");
  const lines = told
    .sort((a, b) => (a.verdict === b.verdict ? 0 : a.verdict === "refused" ? -1 : 1))
    .map((finding) => `${finding.verdict} [${finding.gate}] ${findingText(finding)}`);
  return [`${placeName(place)}/: ${pages.join(", ")}, ${count(charts, "chart file")}`, ...lines];
}

/** What the gates found of it stands in the issue's own findings. */
function unchangedLine({ place }: ToldIssue): string {
  return `${placeName(place)}/ is up to date: nothing that it was made from has changed.`;
}

function sumOf({ place, findings }: ToldIssue): readonly string[] {
  const refused = findings.filter(({ verdict }) => verdict === "refused").length;
  const refuse = refused === 1 ? "refuses" : "refuse";
  const see = `see: npx tracker check ${placeWords(place)}`;
  return refused > 0 ? [`${count(refused, "gate finding")} ${refuse} this issue; ${see}`] : [];
}

/** A finding in one line, without its verdict and gate. */
export function findingText({ place, message, remedy }: Finding): string {
  return `${place}: ${message}${remedy ? ` ${remedy}` : ""}`;
}

/** "1 finding", "2 findings". */
export function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? "" : "s"}`;
}
