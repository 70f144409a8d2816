import { correctIssue, type EditionChange } from "../desk/correcting/correct-issue.ts";
import { readConfig } from "../desk/settings/read-config.ts";
import { PipelineError } from "../errors.ts";
import { CAUSES, type Cause } from "../model/delivery.ts";
import type { Tier } from "../model/subscriber.ts";
import { outFolder } from "../rebuild/issue-place.ts";
import { readRecord } from "../rebuild/record.ts";
import { allSections } from "../sections/all.ts";
import { realNow } from "../world/clock.ts";
import { realFiles } from "../world/files.ts";
import { keptOn } from "../world/kept.ts";
import { openDeliveries } from "../world/mailing/open-deliveries.ts";
import { mailingPath, openMailingFile } from "../world/mailing/open-mailing.ts";
import { realPlacing } from "../world/place-file.ts";
import { buildAfter } from "./build-command.ts";
import { count } from "./build-outcome.ts";
import type { BuildRequest } from "./build-request.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { projectRoot } from "./project-root.ts";

const MOST_NOTE = 600;
const SHOWN_LINES = 12;
const SHOWN_FIGURES = 20;

/**
 * `correct DATE --cause CAUSE --note TEXT`: builds the day anew, holds it against what went out, and builds the issue that says what it
 * corrects. It goes out like any other: approved, then sent, to those who have the wrong one as a correction.
 */
export async function correctCommand(
  invocation: Invocation,
  [date]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  if (typeof date !== "string") throw usage("No day is named.", "Write: npx tracker correct 2025-11-05 …");
  const root = projectRoot(invocation, options);
  const [cause, note] = [causeOf(options.cause), noteOf(options.note)];
  const { edition } = await readConfig(root, allSections, { files: realFiles, kept: keptOn(null) });
  const mailing = openMailingFile(mailingPath(root));
  try {
    const deliveries = openDeliveries(mailing);
    const versions = await deliveries.versions({ date });
    if (versions.length === 0)
      throw usage(
        `No issue of ${date} went out.`,
        "Mend it, build it and approve it: nothing is to be corrected.",
      );
    const editions = [...new Set(versions.map((version) => version.edition))];
    const rebuild = async () => {
      const built: Outcome[] = [];
      for (const one of editions) {
        const place = { root, date, edition: one, own: edition.edition };
        built.push(await buildAfter(invocation, [date], await sameAgain(place, options)));
      }
      return built;
    };
    await rebuild();
    const on = realNow().slice(0, 10);
    const correcting = { root, date, cause, note, on, titles: edition.titles, own: edition.edition };
    const made = await correctIssue(correcting, { files: realFiles, deliveries, placing: realPlacing });
    const built = await rebuild();
    return outcomeOf(date, made.editions, built);
  } finally {
    mailing.close();
  }
}

/** The options with which the edition was built, so that it differs by what was mended alone. */
async function sameAgain(
  place: { readonly root: string; readonly date: string; readonly edition: Tier; readonly own: Tier },
  { root, json }: Options,
): Promise<Options> {
  const record = await readRecord(outFolder(place), realFiles);
  if (!record)
    throw usage(
      `The ${place.edition} edition of ${place.date} is not built.`,
      `Run: npx tracker build ${place.date} --edition ${place.edition}.`,
    );
  const asked = (JSON.parse(record.request) as [unknown, BuildRequest])[1];
  const { data } = asked;
  const from: Options =
    data.kind === "directory"
      ? { data: data.folder }
      : data.kind === "sample"
        ? { sample: data.scenario }
        : { knownAt: data.knownAt ?? undefined, offline: data.offline || undefined };
  const paper = asked.papers?.join(",");
  return { root, json, edition: place.edition, paper, appendix: asked.appendix || undefined, ...from };
}

function outcomeOf(date: string, editions: readonly EditionChange[], built: readonly Outcome[]): Outcome {
  const lines = editions.flatMap(({ version, changes, lines: words }) => [
    `${version.id} is corrected: ${count(changes.length, "figure")}, ${count(words.length, "line")} of text`,
    ...changes
      .slice(0, SHOWN_FIGURES)
      .map(({ id, was, is }) => `  ${id}: ${was ?? "not printed"} → ${is ?? "not printed"}`),
    ...(changes.length > SHOWN_FIGURES ? [`  and ${changes.length - SHOWN_FIGURES} more figures`] : []),
    ...words.slice(0, SHOWN_LINES).map((line) => `  ${line}`),
    ...(words.length > SHOWN_LINES ? [`  and ${words.length - SHOWN_LINES} more lines`] : []),
  ]);
  const next = [
    `content/issues/${date}/correction.yaml says what the issue corrects; the note may be edited there, then build again.`,
    `Next: npx tracker approve ${date} --by NAME, then npx tracker send ${date}.`,
  ];
  const json = {
    date,
    editions: editions.map(({ edition, version, changes, lines: words }) => ({
      edition,
      replaces: version.id,
      changes,
      lines: words,
    })),
    built: built.map((one) => one.json),
  };
  return { exit: 0, text: [...lines, ...next].join("\n"), json };
}

function causeOf(given: Options[string]): Cause {
  const cause = CAUSES.find((one) => one === given);
  if (cause) return cause;
  throw usage(
    `--cause is ${CAUSES.join(", ")}; not ${JSON.stringify(given ?? null)}.`,
    "Write: --cause 'our mistake'.",
  );
}

/** What readers are told: one paragraph. */
function noteOf(given: Options[string]): string {
  const note = typeof given === "string" ? given.normalize("NFC").replace(/\s+/g, " ").trim() : "";
  if (note !== "" && note.length <= MOST_NOTE && !/[\p{Cc}\p{Cf}]/u.test(note)) return note;
  throw usage(
    "The note for readers is missing, too long or holds unseen characters.",
    `Write: --note 'What was wrong, in one or two sentences.', ${MOST_NOTE} letters at most.`,
  );
}

function usage(message: string, remedy: string): PipelineError {
  return new PipelineError({ code: "usage", message, remedy });
}
