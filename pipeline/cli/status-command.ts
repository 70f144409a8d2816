import { readStanding } from "../desk/approval/read-standing.ts";
import { formsWords, type Known, momentWords, type Standing, standingOf } from "../desk/approval/standing.ts";
import { besides, type IssuePlace, placeName, placeWords } from "../rebuild/issue-place.ts";
import { allSections } from "../sections/all.ts";
import { count } from "./build-outcome.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { dateOrLast } from "./date-or-last.ts";
import { openDesk } from "./desk-world.ts";
import { placeAsked } from "./edition-option.ts";
import { projectRoot } from "./project-root.ts";
import { sentWords } from "./sent-words.ts";

/** `status [DATE]`: where an issue stands, what blocks it now, and what to run next. `status --queue`: where jobs stand. */
export async function statusCommand(
  invocation: Invocation,
  [given = null]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  if (options.queue === true) return (await import("./queue-status.ts")).queueStatus(invocation);
  const root = projectRoot(invocation, options);
  const date = await dateOrLast(given, root);
  const place = await placeAsked({ root, date }, options);
  const { rules, world } = await openDesk(invocation, root);
  const knownOf = (one: IssuePlace) => readStanding(one, { rules, sections: allSections }, world);
  const known = await knownOf(place);
  const standing = standingOf(known);
  const { texts, build } = known;
  const other = options.edition === undefined ? besideLine(await knownOf(besides(place))) : null;
  const sent = await sentWords(invocation, root, known);
  const json = { ...standing, texts, built: build !== null, sent, other };
  return { exit: 0, text: textOf({ known, standing, sent, other }), json };
}

/** How the other edition stands, in one line; null where it is not built. */
interface Beside extends Pick<Standing, "edition" | "state" | "line"> {
  readonly see: string;
}

function besideLine(known: Known): Beside | null {
  if (!known.build) return null;
  const { edition, state, line } = standingOf(known);
  return { edition, state, line, see: `npx tracker status ${placeWords(known)}` };
}

interface Told {
  readonly known: Known;
  readonly standing: Standing;
  readonly sent: readonly string[];
  readonly other: Beside | null;
}

function textOf({ known, standing, sent, other }: Told): string {
  const { date, line, blocks, next } = standing;
  const rows = [
    ["texts", textsWords(known)],
    ["built", builtWords(known)],
    ["gates", gatesWords(known, standing)],
    ["prose", proseWords(standing)],
    ["approval", approvalWords(standing)],
    ...blocks.map((block, index) => [index === 0 ? "blocked by" : "", block]),
    ...(sent.length > 0 ? [["sent", `${sent.join("; ")}; see: npx tracker receipts ${date}`]] : []),
    ...(next === null ? [] : [["next", next]]),
    ...(other ? [["besides", `${other.edition} edition: ${other.line}; see: ${other.see}`]] : []),
  ];
  const name = known.edition === known.own ? date : `${date}, ${known.edition} edition`;
  return [`${name}: ${line}`, ...rows.map(([name, words]) => `  ${name!.padEnd(10)}  ${words}`)].join("\n");
}

function textsWords({ texts, faults, scaffolded, date }: Known): string {
  if (faults.length > 0) return "cannot be read";
  const written = texts.filter(({ words }) => words > 0);
  if (written.length === 0) return scaffolded ? `content/issues/${date}/: nothing is written yet` : "none";
  const each = written.map(({ file, words, minutes }) => {
    const name = file.slice(file.lastIndexOf("/") + 1);
    return `${name} ${count(words, "word")}, ${minutes} min`;
  });
  return each.join("; ");
}

function builtWords(known: Known): string {
  const { build } = known;
  if (!build) return "no";
  const { changed } = build;
  if (changed.length === 0) return `${placeName(known)}/, from what is there now`;
  return `${placeName(known)}/, and ${count(changed.length, "file")} changed since`;
}

function gatesWords({ build }: Known, { refused }: Standing): string {
  if (!build) return "not asked yet";
  if (build.findings === null) return "what they found cannot be read";
  const gates = [...new Set(refused.map(({ gate }) => gate))].join(", ");
  return refused.length === 0
    ? "none refuses"
    : `${count(refused.length, "finding")} ${refused.length === 1 ? "refuses" : "refuse"}: ${gates}`;
}

function proseWords({ prose }: Standing): string {
  if (!prose) return "not evaluated";
  return `${prose.contradicted} contradicted, ${prose.notVerifiable} not verifiable`;
}

function approvalWords({ state, approval: { by, needed, from, voided } }: Standing): string {
  const names = by.map(({ name, at }) => `${name} (${momentWords(at)})`).join(", ");
  const mayGo = from !== null && (state === "approved" || state === "held");
  const until = mayGo ? `; may go out from ${momentWords(from)}` : "";
  const gone = voided.map(
    ({ name, at, changed }) => `; void: ${name} (${momentWords(at)}), ${formsWords(changed)} changed since`,
  );
  return `${by.length} of ${needed}${names ? `: ${names}` : ""}${until}${gone.join("")}`;
}
