import { type DoctorRow, examine } from "../desk/doctor.ts";
import { readHolidays, readMeetings } from "../desk/settings/read-calendars.ts";
import { thisMachine } from "../world/browser/machine.ts";
import { openPrinter } from "../world/browser/printer.ts";
import { chartsOnThread } from "../world/charts/charts.ts";
import { realNow } from "../world/clock.ts";
import { realFiles } from "../world/files.ts";
import { probeOf } from "../world/probe.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { mailRows } from "./doctor-mail.ts";
import { projectRoot } from "./project-root.ts";
import { archiveOf } from "./stores.ts";

/**
 * `doctor`: what this machine has, what is missing and how to get it. Exit 1 where an issue cannot be made here, and with --mail also where it
 * cannot be sent.
 */
export async function doctorCommand(
  invocation: Invocation,
  _operands: readonly string[],
  options: Options,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const [machine, mail] = await Promise.all([
    examineHere(invocation, root),
    mailRows(root, invocation.environment, { asks: options.mail === true }),
  ]);
  const rows = [...machine, ...mail];
  const missing = rows.filter(({ verdict }) => verdict === "missing").length;
  const sum = missing > 0 ? `${missing} of ${rows.length} are missing.` : "Nothing is missing.";
  return { exit: missing > 0 ? 1 : 0, text: [...table(rows), sum].join("\n"), json: { rows } };
}

async function examineHere({ environment }: Invocation, root: string): Promise<readonly DoctorRow[]> {
  const world = { files: realFiles };
  const [calendars, meetings] = await Promise.all([readHolidays(root, world), readMeetings(root, world)]);
  const machine = thisMachine(environment);
  const charts = chartsOnThread();
  const printer = openPrinter({ machine });
  const archive = await archiveOf({ environment }, root);
  try {
    const outFolder = `${root}/out`;
    const probe = probeOf(machine);
    return await examine({
      now: realNow(),
      environment,
      calendars,
      meetings,
      outFolder,
      probe,
      charts,
      printer,
      archive,
    });
  } finally {
    archive.close();
    await Promise.all([charts.close(), printer.close()]);
  }
}

/** Columns as wide as their widest word; a remedy stands below its row. */
function table(rows: readonly DoctorRow[]): string[] {
  const width = Math.max(...rows.map(({ check }) => check.length));
  return rows.flatMap(({ check, verdict, found, remedy }) => [
    `${verdict.padEnd("missing".length)}  ${check.padEnd(width)}  ${found}`,
    ...(remedy === null ? [] : [`${" ".repeat("missing".length + width + 4)}${remedy}`]),
  ]);
}
