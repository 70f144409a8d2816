import { CommanderError } from "commander";
import { type FaultDetail, PipelineError, sentence } from "../errors.ts";
import type { ExitCode, Invocation, Options, Outcome } from "./command.ts";
import { programOf } from "./commands.ts";
import { expectRoot } from "./project-root.ts";
import { forTerminal } from "./terminal-text.ts";

/** Runs one command line, prints its outcome, and returns the exit code. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const json = invocation.arguments.includes("--json");
  process.stdout.on("error", endedEarly);
  // Whoever reads a server's log may be gone, and readers leave the list all the same.
  process.stderr.on("error", unheard);
  try {
    const { exit, text, json: value } = await dispatch(invocation);
    process.stdout.write(json ? encoded(value) : text === "" ? "" : `${forTerminal(text)}\n`);
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      if (json) process.stdout.write(encodedFaults([{ code: "usage", message: error.message }]));
      return 2;
    }
    if (!(error instanceof PipelineError)) throw error;
    if (json) process.stdout.write(encodedFaults(error.faults));
    process.stderr.write(
      `${error.faults.map((fault) => `fault: ${forTerminal(sentence(fault))}`).join("\n")}\n`,
    );
    return error.code === "usage" ? 2 : 1;
  }
}

/** A reader that has seen enough, such as `head`, closes the pipe: that is no fault. Half a list on a full disk is one. */
function endedEarly({ code, syscall }: NodeJS.ErrnoException): void {
  if (code === "EPIPE") return;
  const message = `The output cannot be written (${code ?? syscall ?? "unknown"}).`;
  const remedy = code === "ENOSPC" ? "The disk is full: free some space and run again." : "Run it again.";
  process.stderr.write(`fault: ${sentence({ code: "disk", message, remedy })}\n`);
  process.exit(1);
}

function unheard(): void {}

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
    await expectRoot(options);
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
