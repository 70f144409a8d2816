import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { approveCommand } from "../../pipeline/cli/approve-command.ts";
import { checkCommand } from "../../pipeline/cli/check-command.ts";
import { statusCommand } from "../../pipeline/cli/status-command.ts";
import { changeFile, fileOf, finished, projectCopy, writeFile } from "../support/command-line.ts";
import { come } from "../support/in-process.ts";
import { MADE_UP_FORMS, makeUpIssue } from "../support/made-up-issue.ts";
import { projectRoot } from "../support/worlds.ts";

const DATE = "2025-09-18";
const root = projectCopy();
const settings = fileOf(root, "content/tracker.yaml");
beforeEach(() => {
  for (const folder of ["out", ".tracker", `content/issues/${DATE}`])
    rmSync(join(root, folder), { recursive: true, force: true });
  writeFile(root, "content/tracker.yaml", settings);
});

const approve = (by: string | undefined, more = {}) => come(approveCommand, root, [DATE], { by, ...more });
const status = async () => (await come(statusCommand, root, [DATE])).text;
const rules = (words: string) =>
  changeFile(
    root,
    "content/tracker.yaml",
    "approval: { people: 1, holdMinutes: 0, approvers: [] }",
    `approval: ${words}`,
  );
const nothingRecorded = () => expect(existsSync(join(root, ".tracker"))).toBe(false);

describe("approve", () => {
  it("of an issue that nobody built says how to build it", async () => {
    const { exit, faults } = await approve("Editor One");
    expect({ exit, faults }).toEqual({
      exit: 1,
      faults: [
        `out/${DATE}/build.json: The issue was not built. Run: npx tracker build ${DATE}, with all its forms.`,
      ],
    });
    nothingRecorded();
  });

  it("without a name, and for a day that is none, is wrong usage", async () => {
    expect((await approve(undefined)).faults).toEqual(["Nobody is named who approves. Write: --by NAME."]);
    expect(await come(approveCommand, root, ["today"], { by: "Editor One" })).toMatchObject({ exit: 2 });
    expect((await come(approveCommand, root, ["2025-09-20"], { by: "Editor One" })).faults[0]).toContain(
      "The nearest trading days are 2025-09-19 and 2025-09-22.",
    );
  });

  it("is recorded for the bytes that lie there, and the issue may go out", async () => {
    await makeUpIssue(root, DATE);
    const { exit, text } = await approve("Editor One", { note: "after the Fed" });
    expect(exit).toBe(0);
    expect(text).toMatch(
      /^The issue of 2025-09-18 is approved by:\n {2}Editor One, .* UTC\nIt may go out from /,
    );
    expect(await status()).toMatch(
      /^2025-09-18: approved by Editor One at .* UTC, may go out since .* UTC\n/,
    );
    const { text: checked, exit: checkedExit } = await come(checkCommand, root, [DATE]);
    expect({ checkedExit, line: checked.split("\n").find((line) => line.includes(" approval ")) }).toEqual({
      checkedExit: 0,
      line: expect.stringMatching(/^passed {8}approval .*Approved by Editor One/),
    });
  });

  it("needs two people where the desk says so, whoever comes twice, and then holds", async () => {
    rules("{ people: 2, holdMinutes: 30, approvers: [] }");
    await makeUpIssue(root, DATE);
    expect((await approve("Editor One")).text).toContain("1 more must approve the same bytes.");
    expect((await approve("  editor   ONE ")).text).toContain("1 more must approve the same bytes.");
    expect(await status()).toMatch(/approved by Editor One at .*, 1 more needed\n/);
    const { text } = await approve("Editor Two");
    expect(text).toMatch(/Editor One, .*\n {2}Editor Two, .*\nIt may go out from /);
    expect(await status()).toMatch(/approved by Editor One .* and Editor Two .*, may go out from /);
    expect(await status()).toContain("blocked by  It is held until ");
  });

  it("of two people at one moment counts both", async () => {
    rules("{ people: 2, holdMinutes: 0, approvers: [] }");
    await makeUpIssue(root, DATE);
    const script = `import { approveCommand } from ${JSON.stringify(join(projectRoot, "pipeline/cli/approve-command.ts"))};
      const invocation = { arguments: [], environment: {}, root: process.argv[1], terminal: false };
      await approveCommand(invocation, [${JSON.stringify(DATE)}], { by: process.argv[2], root: process.argv[1] });`;
    const both = await Promise.all(
      ["Editor One", "Editor Two"].map((by) =>
        finished(process.execPath, ["--input-type=module", "-e", script, root, by]),
      ),
    );
    expect(both.map(({ exit, err }) => ({ exit, err }))).toEqual([
      { exit: 0, err: "" },
      { exit: 0, err: "" },
    ]);
    expect(await status()).toMatch(/^2025-09-18: approved by Editor (One|Two) .* and Editor (One|Two) /);
  });

  it("is for those who are on the list, where there is one", async () => {
    rules("{ people: 1, holdMinutes: 0, approvers: [Editor One, Jos\u00e9 Garc\u00eda] }");
    await makeUpIssue(root, DATE);
    expect((await approve("Editor Two")).faults).toEqual([
      "Editor Two may not approve. Those who may stand under approval.approvers in content/tracker.yaml: Editor One, Jos\u00e9 Garc\u00eda.",
    ]);
    nothingRecorded();
    expect((await approve("jose\u0301 garci\u0301a")).exit).toBe(0);
  });

  it("refuses names that are none or look like another, and records nothing", async () => {
    await makeUpIssue(root, DATE);
    for (const name of ["", "  ", "Editor \u202eenO", "x\u0000", "N".repeat(200)])
      expect(await approve(name)).toMatchObject({ exit: 2 });
    nothingRecorded();
  });
});

