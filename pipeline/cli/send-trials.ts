import { relative, resolve } from "node:path";
import { writeLetters } from "../desk/sending/dry-run.ts";
import { sendTests } from "../desk/sending/test-letters.ts";
import { NO_KEY } from "../desk/sending/trial-version.ts";
import type { Tier } from "../model/subscriber.ts";
import type { IsoDate } from "../model/unit.ts";
import { realFiles } from "../world/files.ts";
import type { Subscribers } from "../world/mailing/mailing.ts";
import { realPlacing } from "../world/place-file.ts";
import { count } from "./build-outcome.ts";
import type { Outcome } from "./command.ts";
import { handingWorld } from "./mailing-world.ts";
import { grouped } from "./moving-line.ts";
import type { Outgoing } from "./outgoing.ts";
import { refusedOutcome } from "./send-outcome.ts";

interface Wanted {
  readonly root: string;
  readonly date: IsoDate;
  readonly tiers: readonly Tier[];
}

/** `--dry-run [FOLDER]`: letters as files. */
export async function dryRunOutcome(
  wanted: Wanted & { readonly folder: string | null; readonly limit: number | null },
  { settings, secrets }: Outgoing,
  subscribers: Subscribers,
): Promise<Outcome> {
  const { root, date } = wanted;
  const isSigned = settings.dkim !== null && secrets.dkimKey !== null;
  const run = {
    ...wanted,
    folder: wanted.folder === null ? null : resolve(wanted.folder),
    settings: isSigned ? settings : { ...settings, dkim: null },
    linkKey: secrets.linkKey ?? NO_KEY,
    dkimKey: isSigned ? secrets.dkimKey : null,
    prefix: "",
  };
  const written = await writeLetters(run, {
    ...handingWorld(settings),
    files: realFiles,
    placing: realPlacing,
    subscribers,
  });
  const folders = written.map((one) => ({ ...one, folder: relative(root, one.folder) || one.folder }));
  const lines = folders.map(({ tier, folder, letters, bytes, first }) =>
    first === null
      ? `${tier}: no active reader to write a letter to`
      : `${tier}: ${folder}/${first}${letters > 1 ? ` and ${letters - 1} more` : ""}, ${grouped(bytes)} bytes`,
  );
  const sum = "Nothing was sent, and nothing was entered in the ledger.";
  return { exit: 0, text: [...lines, sum].join("\n"), json: { date, written: folders } };
}

/** `--test ADDRESS`: letters to the desk. Exit 1 where a relay took one of them not. */
export async function testOutcome(
  wanted: Wanted & { readonly addresses: readonly string[] },
  { settings, secrets, authorities, faults }: Outgoing,
): Promise<Outcome> {
  const { date } = wanted;
  const came = await sendTests(
    {
      ...wanted,
      settings,
      linkKey: secrets.linkKey ?? NO_KEY,
      dkimKey: settings.dkim ? secrets.dkimKey : null,
      logins: secrets.logins,
      authorities,
      faults,
      prefix: "[Test] ",
    },
    { ...handingWorld(settings), files: realFiles },
  );
  if ("refused" in came) return refusedOutcome(date, came.refused);
  const { tried } = came;
  const lines = tried.map(({ tier, to, relay, reply }) => `${tier} to ${to} by ${relay}: ${reply}`);
  const lost = tried.filter(({ accepted }) => !accepted).length;
  const sum = lost > 0 ? `${count(lost, "letter")} of ${tried.length} not accepted.` : "All were accepted.";
  return { exit: lost > 0 ? 1 : 0, text: [...lines, sum].join("\n"), json: { date, tried } };
}
