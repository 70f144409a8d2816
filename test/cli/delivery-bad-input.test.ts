import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { approveCommand } from "../../pipeline/cli/approve-command.ts";
import type { Command, Options } from "../../pipeline/cli/command.ts";
import { correctCommand } from "../../pipeline/cli/correct-command.ts";
import { receiptsCommand } from "../../pipeline/cli/receipts-command.ts";
import { restateCommand } from "../../pipeline/cli/restate-command.ts";
import { sendCommand } from "../../pipeline/cli/send-command.ts";
import { serveCommand } from "../../pipeline/cli/serve-command.ts";
import { subscribersCommand } from "../../pipeline/cli/subscribers-command.ts";
import { projectCopy } from "../support/command-line.ts";
import { come } from "../support/in-process.ts";

const root = projectCopy();
const DAY = "2025-11-05";
const LONG = "x".repeat(5000);
/** What a command says of words that are wrong, in a project in which nothing was ever sent. It writes nothing. */
async function refused(command: Command, operands: readonly string[], options: Options = {}) {
  const came = await come(command, root, operands, options);
  expect({ ...came, json: null }).toEqual({ exit: 2, text: "", json: null, faults: came.faults });
  expect(existsSync(join(root, ".tracker"))).toBe(false);
  expect(came.faults.join("\n").length).toBeLessThan(2000);
  return came.faults;
}

const DATED = {
  send: [sendCommand, {}],
  receipts: [receiptsCommand, {}],
  restate: [restateCommand, {}],
  correct: [correctCommand, { cause: "typo", note: "Wrong." }],
  approve: [approveCommand, { by: "Editor One", edition: "both" }],
} satisfies Record<string, readonly [Command, Options]>;
const NO_DATES = [
  ...["", " ", "2025-02-30", "0000-00-00", "05.11.2025", "2025-11-05T00:00:00Z", "２０２５-11-05", "-1"],
  ...["2025-11-05\r\nBcc: x", "2025-11-05\u001b[2J", "../../etc", LONG],
];

describe("a day that is none", () => {
  for (const [name, [command, options]] of Object.entries(DATED))
    it(`is told by ${name}, whatever was written, and nothing else is said`, async () => {
      for (const date of NO_DATES)
        expect(await refused(command, [date], options)).toEqual([
          expect.stringMatching(/^".*" is no date\. Write it as 2025-11-05\.$/),
        ]);
    });

  it.each([
    ["2025-11-09", "not-a-trading-day", "was closed on 2025-11-09"],
    ["2025-12-25", "not-a-trading-day", "was closed on 2025-12-25"],
    ["1900-01-01", "calendar-expired", "known from 2015-01-01"],
    ["9999-12-31", "future-date", "has no close yet"],
  ])("of the market, such as %s, is not sent (%s)", async (date, _, words) => {
    for (const command of [sendCommand, approveCommand]) {
      const { exit, faults } = await come(command, root, [date], { by: "Editor One" });
      expect({ exit, faults }).toEqual({ exit: 1, faults: [expect.stringContaining(words)] });
    }
  });
});

