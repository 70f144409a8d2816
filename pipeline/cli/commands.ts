import { Command } from "commander";
import type { Command as Run } from "./command.ts";
import { deliveryCommands } from "./delivery-commands.ts";

/** Makes of a command what commander calls. */
export type Does = (run: Run) => (...given: unknown[]) => Promise<void>;

type Add = (usage: string, description: string) => Command;

/** The table of commands; each one's code is loaded when it is called. */
export function programOf(does: Does): Command {
  const program = new Command("tracker")
    .description("Daily macro newsletter: collect, compute, fill, render, check.")
    .exitOverride();
  const add: Add = (usage, description) =>
    program
      .command(usage)
      .description(description)
      .option("--root <DIR>", "the project's folder with content/, templates/, assets/ and out/")
      .option("--json", "print the outcome for programs");
  makingCommands(add, does);
  deskCommands(add, does);
  deliveryCommands(add, does);
  templateCommands(add, does);
  outsideCommands(add, does);
  lookingCommands(add, does);
  return program;
}

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

const MIRROR = [
  "--mirror <URL>",
  "ask URL/HOST/PATH in place of https://HOST/PATH; also TRACKER_MIRROR",
] as const;
const OFFLINE = ["--offline", "from what the archive holds, asking no source"] as const;
const EDITION = ["--edition <EDITION>", "free or paid; default in content/tracker.yaml"] as const;
const EDITIONS = ["--edition <EDITION>", "free, paid or both; default in content/tracker.yaml"] as const;
const PAPER = ["--paper <PAPERS>", "a4, letter or both (a4,letter); default in content/theme.yaml"] as const;
const ONLY = ["--only <FORMS>", "some of md,html,pdf,email"] as const;
const HERE = ["--here", "in this process, and not by the workers of a queue"] as const;
const APPENDIX = ["--appendix", "end the issue with how each of its figures is made"] as const;

function makingCommands(add: Add, does: Does): void {
  withData(
    add(
      "build [DATE]",
      "make the issue of a New York trading day (default: the last completed one) in out/<date>/",
    ),
  )
    .option(...MIRROR)
    .option(...OFFLINE)
    .option("--from <STAGE>", "start again from collect, compute or fill with what an earlier build left")
    .option(...EDITIONS)
    .option(...PAPER)
    .option(...ONLY)
    .option(...APPENDIX)
    .option(
      "--site [FOLDER]",
      "the archive's pages of what went out, for any host of files; default out/site/",
    )
    .option("--watch", "build again whenever content/, templates/ or assets/ change, until stopped")
    .action(does(async (...given) => (await import("./build-command.ts")).buildCommand(...given)));
  withData(
    add(
      "backfill <FROM> <TO>",
      "every trading day of the range as build makes it, by workers where there is a queue; run again, it goes on; exit 1 where a day failed or is left",
    ),
  )
    .option(...HERE)
    .option(...MIRROR)
    .option(...OFFLINE)
    .option(...EDITIONS)
    .option(...PAPER)
    .option(...ONLY)
    .option(...APPENDIX)
    .action(does(async (...given) => (await import("./backfill-command.ts")).backfillCommand(...given)));
}

/** What a writer and a desk lead do with a day's issue. */
function deskCommands(add: Add, does: Does): void {
  withData(
    add(
      "new [DATE]",
      "files for the writer in content/issues/<date>/, and the draft; what a person wrote stays",
    ),
  )
    .option(...MIRROR)
    .option(...OFFLINE)
    .option(...EDITION)
    .action(does(async (...given) => (await import("./new-command.ts")).newCommand(...given)));
  withData(add("preview [DATE]", "the issue in a browser of this machine, shown again on every change"))
    .option(...EDITION)
    .option("--port <N>", "default 4173; 0 for any that is free")
    .action(does(async (...given) => (await import("./preview-command.ts")).previewCommand(...given)));
  add("check [DATE]", "what the gates say of the built issue; exit 3 when one refuses")
    .option(...EDITION)
    .option("--links", "ask each link of the writers' texts once")
    .option(...MIRROR)
    .action(does(async (...given) => (await import("./check-command.ts")).checkCommand(...given)));
  add("status [DATE]", "where the issue stands, what blocks it, and what to do next")
    .option(...EDITION)
    .option("--queue", "where the jobs of several machines stand; exit 1 where some were given up")
    .action(does(async (...given) => (await import("./status-command.ts")).statusCommand(...given)));
  add("approve [DATE]", "approve the built bytes; any change of them voids it; exit 3 when a gate refuses")
    .option(...EDITIONS)
    .option("--by <NAME>", "who approves")
    .option("--note <TEXT>", "kept with it")
    .option("--withdraw", "take one's own approval back: of the edition named, or of all")
    .action(does(async (...given) => (await import("./approve-command.ts")).approveCommand(...given)));
}

