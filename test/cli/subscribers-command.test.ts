import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { subscribersCommand } from "../../pipeline/cli/subscribers-command.ts";
import { forTerminal } from "../../pipeline/cli/terminal-text.ts";
import { come } from "../support/in-process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Calls of the command in a project of its own. */
function project() {
  const root = temporaryFolder();
  const run = (words: readonly string[], options = {}) => come(subscribersCommand, root, words, options);
  const file = (name: string, words: string) => {
    writeFileSync(join(root, name), words);
    return join(root, name);
  };
  return { root, run, file };
}

const BY = { by: "Editor One" };
const SIGNED = { consent: "signed the card", ...BY };
afterEach(() => vi.restoreAllMocks());

describe("subscribers", () => {
  it("add puts a reader on the list, waiting or with a consent, once", async () => {
    const { run } = project();
    expect((await run(["add", "Ada Byron <Ada@example.com>"], { tier: "paid" })).text).toBe(
      'Ada@example.com (paid, pending): is on the list. Nothing shows that the reader agreed: he gets nothing until he confirms, or --consent "what shows it" --by NAME is given.',
    );
    const agreed = await run(["add", "ada@example.com"], { tier: "paid", ...SIGNED });
    expect(agreed.text).toBe("Ada@example.com (paid, active): was on the list and is changed.");
    expect(agreed.json).toMatchObject({
      taken: "changed",
      subscriber: { name: "Ada Byron", consent: { how: "desk", proof: "signed the card; by Editor One" } },
    });
    expect((await run(["list"])).json).toMatchObject({ count: 1 });
  });

  it("pause, resume and unsubscribe change a reader, who comes back only by agreeing anew", async () => {
    const { run } = project();
    await run(["add", "ada@example.com"], SIGNED);
    expect((await run(["pause", "ADA@example.com"])).text).toBe("ada@example.com (free, paused).");
    expect((await run(["resume", "ada@example.com"])).text).toBe("ada@example.com (free, active).");
    expect((await run(["unsubscribe", "ada@example.com"])).text).toBe(
      "ada@example.com (free, unsubscribed).",
    );
    expect((await run(["unsubscribe", "ada@example.com"])).text).toMatch(/: that was so before\.$/);
    expect(await run(["resume", "ada@example.com"])).toMatchObject({
      exit: 1,
      faults: [
        'ada@example.com: The reader is unsubscribed: he cannot become active without agreeing anew. Write: npx tracker subscribers add ada@example.com --consent "what shows it" --by NAME.',
      ],
    });
    expect((await run(["add", "ada@example.com"])).faults[0]).toMatch(
      /^ada@example\.com: The reader is unsubscribed since .*, and agreed to nothing after that: nothing was changed\./,
    );
    await new Promise((resolve) => setTimeout(resolve, 2));
    expect((await run(["add", "ada@example.com"], SIGNED)).text).toBe(
      "ada@example.com (free, active): had left and is back.",
    );
  });

  it("remove wants a name, leaves nothing but a hash, and no file brings the reader back", async () => {
    const { run, file, root } = project();
    await run(["add", "ada@rare.example.net"], SIGNED);
    expect(await run(["remove", "ada@rare.example.net"])).toMatchObject({
      exit: 2,
      faults: ["Nobody is named who removes the reader. Write: --by NAME."],
    });
    expect((await run(["remove", "ada@rare.example.net"], BY)).json).toEqual({
      address: "ada@rare.example.net",
      was: true,
      by: "Editor One",
      earlier: null,
    });
    expect(readFileSync(join(root, ".tracker/delivery.sqlite")).includes("rare.example.net")).toBe(false);
    const old = file("old.csv", "address,consent_at\nada@rare.example.net,2025-01-01\n");
    expect((await run(["import", old])).json).toMatchObject({ taken: { added: 0, suppressed: 1 } });
    expect((await run(["remove", "never@example.com"], BY)).text).toMatch(
      /^never@example\.com was not on the list\. A salted/,
    );
    expect((await run(["remove", "never@example.com"], BY)).text).toMatch(
      /^never@example\.com was not on the list\. It was removed by Editor One on \d{4}-\d\d-\d\d\. A salted/,
    );
  });

  it.each([
    [["fly"], {}, 'There is no "subscribers fly".'],
    [["add"], {}, "No address is given. Write it behind the command: ada@example.com."],
    [
      ["add", "ada"],
      {},
      'The address holds no @; one is expected. Found "ada". Write it as ada@example.com.',
    ],
    [["add", "a@example.com"], { consent: "card" }, "Nobody is named who says that the reader agreed."],
    [["add", "a@example.com"], { tier: "gold" }, 'There is no tier "gold".'],
    [["add", "a@example.com", "b@example.com"], {}, 'Too many words: "b@example.com".'],
    [["import"], {}, "No file is given. Write: subscribers import readers.csv."],
    [["list"], { state: "asleep" }, 'There is no state "asleep".'],
    [["list"], { limit: "0" }, '--limit is no whole number from 1: "0".'],
    [["list", "ada"], {}, "subscribers list takes no address or file."],
  ])("%j with %j is wrong usage, and nothing is made", async (words, options, fault) => {
    const { root, run } = project();
    const { exit, faults } = await run(words, options);
    expect(exit).toBe(2);
    expect(faults[0]).toContain(fault);
    expect(existsSync(join(root, ".tracker"))).toBe(false);
  });

  it("of nobody on the list, and a file that is not there, say so", async () => {
    const { run, root } = project();
    expect((await run(["pause", "ada@example.com"])).faults).toEqual([
      "ada@example.com: Nobody of that address is on the list. See: npx tracker subscribers list --search TEXT.",
    ]);
    expect((await run(["import", join(root, "no.csv")])).faults[0]).toMatch(
      /no\.csv: There is no such file\./,
    );
    expect((await run(["import", root])).faults[0]).toContain(
      "A pipe or a device stands where a file is expected",
    );
    expect((await run(["list"])).text).toBe("Nobody of that kind is on the list.");
  });
});

