import { Command, CommanderError } from "commander";
import { type FaultDetail, PipelineError, sentence } from "../errors.ts";
import type { Environment } from "./environment.ts";

/** What the shell gives: read once, in cli.ts. */
export interface Invocation {
  readonly arguments: readonly string[];
  readonly environment: Environment;
  readonly root: string;
  /** A person watches: progress may move. */
  readonly terminal: boolean;
}

/** What a command did: 0 done, 1 a fault, 2 wrong usage, 3 a gate refused. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Outcome {
  readonly exit: ExitCode;
  /** For people. */
  readonly text: string;
  /** For programs, with --json. */
  readonly json: unknown;
}

type Options = Readonly<Record<string, string | boolean | undefined>>;

/** Runs one command line, prints its outcome, and returns the exit code. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const json = invocation.arguments.includes("--json");
  try {
    const { exit, text, json: value } = await dispatch(invocation);
    process.stdout.write(json ? `${JSON.stringify(value, null, 1)}\n` : text === "" ? "" : `${text}\n`);
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof PipelineError)) throw error;
    if (json) process.stdout.write(`${JSON.stringify({ faults: error.faults.map(plainFault) }, null, 1)}\n`);
    process.stderr.write(`${error.faults.map((fault) => `fault: ${sentence(fault)}`).join("\n")}\n`);
    return error.code === "usage" ? 2 : 1;
  }
}

function plainFault({ code, place, message, remedy }: FaultDetail) {
  return { code, place, message, remedy };
}

async function dispatch(invocation: Invocation): Promise<Outcome> {
  let outcome: Outcome = { exit: 0, text: "", json: {} };
  const does =
    (command: (invocation: Invocation, operands: readonly string[], options: Options) => Promise<Outcome>) =>
    async (...given: unknown[]) => {
      const options = given.at(-2) as Options;
      const operands = given
        .slice(0, -2)
        .flat()
        .filter((operand): operand is string => operand !== undefined);
      outcome = await command(invocation, operands, options);
    };
  await programOf(does).parseAsync([...invocation.arguments], { from: "user" });
  return outcome;
}

type Does = (
  command: (invocation: Invocation, operands: readonly string[], options: Options) => Promise<Outcome>,
) => (...given: unknown[]) => Promise<void>;

/** The table of commands; each one's code is loaded when it is called. */
function programOf(does: Does): Command {
  const program = new Command("tracker")
    .description("Daily macro newsletter: collect, compute, fill, render, check.")
    .exitOverride();
  program
    .command("build [DATE]")
    .description("make the issue of a New York trading day (default: the last completed one) in out/<date>/")
    .option(
      "--sample [SCENARIO]",
      "from a simulated market; scenarios stand in content/sample/scenarios.yaml",
    )
    .option("--data <DIR>", "from a folder of date,value files and tables")
    .option("--from <STAGE>", "start again from collect, compute or fill with what an earlier build left")
    .option("--edition <EDITION>", "free or paid; default in content/tracker.yaml")
    .option("--paper <PAPERS>", "a4, letter or both (a4,letter); default in content/tracker.yaml")
    .option("--only <FORMS>", "some of md,html,pdf,email")
    .option("--root <DIR>", "the project's folder with content/, templates/, assets/ and out/")
    .option("--json", "print the outcome for programs")
    .action(does(async (...given) => (await import("./build-command.ts")).buildCommand(...given)));
  program
    .command("why <DATE> <TEXT...>")
    .description(
      "the chain behind a printed number, down to file, line and hash; TEXT as printed, or a figure's id",
    )
    .option("--root <DIR>", "the project's folder")
    .option("--json", "print the outcome for programs")
    .action(does(async (...given) => (await import("./why-command.ts")).whyCommand(...given)));
  program
    .command("check [DATE]")
    .description("what the gates say of the built issue; exit 3 when one refuses")
    .option("--root <DIR>", "the project's folder")
    .option("--json", "print the outcome for programs")
    .action(does(async (...given) => (await import("./check-command.ts")).checkCommand(...given)));
  program
    .command("doctor")
    .description("this machine: browser, fonts, disk, calendars; what is missing and how to get it")
    .option("--root <DIR>", "the project's folder")
    .option("--json", "print the outcome for programs")
    .action(does(async (...given) => (await import("./doctor-command.ts")).doctorCommand(...given)));
  return program;
}