function templateCommands(add: Add, does: Does): void {
  add("lint", "every path of every template, whatever the day's figures are; exit 1 on faults").action(
    does(async (...given) => (await import("./lint-command.ts")).lintCommand(...given)),
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
}

function outsideCommands(add: Add, does: Does): void {
  add("collect [DATE]", "ask every source and keep what it tells in .tracker/archive.sqlite")
    .option("--backfill <FROM>", "with history from that day on, and the vintages that FRED dates")
    .option(...MIRROR)
    .option(...HERE)
    .action(does(async (...given) => (await import("./collect-command.ts")).collectCommand(...given)));
  add("import <SERIES> <FILE>", "licensed data from a file: CME settlements, FedWatch, CDX, any date,value")
    .option("--by <NAME>", "who imports it; default: the user's name on this machine")
    .action(does(async (...given) => (await import("./import-command.ts")).importCommand(...given)));
  add("archive [list|verify]", "what was ever collected; verify looks at every row and hash").action(
    does(async (...given) => (await import("./archive-command.ts")).archiveCommand(...given)),
  );
  add(
    "migrate",
    "carry what is kept in files into the PostgreSQL database that TRACKER_DATABASE names",
  ).action(does(async (...given) => (await import("./migrate-command.ts")).migrateCommand(...given)));
  add("worker", "do the jobs that wait in the database that TRACKER_DATABASE names, until stopped")
    .option("--kinds <KINDS>", "some of build,collect,deliver,restate; default all")
    .option(
      "--metrics <PORT>",
      "/metrics and /health there, on this machine; 0.0.0.0:PORT for all that reach it",
    )
    .option(
      "--again [KINDS]",
      "let jobs that were given up wait again, those of all kinds or of some, and end at once",
    )
    .action(does(async (...given) => (await import("./worker-command.ts")).workerCommand(...given)));
}

function lookingCommands(add: Add, does: Does): void {
  withData(add("compute <SECTION> [DATE]", "a section's figures with units and inputs, and no issue")).action(
    does(async (...given) => (await import("./compute-command.ts")).computeCommand(...given)),
  );
  withData(add("series <ID>", "one series, each value with its source, place and line"))
    .option("--from <DATE>", "from that day on")
    .option("--to <DATE>", "up to that day")
    .option("--csv", "as CSV, for spreadsheets")
    .action(does(async (...given) => (await import("./series-command.ts")).seriesCommand(...given)));
  add("methods [DATE]", "the formulas, and with a DATE how each figure of its issue is made")
    .option(...EDITION)
    .action(does(async (...given) => (await import("./methods-command.ts")).methodsCommand(...given)));
  const why =
    "the chain behind a printed number, down to file, line and hash; TEXT as printed, or a figure's id";
  add("why <DATE> <TEXT...>", why)
    .option(...EDITION)
    // A figure may begin with a minus sign.
    .allowUnknownOption()
    .action(does(async (...given) => (await import("./why-command.ts")).whyCommand(...given)));
  add("doctor", "this machine: browser, fonts, disk, calendars, mail; what is missing and how to get it")
    .option("--mail", "ask each relay by greeting, TLS and login; exit 1 where mail cannot go out")
    .action(does(async (...given) => (await import("./doctor-command.ts")).doctorCommand(...given)));
}
