import { quoted } from "../collect/read/quoted.ts";
import { correctIssue, setUnsentAside } from "../desk/correcting/correct-issue.ts";
import { nothingWentOut, wentOut } from "../desk/correcting/went-out.ts";
import { readConfig } from "../desk/settings/read-config.ts";
import { PipelineError } from "../errors.ts";
import { inNewYork } from "../finance/new-york.ts";
import { CAUSES, type Cause } from "../model/delivery.ts";
import { allSections } from "../sections/all.ts";
import { realNow } from "../world/clock.ts";
import { realFiles } from "../world/files.ts";
import { keptOn } from "../world/kept.ts";
import { openDeliveries } from "../world/mailing/open-deliveries.ts";
import { realPlacing } from "../world/place-file.ts";
import { buildsAgain } from "./build-again.ts";
import { buildAfter } from "./build-command.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { correctOutcome } from "./correct-outcome.ts";
import { filesOf } from "./database-of.ts";
import { dateGiven } from "./date-given.ts";
import { projectRoot } from "./project-root.ts";
import { mailingOf } from "./stores.ts";

const MOST_NOTE = 600;

/**
 * `correct DATE --cause CAUSE --note TEXT`: builds the day anew, holds it against what went out, and builds the issue that says what it
 * corrects. It goes out like any other: approved, then sent, to those who have the wrong one as a correction.
 */
export async function correctCommand(
  invocation: Invocation,
  [given]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  if (typeof given !== "string") throw usage("No day is named.", "Write: npx tracker correct 2025-11-05 …");
  const date = dateGiven(given);
  const root = projectRoot(invocation, options);
  const [cause, note] = [causeOf(options.cause), noteOf(options.note)];
  const { edition } = await readConfig(root, allSections, { files: realFiles, kept: keptOn(null) });
  const mailing = mailingOf(invocation, root);
  try {
    const deliveries = openDeliveries(mailing);
    const world = { files: filesOf(invocation, root), deliveries, placing: realPlacing };
    const { date: on } = inNewYork(realNow());
    const correcting = { root, date, cause, note, on, titles: edition.titles, own: edition.edition };
    const versions = await wentOut(date, deliveries);
    if (versions.length === 0) throw nothingWentOut(date);
    const again = await buildsAgain({ correcting, versions, options }, world);
    const rebuild = async () => {
      const built: Outcome[] = [];
      for (const asked of again) built.push(await buildAfter(invocation, [date], asked));
      return built;
    };
    const putBack = await setUnsentAside(correcting, world);
    await rebuild().catch(async (error: unknown) => {
      await putBack();
      throw error;
    });
    const { editions } = await correctIssue(correcting, world);
    return correctOutcome(correcting, editions, await rebuild());
  } finally {
    await mailing.close();
  }
}

function causeOf(given: Options[string]): Cause {
  const cause = CAUSES.find((one) => one === given);
  if (cause) return cause;
  throw usage(
    given === undefined
      ? `No cause is named: ${CAUSES.join(", ")}.`
      : `--cause is ${CAUSES.join(", ")}; not ${quoted(String(given))}.`,
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