describe("a refusal of approval", () => {
  it.each([
    [
      "a gate refuses",
      [{ gate: "identities", verdict: "refused", place: "ig-spread", message: "They differ." }],
    ],
    [
      "the figures are simulated",
      [{ gate: "simulated", verdict: "refused", place: "snapshot", message: "Simulated." }],
    ],
  ] as const)("comes with exit 3 where %s", async (_, findings) => {
    await makeUpIssue(root, DATE, { findings });
    const { exit, text } = await approve("Editor One");
    expect(exit).toBe(3);
    expect(text).toContain(`refused [${findings[0].gate}] ${findings[0].place}: ${findings[0].message}`);
    expect(text).toContain(`The issue of ${DATE} is not approved: nothing was recorded.`);
    nothingRecorded();
  });

  it("comes where a text or a page has changed since the build", async () => {
    writeFile(root, `content/issues/${DATE}/lead.md`, "Spreads widened.");
    await makeUpIssue(root, DATE);
    writeFile(root, `content/issues/${DATE}/lead.md`, "Spreads fell.");
    const { exit, text } = await approve("Editor One");
    expect(exit).toBe(3);
    expect(text).toContain(
      `refused [built] content/issues/${DATE}/lead.md: Changed since the issue was built.`,
    );
    await makeUpIssue(root, DATE);
    writeFile(root, `out/${DATE}/email.txt`, "nail");
    expect((await approve("Editor One")).exit).toBe(3);
    nothingRecorded();
  });

  it("comes where a form was not built", async () => {
    const { "issue.pdf": _, ...forms } = MADE_UP_FORMS;
    await makeUpIssue(root, DATE, { forms });
    expect((await approve("Editor One")).faults[0]).toContain(
      `out/${DATE}/issue.pdf: This form of the issue is not there.`,
    );
    nothingRecorded();
  });
});

describe("an approval that was given", () => {
  it.each(Object.keys(MADE_UP_FORMS))(
    "is void when %s is another one, and status and check say which",
    async (name) => {
      await makeUpIssue(root, DATE);
      await approve("Editor One");
      const forms: Record<string, string> = { ...MADE_UP_FORMS };
      forms[name] = `${forms[name]} `;
      await makeUpIssue(root, DATE, { forms });
      expect(await status()).toMatch(
        new RegExp(`The approval of Editor One, .* UTC, is void: ${name.replaceAll(".", "\\.")} changed\\.`),
      );
      const { exit, text } = await come(checkCommand, root, [DATE]);
      expect(exit).toBe(0);
      expect(text).toMatch(
        new RegExp(`noted .*approval .*is void by a change of ${name.replaceAll(".", "\\.")}\\.`),
      );
      expect(await approve("Editor One")).toMatchObject({ exit: 0 });
      expect(await status()).toMatch(/^2025-09-18: approved by Editor One/);
    },
  );

  it("is void when the subject is another one", async () => {
    await makeUpIssue(root, DATE);
    await approve("Editor One");
    const other = MADE_UP_FORMS["issue.md"].replace("91", "92");
    await makeUpIssue(root, DATE, { forms: { ...MADE_UP_FORMS, "issue.md": other } });
    expect(await status()).toContain("is void: subject and issue.md changed.");
  });

  it("does not hold for another edition that lies in its folder", async () => {
    await makeUpIssue(root, DATE);
    await approve("Editor One");
    const paid = MADE_UP_FORMS["issue.md"].replace("edition: free", "edition: paid");
    await makeUpIssue(root, DATE, { forms: { ...MADE_UP_FORMS, "issue.md": paid } });
    expect(await status()).toMatch(/^2025-09-18: draft\n/);
    expect((await approve("Editor One")).faults).toEqual([
      `out/${DATE}/issue.md: The paid edition lies in the folder of the free one. Run: npx tracker build ${DATE}, with all its forms.`,
    ]);
  });

  it("is taken back by --withdraw, once, and given again", async () => {
    await makeUpIssue(root, DATE);
    expect((await approve("Editor One", { withdraw: true })).faults[0]).toContain(
      "has approved nothing of 2025-09-18",
    );
    await approve("Editor One");
    expect((await approve("editor one", { withdraw: true })).exit).toBe(0);
    expect(await status()).toMatch(/^2025-09-18: ready for approval\n/);
    expect(await approve("Editor One", { withdraw: true })).toMatchObject({ exit: 2 });
    expect((await approve("Editor One")).exit).toBe(0);
    expect(await status()).toMatch(/^2025-09-18: approved by Editor One/);
  });

  it("is not guessed where the file of approvals is damaged", async () => {
    await makeUpIssue(root, DATE);
    await approve("Editor One");
    for (const ending of ["-wal", "-shm"])
      rmSync(join(root, `.tracker/approvals.sqlite${ending}`), { force: true });
    writeFile(root, ".tracker/approvals.sqlite", "not a database".repeat(100));
    expect((await come(statusCommand, root, [DATE])).faults[0]).toMatch(/approvals\.sqlite \[/);
    expect((await approve("Editor Two")).exit).toBe(1);
    const { exit, text } = await come(checkCommand, root, [DATE]);
    expect(exit).toBe(0);
    expect(text).toMatch(/not evaluated approval/);
  });
});
