import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { approveCommand } from "../../pipeline/cli/approve-command.ts";
import { checkCommand } from "../../pipeline/cli/check-command.ts";
import { lintCommand } from "../../pipeline/cli/lint-command.ts";
import { statusCommand } from "../../pipeline/cli/status-command.ts";
import { forTerminal } from "../../pipeline/cli/terminal-text.ts";
import { buildWords } from "../../pipeline/desk/build-words.ts";
import { outcomeOf, type Side } from "../../pipeline/desk/lab/outcome.ts";
import { readTheme } from "../../pipeline/desk/settings/read-theme.ts";
import { wordsOf } from "../../pipeline/desk/texts/writing.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { gitTree } from "../../pipeline/world/git-tree.ts";
import { keptOn } from "../../pipeline/world/kept.ts";
import { realPlacing } from "../../pipeline/world/place-file.ts";
import { fileOf, smallProject, writeFile } from "../support/command-line.ts";
import { come } from "../support/in-process.ts";
import { MADE_UP_FORMS, makeUpIssue } from "../support/made-up-issue.ts";
import { pixel } from "../support/rendering.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const DATE = "2025-09-18";
const DAY = `content/issues/${DATE}`;
const root = smallProject();
const theme = fileOf(root, "content/theme.yaml");
beforeEach(() => {
  for (const folder of ["out", ".tracker", "content/issues"])
    rmSync(join(root, folder), { recursive: true, force: true });
  writeFile(root, "content/theme.yaml", theme);
});

const approve = (by = "Editor One", date = DATE) => come(approveCommand, root, [date], { by });
const status = (date = DATE) => come(statusCommand, root, [date]);
const check = (date = DATE) => come(checkCommand, root, [date]);
/** What keeps the day's texts from being built, in words. */
const textFaults = async () => JSON.stringify((await status()).json);

describe("a day that is none", () => {
  it.each([
    ["2025-02-30", /is no date/],
    ["../..", /is no date/],
    [`${DATE}\n`, /is no date/],
    ["x".repeat(5000), /^"x{40}…" is no date/],
    ["2025-09-20", /nearest trading days/],
    ["2199-01-04", /has no close yet/],
    ["0000-01-01", /holidays are known from/],
  ])("is refused by approve, status and check: %j", async (date, words) => {
    for (const { exit, faults } of [await approve("Editor One", date), await status(date), await check(date)])
      expect([exit, faults[0]]).toEqual([expect.any(Number), expect.stringMatching(words)]);
    expect(existsSync(join(root, ".tracker"))).toBe(false);
  });
});

describe("what lies in out/ and no build wrote", () => {
  it.each([
    ["build.json", ""],
    ["build.json", '{"request":"x","inp'],
    ["build.json", "null"],
    [
      "build.json",
      '{"request":"[1,{\\"papers\\":7,\\"edition\\":[1]}]","inputs":{},"artifacts":{},"made":{}}',
    ],
    ["findings.json", ""],
    ["findings.json", "{}"],
    ["issue.md", "no head"],
    ["issue.md", "---\n\ttitle: x\n---\n"],
    ["issue.md", "---\ntitle: x\ntitle: y\nedition: free\n---\n"],
    ["issue.md", "---\na: &a [*a]\n---\n"],
    ["issue.md", "---\njust words\n---\n"],
  ])("is a fault and no crash, and is never approved: %s with %j", async (name, bytes) => {
    if (name === "issue.md") await makeUpIssue(root, DATE, { forms: { ...MADE_UP_FORMS, [name]: bytes } });
    else await makeUpIssue(root, DATE);
    writeFile(root, `out/${DATE}/${name}`, bytes);
    expect((await status()).exit).toBe(0);
    expect([0, 1, 3]).toContain((await check()).exit);
    expect([1, 3]).toContain((await approve()).exit);
    expect(existsSync(join(root, ".tracker"))).toBe(false);
  });

  it("gives no word to a shell that it could run", () => {
    const request = JSON.stringify([1, { data: { kind: "sample", scenario: "x; rm -rf ~" }, papers: 5 }]);
    expect(buildWords({ date: DATE, edition: "free", own: "free" }, request)).toBe(
      `npx tracker build ${DATE} --sample 'x; rm -rf ~'`,
    );
  });
});

