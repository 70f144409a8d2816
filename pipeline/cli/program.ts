import { Command, CommanderError } from "commander";
import { type FaultDetail, PipelineError, sentence } from "../errors.ts";
import type { ExitCode, Invocation, Options, Outcome, Command as Run } from "./command.ts";

/** Runs one command line, prints its outcome, and returns the exit code. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const json = invocation.arguments.includes("--json");
  process.stdout.on("error", endedEarly);
  try {
    const { exit, text, json: value } = await dispatch(invocation);
    process.stdout.write(json ? encoded(value) : text === "" ? "" : `${text}\n`);
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (json) process.stdout.write(encodedFaults([{ code: "usage", message: error.message }]));
      return 2;
    }
    if (!(error instanceof PipelineError)) throw error;
    if (json) process.stdout.write(encodedFaults(error.faults));
    process.stderr.write(`${error.faults.map((fault) => `fault: ${sentence(fault)}`).join("\n")}\n`);
    return error.code === "usage" ? 2 : 1;
  }
}

/** A reader that has seen enough, such as `head`, closes the pipe: that is no fault. */
function endedEarly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

function encoded(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

/** Without causes: they are for those who mend the program. */
function encodedFaults(faults: readonly FaultDetail[]): string {
  return encoded({ faults: faults.map(({ cause: _, ...fault }) => fault) });
}

async function dispatch(invocation: Invocation): Promise<Outcome> {
  let outcome: Outcome = { exit: 0, text: "", json: {} };
  const program = programOf((command) => async (...given) => {
    // Commander hands over each operand, then the options, then the command itself.
    const options = given.at(-2) as Options;
    const operands = given.slice(0, -2).flat();
    outcome = await command(
      invocation,
      operands.filter((operand) => typeof operand === "string"),
      options,
    );
  });
  await program.parseAsync([...invocation.arguments], { from: "user" });
  return outcome;
}

type Does = (run: Run) => (...given: unknown[]) => Promise<void>;

/** Where data come from, for the commands that make or look at figures. */
function withData(command: Command): Command {
  return command
    .option(
      "--sample [SCENARIO]",
      "from a simulated market; scenarios stand in content/sample/scenarios.yaml",
    )
    .option("--data <DIR>", "from a folder of date,value files and tables")
    .option("--known-at <TIME>", "as the archive knew it at that moment, such as 2025-11-05T22:30:00Z");
}

/** The table of commands; each one's code is loaded when it is called. */
function programOf(does: Does): Command {
  const program = new Command("tracker")
    .description("Daily macro newsletter: collect, compute, fill, render, check.")
    .exitOverride();
  const add = (usage: string, description: string) =>
    program
      .command(usage)
      .description(description)
      .option("--root <DIR>", "the project's folder with content/, templates/, assets/ and out/")
      .option("--json", "print the outcome for programs");
  withData(
    add(
      "build [DATE]",
      "make the issue of a New York trading day (default: the last completed one) in out/<date>/",
    ),
  )
    .option("--mirror <URL>", "ask URL/HOST/PATH in place of https://HOST/PATH; also TRACKER_MIRROR")
    .option("--offline", "from what the archive holds, asking no source")
    .option("--from <STAGE>", "start again from collect, compute or fill with what an earlier build left")
    .option("--edition <EDITION>", "free or paid; default in content/tracker.yaml")
    .option("--paper <PAPERS>", "a4, letter or both (a4,letter); default in content/tracker.yaml")
    .option("--only <FORMS>", "some of md,html,pdf,email")
    .option("--appendix", "end the issue with how each of its figures is made")
    .action(does(async (...given) => (await import("./build-command.ts")).buildCommand(...given)));
  add("collect [DATE]", "ask every source and keep what it tells in .tracker/archive.sqlite")
    .option("--backfill <FROM>", "with history from that day on, and the vintages that FRED dates")
    .option("--mirror <URL>", "ask URL/HOST/PATH in place of https://HOST/PATH; also TRACKER_MIRROR")
    .action(does(async (...given) => (await import("./collect-command.ts")).collectCommand(...given)));
  add("import <SERIES> <FILE>", "licensed data from a file: CME settlements, FedWatch, CDX, any date,value")
    .option("--by <NAME>", "who imports it; default: the user's name on this machine")
    .action(does(async (...given) => (await import("./import-command.ts")).importCommand(...given)));
  add("archive [list|verify]", "what was ever collected; verify looks at every row and hash").action(
    does(async (...given) => (await import("./archive-command.ts")).archiveCommand(...given)),
  );
  withData(add("compute <SECTION> [DATE]", "a section's figures with units and inputs, and no issue")).action(
    does(async (...given) => (await import("./compute-command.ts")).computeCommand(...given)),
  );
  withData(add("series <ID>", "one series, each value with its source, place and line"))
    .option("--from <DATE>", "from that day on")
    .option("--to <DATE>", "up to that day")
    .option("--csv", "as CSV, for spreadsheets")
    .action(does(async (...given) => (await import("./series-command.ts")).seriesCommand(...given)));
  add("methods [DATE]", "the formulas, and with a DATE how each figure of its issue is made").action(
    does(async (...given) => (await import("./methods-command.ts")).methodsCommand(...given)),
  );
  const why =
    "the chain behind a printed number, down to file, line and hash; TEXT as printed, or a figure's id";
  add("why <DATE> <TEXT...>", why)
    // A figure may begin with a minus sign.
    .allowUnknownOption()
    .action(does(async (...given) => (await import("./why-command.ts")).whyCommand(...given)));
  add("check [DATE]", "what the gates say of the built issue; exit 3 when one refuses").action(
    does(async (...given) => (await import("./check-command.ts")).checkCommand(...given)),
  );
  add(
    "lab",
    "the last issues and the scenarios with your templates beside those of a git revision; exit 1 on faults",
  )
    .option("--against <REV>", "the revision to compare with; default HEAD")
    .option("--last <N>", "so many built issues, the newest first; default 20")
    .option(
      "--scenarios <NAMES>",
      "all (default), none, or some of content/sample/scenarios.yaml: shock,all-red",
    )
    .action(does(async (...given) => (await import("./lab-command.ts")).labCommand(...given)));
  add("doctor", "this machine: browser, fonts, disk, calendars; what is missing and how to get it").action(
    does(async (...given) => (await import("./doctor-command.ts")).doctorCommand(...given)),
  );
  return program;
}