describe("send refuses", () => {
  const send = (options: Options) => refused(sendCommand, [DAY], options);

  it.each(["0", "-1", "1e9", "abc", "", "1.5", "999999999999999999", "0x10", "１０", "3 ", LONG])(
    "numbers such as %j",
    async (number) => {
      expect(await send({ limit: number, listChange: number })).toEqual([
        expect.stringMatching(/^--limit is no whole number above 0: /),
        expect.stringMatching(/^--list-change is no whole number from 1 to 100000: /),
      ]);
    },
  );

  it.each(["gold", "", "FREE", "free,paid", "both", LONG])("the tier %j", async (tier) => {
    expect(await send({ tier })).toEqual([expect.stringMatching(/^--tier is free or paid, not "/)]);
  });

  it.each([
    ["", "names no address"],
    [",,", "names no address"],
    ["a@example.com\r\nBcc: b@example.com", "cannot be seen"],
    ['"quoted"@example.com', "in quotes"],
    ["ü@example.com", "outside ASCII"],
    [`a@${"x".repeat(1000)}.com`, "254 at most"],
    [LONG, "254 at most"],
    [Array.from({ length: 21 }, (_, index) => `a${index}@example.com`).join(), "names 21 addresses"],
  ])("tests to %j", async (test, words) => {
    expect(await send({ test })).toEqual([expect.stringContaining(words)]);
  });

  it.each<[Options, readonly string[]]>([
    [
      { check: true, test: "a@example.com", dryRun: true },
      ["--test and --dry-run and --check do not go together."],
    ],
    [
      { test: "a@example.com", limit: "3", listChange: "3" },
      ["--limit says nothing to --test.", "--list-change says nothing to --test."],
    ],
    [{ dryRun: true, listChange: "3" }, ["--list-change says nothing to --dry-run."]],
    [{ dryRun: "" }, ["--dry-run names no folder."]],
    [{ dryRun: " ", tier: "gold" }, ["--dry-run names no folder.", "--tier is free or paid"]],
    [{ resume: true, dryRun: true }, ["--resume goes on with what was begun"]],
  ])("options that say nothing together: %j", async (options, words) => {
    const faults = await send(options);
    expect(faults).toEqual(words.map((some) => expect.stringContaining(some)));
  });
});

describe("receipts, restate and correct refuse", () => {
  it.each<[Options, string]>([
    [{ state: "" }, "No delivery is ever"],
    [{ state: LONG }, "No delivery is ever"],
    [{ address: "" }, "is no address"],
    [{ address: "a@example.com\u001b[31m" }, "is no address"],
    [{ address: LONG }, "is no address"],
    [{ accept: "", by: "X" }, "is no address"],
    [{ accept: "all", by: "\u202eX" }, "cannot be seen"],
    [{ accept: "all", by: LONG }, "80 at most"],
    [{ accept: "all", by: "X", note: "a\nb" }, "unseen characters"],
    [{ edition: "both" }, "--edition is free or paid"],
    [{ csv: true, json: true }, "exclude each other"],
  ])("receipts %j", async (options, words) => {
    expect(await refused(receiptsCommand, [DAY], options)).toEqual([expect.stringContaining(words)]);
  });

  it.each(["0", "-1", "abc", "1e9", "", "NaN"])("restate from or over %j", async (number) => {
    for (const option of ["last", "above"])
      expect(await refused(restateCommand, [], { [option]: number })).toEqual([
        expect.stringContaining(`--${option} is a number above 0`),
      ]);
  });

  it.each<[Options, string]>([
    [{}, "No cause is named"],
    [{ cause: "TYPO", note: "x" }, '--cause is revised source, our mistake, typo; not "TYPO"'],
    [{ cause: LONG, note: "x" }, "--cause is revised source"],
    [{ cause: "typo" }, "The note for readers is missing"],
    [{ cause: "typo", note: "\u202eabc" }, "unseen characters"],
    [{ cause: "typo", note: LONG }, "too long"],
  ])("correct %j", async (options, words) => {
    expect(await refused(correctCommand, [DAY], options)).toEqual([expect.stringContaining(words)]);
  });
});

describe("serve refuses", () => {
  it.each<[Options, string]>([
    [{ port: "65536" }, "--port is no port"],
    [{ port: "" }, "--port is no port"],
    [{ port: "80.5" }, "--port is no port"],
    [{ host: "example.com" }, "--host is no address"],
    [{ host: "" }, "--host is no address"],
    [{ host: "999.1.1.1" }, "--host is no address"],
    [{ trustedProxy: "10.0.0.0/99" }, "--trusted-proxy is no network"],
    [{ trustedProxy: "::1, bogus" }, "--trusted-proxy is no network"],
    [{ maildir: "" }, "--maildir names no folder"],
  ])("%j", async (options, words) => {
    expect(await refused(serveCommand, [], options)).toEqual([expect.stringContaining(words)]);
  });
});

describe("subscribers refuses", () => {
  it.each<[readonly string[], Options, readonly string[]]>([
    [["fly"], {}, ['There is no "subscribers fly"']],
    [["__proto__"], {}, ['There is no "subscribers __proto__"']],
    [["constructor"], {}, ['There is no "subscribers constructor"']],
    [[""], {}, ['There is no "subscribers "']],
    [["add"], {}, ["No address is given"]],
    [["add", ""], {}, ["The address is empty"]],
    [["add", LONG], {}, ["254 at most"]],
    [["add", "a@example.com\r\nBcc: x@example.com"], {}, ["cannot be seen"]],
    [["add", "a@example.com"], { name: LONG }, ["100 at most"]],
    [["add", "a@example.com"], { name: "a\u202eb" }, ["cannot be seen"]],
    [["add", "a@example.com"], { tier: "" }, ["There is no tier"]],
    [["add", "a@example.com"], { consent: "x", by: " " }, ["Nobody is named"]],
    [["add", "a@example.com"], { consent: "a\u0007b", by: "N" }, ["cannot be seen"]],
    [["import", ""], {}, ["No file is given"]],
    [["export", ""], {}, ["The file has no name"]],
    [["list"], { state: "" }, ["There is no state"]],
    [["list"], { state: LONG }, ["There is no state"]],
    [["list"], { limit: "" }, ["--limit is no whole number"]],
    [["list"], { limit: "0" }, ["--limit is no whole number"]],
    [["resume", ""], {}, ["The address is empty"]],
  ])("%j %j", async (operands, options, words) => {
    const faults = await refused(subscribersCommand, operands, options);
    expect(faults).toEqual(words.map((some) => expect.stringContaining(some)));
  });

  // Each of these did the whole thing once, and passed the option by.
  it.each<[readonly string[], Options, readonly string[]]>([
    [["remove", "a@example.com"], { by: "X", dryRun: true }, ["--dry-run"]],
    [["unsubscribe", "a@example.com"], { dryRun: true }, ["--dry-run"]],
    [["export"], { search: "ada", limit: "3" }, ["--search", "--limit"]],
    [["add", "a@example.com"], { state: "active" }, ["--state"]],
    [["import", "a.csv"], { state: "paused" }, ["--state"]],
    [["list"], { by: "X", skipBad: true }, ["--by", "--skip-bad"]],
  ])("options of other subcommands: %j %j", async (operands, options, strays) => {
    expect(await refused(subscribersCommand, operands, options)).toEqual(
      strays.map((stray) =>
        expect.stringMatching(
          new RegExp(`^${stray} says nothing to \`subscribers ${operands[0]}\`\\. It takes --`),
        ),
      ),
    );
  });
});