describe("the file of approvals", () => {
  it.each([
    ["that leads nowhere", "/nonexistent/approvals.sqlite"],
    ["that leads to itself", "approvals.sqlite"],
  ])("as a link %s counts as unreadable, and not as no approval", async (_, target) => {
    await makeUpIssue(root, DATE);
    mkdirSync(join(root, ".tracker"));
    symlinkSync(target, join(root, ".tracker/approvals.sqlite"));
    for (const { exit, faults } of [await status(), await approve()])
      expect([exit, faults[0]]).toEqual([1, expect.stringContaining("is a link that leads nowhere")]);
  });

  it("of a newer program is left as it is, and nobody is told to move it away", async () => {
    await makeUpIssue(root, DATE);
    await approve();
    const path = join(root, ".tracker/approvals.sqlite");
    const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
    const db = new DatabaseSync(path);
    db.exec("PRAGMA user_version = 7");
    db.close();
    const before = readFileSync(path);
    for (const { exit, faults } of [await status(), await approve("Editor Two")])
      expect([exit, faults[0]]).toEqual([1, expect.stringMatching(/newer version.*Update the program/)]);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("takes names as words, whatever they mean elsewhere", async () => {
    await makeUpIssue(root, DATE);
    for (const name of ["'); DROP TABLE acts;--", "__proto__", "<b>Ed</b>"])
      expect(await approve(name)).toMatchObject({ exit: 0, text: expect.stringContaining(name) });
    expect((await status()).text).toContain("3 of 1");
  });
});

describe("a text of the day", () => {
  it.each([
    ["lead.md", `a\n\nb ${"\u001b"}[31m`, /lead\.md:3: The line holds a control character/],
    ["lead.md", `Quiet.\n${">".repeat(50_000)} x`, /lead\.md:2: More than 40 quotations or lists/],
    ["lead.md", "- ".repeat(500), /lead\.md:1: More than 40 quotations or lists/],
    ["lead.md", "word ".repeat(1_000_000), /5000000 bytes; 200000 at most/],
    ["lead.md", "a\u0000b", /not UTF-8 text/],
    ["lead.md", Buffer.from("\uFEFFhello", "utf16le"), /not UTF-8 text/],
    ["lead.md", "---\n\ttitle: x\n---\nQuiet.", /lead\.md:2: The front matter is not YAML/],
    ["lead.md", `---\ntitle: ${"[".repeat(20_000)}\n---\nQ.`, /front matter is not YAML/],
    ["lead.md", `{{figure "{{figure 'ig-spread.level'}}"}}`, /names no figure by its id/],
    ["lead.MD", "Quiet.", /lead\.MD: The file has no place in an issue/],
    ["Lead.md", "Quiet.", /There is no section \\"Lead\\".*Did you mean \\"lead\\"/],
    ["__proto__.md", "Quiet.", /There is no section \\"__proto__\\"/],
    ["headlines.yaml", "pin:\n\t- x\n", /headlines\.yaml:2: .*Tabs/],
    ["headlines.yaml", aliasesOfAliases(), /cannot be read: Excessive alias count/],
    ["headlines.yaml", `pin: ${"[".repeat(10_000)}`, /The file has \d+ more faults\. Mend these first/],
  ])("that nobody can print is refused with its place: %s, case %#", async (name, bytes, words) => {
    writeFile(root, `${DAY}/${name}`, bytes);
    expect(await textFaults()).toMatch(words);
  });

  it.each([
    ["with a mark of byte order and Windows line ends", "\uFEFF---\r\ntitle: X\r\n---\r\nQuiet day.\r\n", 3],
    ["with code that looks like a call", "`{{quote` and `{{figure`", 3],
    ["with ten thousand overrules", `Quiet. ${"<!-- overrule: so --> ".repeat(9_000)}`, 1],
  ])("%s is read", async (_, text, words) => {
    writeFile(root, `${DAY}/lead.md`, text);
    const { texts } = (await status()).json as { texts: { words: number }[] };
    expect(texts[0]?.words).toBe(words);
  });

  it.each(["![", "[a](", "<a:", "[a\n"])("made of %j alone has its words counted at once", (sign) => {
    const raw = sign.repeat(190_000 / sign.length);
    const began = performance.now();
    wordsOf({ raw, pieces: [{ kind: "words", from: 0, to: raw.length }] });
    // Looked at in the square of its length it takes five seconds and more.
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it("that is listed and gone, or is a folder, is told and not passed over", async () => {
    mkdirSync(join(root, DAY), { recursive: true });
    symlinkSync("/nonexistent", join(root, DAY, "lead.md"));
    expect(await textFaults()).toContain("lead.md: The file is listed and is not there");
    rmSync(join(root, DAY, "lead.md"));
    mkdirSync(join(root, DAY, "lead.md"));
    expect(await textFaults()).toContain("A folder stands where a file is expected");
  });

  it("finds its picture, however the machine spells an accent", async () => {
    writeFile(root, `${DAY}/lead.md`, "![a](caf\u00e9.png)");
    writeFile(root, `${DAY}/cafe\u0301.png`, pixel);
    expect((await status()).json).toMatchObject({ state: "draft", blocks: ["The issue is not built."] });
  });

  it("has no place where a file stands instead of the day's folder, and the fault says so", async () => {
    writeFile(root, DAY, "a file");
    await expect(realPlacing.place(join(root, DAY, "lead.md"), new Uint8Array(), null)).rejects.toThrow(
      "A file stands where a folder is expected: move it away.",
    );
  });
});

describe("a theme", () => {
  it("of aliases of aliases is a fault", async () => {
    writeFile(root, "content/theme.yaml", aliasesOfAliases());
    await expect(readTheme(root, { files: realFiles, kept: keptOn(null) })).rejects.toThrow(
      "content/theme.yaml: The file cannot be read: Excessive alias count",
    );
  });

  it.each(["url(http://example.org/x)", "</style><script>", "#000} body{display:none", "#000000\\n"])(
    "takes no colour such as %s",
    async (colour) => {
      writeFile(root, "content/theme.yaml", theme.replace(/ink: .*/, `ink: "${colour}"`));
      await expect(readTheme(root, { files: realFiles, kept: keptOn(null) })).rejects.toThrow(
        "A colour is a # and six hex digits",
      );
    },
  );
});

describe("lint", () => {
  const SECTION = "templates/sections/ig-spread.md.hbs";
  const withTemplates = async (texts: Readonly<Record<string, string | Uint8Array>>) => {
    const own = temporaryFolder();
    for (const [name, text] of Object.entries({ [SECTION]: "x", ...texts })) writeFile(own, name, text);
    return [own, await come(lintCommand, own, [])] as const;
  };

  it.each([
    [{ [SECTION]: "{{#if view.level}}x" }, /cannot be read/],
    [{ [SECTION]: "{{> a}}", "templates/partials/a.md.hbs": "{{> a}}" }, /A template that loops/],
    [{ [SECTION]: "{{constructor}} {{figure __proto__}}" }, /There is no field "constructor"/],
    [{ [SECTION]: "{{> constructor}}" }, /There is no partial "constructor"/],
    [{ [SECTION]: "{{> __proto__}}", "templates/partials/__proto__.md.hbs": "x" }, /cannot bear this name/],
    [{ [SECTION]: new Uint8Array([0x61, 0xff]) }, /bytes that are no text/],
    [{ [SECTION]: "words ".repeat(180_000) }, /more than 100,000 characters/],
  ])("refuses a template that cannot be filled, case %#", async (texts, words) => {
    const [, { exit, faults }] = await withTemplates(texts);
    expect([exit, faults.join("\n")]).toEqual([1, expect.stringMatching(words)]);
  });

  it("passes over what editors and file managers leave behind", async () => {
    const [, { faults }] = await withTemplates({
      "templates/sections/._ig-spread.md.hbs": new Uint8Array([0, 5, 0x16]),
      "templates/.#issue.md.hbs": "{{",
    });
    expect(faults).toEqual([]);
  });

  it("does not go round with a link that leads back", async () => {
    const [own] = await withTemplates({});
    symlinkSync("..", join(own, "templates/back"));
    const { faults } = await come(lintCommand, own, []);
    expect(faults[0]).toMatch(/More than 8 folders stand in one another\. Take away the link/);
  });
});

describe("lab", () => {
  it("says that there is no repository, and what git cannot do", async () => {
    const message = await gitTree(temporaryFolder(), "HEAD", ["templates"]).catch(String);
    expect(message).toMatch(/git cannot read it: .*The lab compares with a commit/);
    await expect(gitTree(temporaryFolder(), "x".repeat(50_000), [])).rejects.toThrow(/^--against x{80}…: /);
  });

  it("does not blame templates for a day that an older program built", async () => {
    const side = (code: "artifact-missing" | "template-invalid"): Side => ({
      built: null,
      faults: [{ code, message: "Not what a build writes." }],
    });
    const trying = (before: Side, after: Side) =>
      outcomeOf({ name: DATE, says: "" }, [before, after], async () => []);
    const old = side("artifact-missing");
    expect((await trying(old, old)).faults).toEqual([]);
    expect((await trying(old, side("template-invalid"))).faults).toHaveLength(1);
    const broken = side("template-invalid");
    expect((await trying(broken, broken)).faults).toHaveLength(1);
  });
});

describe("words for a terminal", () => {
  it("move no cursor, colour nothing and turn no letters around", () => {
    expect(forTerminal("a\u001b[31m\u0007\r\u009b\u202eb\tc\nd é −2 bp")).toBe(
      "a\\u001b[31m\\u0007\\u000d\\u009b\\u202eb\tc\nd é −2 bp",
    );
  });
});

/** Nine of nine of nine: what one line asks for grows ninefold with each. */
function aliasesOfAliases(): string {
  const nine = (name: string) => `[${Array.from({ length: 9 }, () => name).join(", ")}]`;
  return [
    "a: &a [1]",
    `b: &b ${nine("*a")}`,
    `c: &c ${nine("*b")}`,
    `d: &d ${nine("*c")}`,
    `pin: ${nine("*d")}`,
    "",
  ].join("\n");
}