describe("subscribers import", () => {
  it("tells the first fifty faults and counts all, --json has them all, and nothing is taken", async () => {
    const { run, file } = project();
    const bad = file("bad.csv", `address\nada@example.com\n${"nobody\n".repeat(60)}`);
    const { exit, text } = await run(["import", bad]);
    const lines = text.split("\n");
    expect({ exit, first: lines[0], lines: lines.length, rest: lines.slice(-3) }).toEqual({
      exit: 1,
      first: 'fault: bad.csv:3 [address]: The address holds no @; one is expected. Found "nobody".',
      lines: 53,
      rest: [
        "and 10 more faults; --json lists all.",
        "bad.csv: 1 rows can be taken, 60 cannot (60 faults).",
        "Nothing was taken. Correct the rows and import again; --skip-bad takes the good ones.",
      ],
    });
    expect(((await run(["import", bad], { json: true })).json as { faults: unknown[] }).faults).toHaveLength(
      60,
    );
    expect((await run(["list"])).json).toMatchObject({ count: 0 });
    const skipped = await run(["import", bad], { skipBad: true, ...SIGNED });
    expect(skipped.exit).toBe(0);
    expect(skipped.json).toMatchObject({ taken: { added: 1, pending: 0 }, rows: { good: 1, bad: 60 } });
  });

  it("says who waits for want of a consent, in a dry run too", async () => {
    const { run, file } = project();
    const path = file("readers.csv", "address\nada@example.com\nbob@example.com\n");
    const waits =
      'Without a consent: 2. They wait, get nothing, and are forgotten after 30 days: add the column consent_at, or write --consent "what shows it" --by NAME.';
    expect((await run(["import", path], { dryRun: true })).text.split("\n").slice(1)).toEqual([
      waits,
      "Nothing was taken.",
    ]);
    expect((await run(["import", path])).text).toBe(
      `readers.csv: 2 added, 0 changed, 0 returned, 0 unchanged, 0 left, 0 kept off.\n${waits}`,
    );
    expect((await run(["import", path], { consent: "card" })).faults[0]).toContain("Nobody is named");
    expect((await run(["import", path], { ...SIGNED, tier: "paid" })).text).toContain("2 changed");
    expect((await run(["list"], { tier: "paid", state: "active" })).json).toMatchObject({ count: 2 });
  });
});

describe("subscribers list and export", () => {
  it("shows those that are looked for, so many, with nothing that acts on a terminal", async () => {
    const { run, file } = project();
    const rows = Array.from({ length: 5 }, (_, index) => `r${index}@example.com,R\u00eb ${index},2025-03-01`);
    await run(["import", file("r.csv", ["address,name,consent_at", ...rows].join("\n"))]);
    expect((await run(["list"], { search: "R\u00cb 3" })).text).toMatch(
      /^address +name +tier +state +since +consent\nr3@example\.com +R\u00eb 3 +free +active +\d{4}-\d\d-\d\d +2025-03-01\n1 reader\.$/,
    );
    const some = await run(["list"], { limit: "2" });
    expect(some.text).toMatch(/\n5 readers, of whom the first 2 are shown: --limit N\.$/);
    expect((some.json as { subscribers: unknown[] }).subscribers).toHaveLength(2);
    expect(forTerminal(some.text)).toBe(some.text);
  });

  it("writes a file whole, for its owner alone, and imports it again without a change", async () => {
    const { run, root } = project();
    await run(["add", '"=1+1" <ada@example.com>'], SIGNED);
    const path = join(root, "out", "list.csv");
    expect((await run(["export", path])).text).toBe(`${path}: 1 readers.`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(root, "out"))).toEqual(["list.csv"]);
    expect(readFileSync(path, "utf8")).toContain("\r\nada@example.com,'=1+1,free,active,");
    expect((await run(["import", path])).json).toMatchObject({ taken: { unchanged: 1, added: 0 } });
  });

  it("writes to whoever reads it where no file is named, and gives programs the readers", async () => {
    const { run } = project();
    await run(["add", "ada@example.com"], SIGNED);
    let said = "";
    vi.spyOn(process.stdout, "write").mockImplementation(((text: string, done: () => void) => {
      said += text;
      done();
      return true;
    }) as never);
    const { text } = await run(["export"]);
    expect(text).toBe("");
    expect(said).toMatch(
      /^address,name,tier,state,consent_at,consent_proof,left_at\r\nada@example\.com,,free,active,/,
    );
    said = "";
    expect((await run(["export"], { json: true })).json).toMatchObject({
      count: 1,
      subscribers: [{ address: "ada@example.com" }],
    });
    expect(said).toBe("");
  });
});
