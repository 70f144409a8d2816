import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { checkCommand } from "../../pipeline/cli/check-command.ts";
import { statusCommand } from "../../pipeline/cli/status-command.ts";
import { projectCopy, writeFile } from "../support/command-line.ts";
import { come } from "../support/in-process.ts";
import { MADE_UP_FORMS, makeUpIssue } from "../support/made-up-issue.ts";

const DATE = "2025-09-18";
const DAY = `content/issues/${DATE}`;
const root = projectCopy();
beforeEach(() => {
  for (const folder of ["out", DAY]) rmSync(join(root, folder), { recursive: true, force: true });
});

const status = () => come(statusCommand, root, [DATE]);
const check = async () => (await come(checkCommand, root, [DATE])).text.split("\n");

describe("status", () => {
  it("of a day that nobody has begun names the command that begins it", async () => {
    expect(await status()).toMatchObject({
      exit: 0,
      text: [
        `${DATE}: not begun`,
        "  texts       none",
        "  built       no",
        "  gates       not asked yet",
        "  prose       not evaluated",
        "  approval    0 of 1",
        "  blocked by  Nothing is written or built.",
        `  next        npx tracker new ${DATE}`,
      ].join("\n"),
    });
  });

  it("counts what a writer wrote, title and all, and says that it is not built", async () => {
    writeFile(root, `${DAY}/lead.md`, `---\ntitle: A day\n---\n<!-- a remark -->\n${"word ".repeat(240)}`);
    writeFile(root, `${DAY}/ig-spread.md`, "<!-- nothing yet -->\n");
    const { text } = await status();
    expect(text).toContain("lead.md 242 words, 2 min");
    expect(text).not.toContain("ig-spread.md");
    expect(text).toContain(`blocked by  The issue is not built.\n  next        npx tracker build ${DATE}`);
  });

  it("tells a fault of a text where it stands", async () => {
    writeFile(root, `${DAY}/lead.md`, "---\ntitel: A day\n---\n");
    const { exit, text } = await status();
    expect(exit).toBe(0);
    expect(text).toMatch(/^2025-09-18: draft with faults\n {2}texts {7}cannot be read\n/);
    expect(text).toMatch(
      /blocked by {2}content\/issues\/2025-09-18\/lead\.md:\d+: The front matter is wrong/,
    );
  });

  it("says what changed since the build, and how to build it again as it was built", async () => {
    writeFile(root, `${DAY}/lead.md`, "Spreads widened.");
    const request = { edition: "free", data: { kind: "directory", folder: "/srv/market data" } };
    await makeUpIssue(root, DATE, { request });
    expect((await status()).text).toMatch(/^2025-09-18: ready for approval\n/);
    writeFile(root, `${DAY}/lead.md`, "Spreads fell.");
    const { text } = await status();
    expect(text).toMatch(/^2025-09-18: changed since it was built\n/);
    expect(text).toContain(`blocked by  ${DAY}/lead.md: Changed since the issue was built.`);
    expect(text).toContain(`next        npx tracker build ${DATE} --data '/srv/market data'`);
  });

  it("counts refusals and what the prose checker found, for people and programs", async () => {
    const found = (gate: string, verdict: "refused" | "not evaluated" | "passed") =>
      ({
        gate,
        verdict,
        place: gate === "prose" ? "lead.md:1:9" : "lead.md",
        message: `A ${gate}.`,
      }) as const;
    const prose = ["refused", "refused", "not evaluated", "passed"] as const;
    await makeUpIssue(root, DATE, {
      findings: [...prose.map((verdict) => found("prose", verdict)), found("identities", "refused")],
    });
    const { text, json } = await status();
    expect(text).toMatch(/^2025-09-18: refused by gates: 3\n/);
    expect(text).toContain("gates       3 findings refuse: prose, identities");
    expect(text).toContain("prose       2 contradicted, 1 not verifiable");
    expect(json).toMatchObject({
      state: "refused by gates",
      prose: { contradicted: 2, notVerifiable: 1 },
      next: `npx tracker check ${DATE}`,
    });
  });

  it("calls prose not evaluated where nothing in it was, and not verified", async () => {
    const none = {
      gate: "prose",
      verdict: "not evaluated",
      place: "lead.md:1",
      message: "It states nothing.",
    } as const;
    await makeUpIssue(root, DATE, { findings: [none] });
    expect((await status()).text).toContain("  prose       not evaluated\n");
  });

  it("does not call an issue ready of which a form is missing or whose findings are torn", async () => {
    const { "email.txt": _, ...forms } = MADE_UP_FORMS;
    await makeUpIssue(root, DATE, { forms });
    expect((await status()).text).toContain("blocked by  Not all forms of the issue are built.");
    await makeUpIssue(root, DATE);
    writeFile(root, `out/${DATE}/findings.json`, "[");
    expect((await status()).text).toContain("changed since it was built");
  });

  it("of a day that is none is wrong usage", async () => {
    expect(await come(statusCommand, root, ["soon"])).toMatchObject({ exit: 2 });
  });
});

describe("check of what texts point at", () => {
  it("names an anchor with file and line, and does not ask the web by itself", async () => {
    writeFile(root, `${DAY}/lead.md`, "See [credit](#ig-sread)\n\nhttps://example.com/a\n");
    await makeUpIssue(root, DATE);
    const lines = await check();
    expect(lines[0]).toContain(
      `refused       links                  ${DAY}/lead.md:1: The page has no anchor #ig-sread.`,
    );
    expect(lines.find((line) => line.includes("not asked"))).toBe(
      `not evaluated links                  texts: 1 web address of the texts was not asked. Run: npx tracker check ${DATE} --links.`,
    );
  });

  it("names a picture that is not there, which no build would take", async () => {
    writeFile(root, `${DAY}/lead.md`, "One\n\n![Dots](gone.png)\n");
    await makeUpIssue(root, DATE);
    expect((await check())[0]).toContain(
      `refused       texts                  ${DAY}/lead.md:3: The text shows a picture that is not there: "gone.png".`,
    );
  });

  it("asks with --links, and without a network says that nothing is known", async () => {
    writeFile(root, `${DAY}/lead.md`, "https://example.com/a and <https://127.0.0.1/b>\n");
    await makeUpIssue(root, DATE);
    // Behind a mirror that nobody serves, no host answers.
    const { text, exit } = await come(checkCommand, root, [DATE], {
      links: true,
      mirror: "http://127.0.0.1:9",
    });
    expect(exit).toBe(3);
    expect(text).toMatch(/^refused .*https:\/\/127\.0\.0\.1\/b may not be asked/m);
    expect(text).toMatch(/^not evaluated links .*https:\/\/example\.com\/a could not be asked: /m);
  });
});
