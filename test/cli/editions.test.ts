import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { approveCommand } from "../../pipeline/cli/approve-command.ts";
import { buildCommand } from "../../pipeline/cli/build-command.ts";
import { checkCommand } from "../../pipeline/cli/check-command.ts";
import type { Command, Options } from "../../pipeline/cli/command.ts";
import { methodsCommand } from "../../pipeline/cli/methods-command.ts";
import { newCommand } from "../../pipeline/cli/new-command.ts";
import { statusCommand } from "../../pipeline/cli/status-command.ts";
import { whyCommand } from "../../pipeline/cli/why-command.ts";
import { changeFile, fileOf, outFiles, projectCopy, writeFile } from "../support/command-line.ts";
import { come } from "../support/in-process.ts";
import { MADE_UP_FORMS, makeUpIssue } from "../support/made-up-issue.ts";
import { readPdf } from "../support/read-pdf.ts";

const DATE = "2025-09-18";
const [FREE, PAID] = [`out/${DATE}`, `out/${DATE}-paid`];

/** Three sections, of which the one in the middle is for those who pay. */
function threeSections(): string {
  const root = projectCopy();
  changeFile(
    root,
    "content/tracker.yaml",
    /^sections: .*$/m.exec(fileOf(root, "content/tracker.yaml"))![0],
    "sections: [ig-spread, rate-sensitivity, watch]",
  );
  return root;
}

const SAMPLE = { sample: true, only: "md" } as const;
const build = (root: string, edition?: string, more: Options = SAMPLE) =>
  come(buildCommand, root, [DATE], { ...more, ...(edition && { edition }) });
const bytesOf = (root: string, path: string) => readFileSync(join(root, path));

describe("both editions of one day", () => {
  let root: string;
  let built: Awaited<ReturnType<typeof build>>;
  beforeAll(async () => {
    root = threeSections();
    built = await build(root, "both", { sample: true });
  });

  it("lie side by side, each named in what build says", () => {
    expect(built).toMatchObject({ exit: 0, faults: [] });
    expect(built.text).toMatch(new RegExp(`^${FREE}/: issue\\.md, .*\n(.*\n)*${PAID}/: issue\\.md, `));
    expect(built.json).toMatchObject({
      date: DATE,
      unchanged: false,
      editions: [
        { edition: "free", folder: FREE, unchanged: false },
        { edition: "paid", folder: PAID, unchanged: false },
      ],
    });
    const names = (folder: string) => readdirSync(join(root, folder)).sort();
    expect(names(PAID)).toEqual(names(FREE));
  });

  it("differ by the section that is for those who pay: the free one has a teaser in its place, in every form", async () => {
    const says = "How sectors, small caps, credit, gold and bitcoin answer";
    const pdf = async (folder: string) =>
      (await readPdf(bytesOf(root, `${folder}/issue.pdf`))).pages.join(" ");
    const forms = async (folder: string) => ({
      ...Object.fromEntries(
        ["issue.md", "issue.html", "email.html", "email.txt"].map((name) => [
          name,
          fileOf(root, `${folder}/${name}`),
        ]),
      ),
      "issue.pdf": await pdf(folder),
    });
    for (const [name, text] of Object.entries(await forms(FREE))) {
      const plain = text.replace(/\s+/g, " ");
      expect(plain, name).toContain(says);
      expect(plain, name).toContain("paid edition");
      expect(plain, name).toContain("Not in this edition:");
    }
    for (const [name, text] of Object.entries(await forms(PAID)))
      expect(text.replace(/\s+/g, " "), name).not.toContain(says);
    const order = (folder: string) =>
      [...fileOf(root, `${folder}/issue.md`).matchAll(/^## (.*)$/gm)].map(([, name]) => name);
    expect(order(FREE)).toEqual(order(PAID));
    for (const name of ["issue.md", "issue.html", "email.html", "email.txt"])
      expect(fileOf(root, `${FREE}/${name}`), name).toContain("https://tracker.example.com/subscribe");
  });

  it("keep every figure of that section out of all that lies in the free one's folder", () => {
    const files = outFiles(root).filter((name) => name.startsWith(`${DATE}/`));
    expect(files.filter((name) => name.includes("rate-sensitivity"))).toEqual([]);
    const isSaid = (folder: string, name: string) =>
      fileOf(root, `${folder}/${name}`).includes("rate-sensitivity.");
    for (const name of ["ledger.json", "report.json", "issue.html"]) {
      expect(isSaid(FREE, name), name).toBe(false);
      expect(isSaid(PAID, name), name).toBe(true);
    }
    const series = (folder: string) =>
      Object.keys(JSON.parse(fileOf(root, `${folder}/snapshot.json`)).series);
    expect(series(PAID)).toContain("UST.5Y.REAL");
    expect(series(FREE)).not.toContain("UST.5Y.REAL");
  });

  it("pass the same gates: a teaser is no section that is missing", () => {
    const refusedIn = (folder: string) =>
      JSON.parse(fileOf(root, `${folder}/findings.json`)).filter(
        ({ verdict }: { verdict: string }) => verdict === "refused",
      );
    for (const folder of [FREE, PAID])
      expect(refusedIn(folder).map(({ gate }: { gate: string }) => gate)).toEqual(["simulated"]);
  });

  it("are each looked at by their own commands", async () => {
    const id = "rate-sensitivity";
    const asked = JSON.parse(fileOf(root, `${PAID}/ledger.json`)).entries.find((one: { id: string }) =>
      one.id.startsWith(id),
    ).id;
    const why = (options: Options) => come(whyCommand, root, [DATE, asked], options);
    expect(await why({ edition: "paid" })).toMatchObject({ exit: 0 });
    expect((await why({})).faults[0]).toContain(`The issue of ${DATE} prints no figure "${asked}".`);
    expect((await come(methodsCommand, root, [DATE], { edition: "paid" })).text).toContain(
      "## Figures of the issue of",
    );
    const check = await come(checkCommand, root, [DATE], { edition: "paid" });
    expect(check.text).toContain(`refuse the paid edition of ${DATE}.`);
    const status = await come(statusCommand, root, [DATE]);
    expect(status.text).toMatch(
      /\n {2}besides {5}paid edition: refused by gates: 1; see: npx tracker status 2025-09-18 --edition paid$/,
    );
    expect(status.json).toMatchObject({
      edition: "free",
      other: { edition: "paid", state: "refused by gates" },
    });
    expect((await come(statusCommand, root, [DATE], { edition: "paid" })).text).toMatch(
      /^2025-09-18, paid edition: /,
    );
  });
});

// One project goes through these in their order.
describe("an edition beside the desk's own", () => {
  const root = threeSections();

  it("is the same bytes, whether it is built alone or with the other", async () => {
    await build(root, "both");
    const before = outFiles(root).map((name) => [name, bytesOf(root, `out/${name}`).toString("hex")]);
    rmSync(join(root, "out"), { recursive: true });
    await build(root);
    await build(root, "paid");
    expect(outFiles(root).map((name) => [name, bytesOf(root, `out/${name}`).toString("hex")])).toEqual(
      before,
    );
  });

  it("is not made again while nothing has changed, and alone where it alone is gone", async () => {
    for (const edition of [undefined, "free", "paid", "both"])
      expect((await build(root, edition)).json, edition).toMatchObject({ unchanged: true });
    rmSync(join(root, PAID, "issue.md"));
    const { json, text } = await build(root, "both");
    expect(json).toMatchObject({ unchanged: false, editions: [{ unchanged: true }, { unchanged: false }] });
    expect(text).toContain(`${FREE}/ is up to date`);
  });

  it("starts again from what its own folder holds", async () => {
    for (const from of ["compute", "fill"]) {
      expect(await build(root, "both", { only: "md", from })).toMatchObject({ exit: 0, faults: [] });
      expect(fileOf(root, `${PAID}/report.json`)).toContain("rate-sensitivity.");
      expect(fileOf(root, `${FREE}/report.json`)).not.toContain("rate-sensitivity.");
    }
  });

  it("with a fault in one is not written at all: neither is half of both there", async () => {
    const before = outFiles(root).map((name) => [name, bytesOf(root, `out/${name}`).toString("hex")]);
    const { entries } = JSON.parse(fileOf(root, `${PAID}/ledger.json`));
    const { id } = entries.find((one: { id: string }) => one.id.startsWith("rate-sensitivity."));
    writeFile(root, `content/issues/${DATE}/lead.md`, `Of those who pay: {{figure "${id}"}}.`);
    const { exit, faults } = await build(root, "both");
    expect({ exit, faults: faults.length }).toEqual({ exit: 1, faults: 1 });
    expect(faults[0]).toContain(
      `content/issues/${DATE}/lead.md:1: In the free edition: The issue has no figure "${id}" on this day. The edition leaves out "Rate sensitivity": write it in rate-sensitivity.md, which only the paid edition prints.`,
    );
    expect(outFiles(root).map((name) => [name, bytesOf(root, `out/${name}`).toString("hex")])).toEqual(
      before,
    );
    expect(await build(root, "paid")).toMatchObject({ exit: 0 });
    rmSync(join(root, `content/issues/${DATE}`), { recursive: true });
  });

  it("tells what both have in common once", async () => {
    changeFile(root, "content/tracker.yaml", "perTheme: 8", "perTheme: none");
    const { exit, faults } = await build(root, "both");
    expect({ exit, faults: faults.length }).toEqual({ exit: 1, faults: 1 });
    expect(faults[0]).toMatch(/^content\/tracker\.yaml:\d+ (?!.*In the)/);
    changeFile(root, "content/tracker.yaml", "perTheme: none", "perTheme: 8");
  });

  it("says nothing of what was written on a section that it leaves out", async () => {
    writeFile(
      root,
      `content/issues/${DATE}/rate-sensitivity.md`,
      "Gold falls 7.77% where real yields rise. See [it](#nowhere).",
    );
    await build(root, "both");
    expect(fileOf(root, `${PAID}/issue.md`)).toContain("7.77%");
    for (const name of outFiles(root).filter((one) => one.startsWith(`${DATE}/`)))
      expect(fileOf(root, `out/${name}`), name).not.toContain("7.77%");
    expect((await come(checkCommand, root, [DATE])).text).not.toContain("#nowhere");
    expect((await come(checkCommand, root, [DATE], { edition: "paid" })).text).toContain("#nowhere");
    rmSync(join(root, `content/issues/${DATE}`), { recursive: true });
  });

  it("is never taken for the one that the settings name now", async () => {
    await build(root, "both");
    changeFile(root, "content/tracker.yaml", "edition: free", "edition: paid");
    const stranger = "The free edition lies in the folder of the paid one.";
    expect((await come(checkCommand, root, [DATE])).faults[0]).toContain(stranger);
    expect((await come(whyCommand, root, [DATE, "1 bp"])).faults[0]).toContain(stranger);
    expect((await build(root, undefined, { only: "md", from: "fill" })).faults[0]).toContain(stranger);
    expect((await come(statusCommand, root, [DATE])).text).toContain("changed since it was built");
    expect(await build(root)).toMatchObject({
      exit: 0,
      json: { edition: "paid", folder: FREE, unchanged: false },
    });
    expect(fileOf(root, `${FREE}/ledger.json`)).toContain("rate-sensitivity.");
    expect((await build(root, "free")).json).toMatchObject({ folder: `${FREE}-free` });
    expect(fileOf(root, `${FREE}-free/ledger.json`)).not.toContain("rate-sensitivity.");
  });
});

describe("--edition", () => {
  it("that there is not is wrong usage everywhere, and nothing is written", async () => {
    const root = projectCopy();
    const commands: readonly (readonly [Command, readonly string[], string])[] = [
      [buildCommand, [DATE], "free, paid or both"],
      [approveCommand, [DATE], "free, paid or both"],
      [newCommand, [DATE], "free or paid"],
      [checkCommand, [DATE], "free or paid"],
      [statusCommand, [DATE], "free or paid"],
      [methodsCommand, [DATE], "free or paid"],
      [whyCommand, [DATE, "4.17%"], "free or paid"],
    ];
    for (const [command, operands, known] of commands)
      for (const edition of [
        "Paid",
        "",
        "free,paid",
        "../paid",
        ...(known.includes("both") ? [] : ["both"]),
      ]) {
        const { exit, faults } = await come(command, root, operands, {
          edition,
          sample: true,
          by: "Editor One",
        });
        expect([exit, faults]).toEqual([
          2,
          [`--edition is ${known}, not ${JSON.stringify(edition)}. Correct the option.`],
        ]);
      }
    expect(outFiles(root)).toEqual([]);
  });

  it("is not both in the settings: an issue that nobody names is one", async () => {
    const root = projectCopy();
    changeFile(root, "content/tracker.yaml", "edition: free", "edition: both");
    expect((await build(root)).faults[0]).toMatch(/^content\/tracker\.yaml:\d+/);
    expect((await come(checkCommand, root, [DATE])).faults[0]).toContain("It names no edition");
  });
});

describe("approvals of two editions", () => {
  const root = projectCopy();
  const paidForms = {
    ...MADE_UP_FORMS,
    "issue.md": MADE_UP_FORMS["issue.md"].replace("edition: free", "edition: paid"),
  };
  beforeEach(async () => {
    for (const folder of ["out", ".tracker"]) rmSync(join(root, folder), { recursive: true, force: true });
    await makeUpIssue(root, DATE);
    await makeUpIssue(root, DATE, { forms: paidForms, beside: "paid" });
  });
  const approve = (more: Options = {}) => come(approveCommand, root, [DATE], { by: "Editor One", ...more });
  const stateOf = async (edition: "free" | "paid") =>
    ((await come(statusCommand, root, [DATE], { edition })).json as { state: string }).state;
  const states = async () => [await stateOf("free"), await stateOf("paid")];

  it("are each of their own bytes: neither counts for the other nor is voided with it", async () => {
    expect((await approve()).text).toMatch(/^The issue of 2025-09-18 is approved by:/);
    expect(await states()).toEqual(["approved", "ready for approval"]);
    expect((await approve({ edition: "paid" })).text).toMatch(
      /^The paid edition of 2025-09-18 is approved by:/,
    );
    expect(await states()).toEqual(["approved", "approved"]);
    await makeUpIssue(root, DATE, { forms: { ...paidForms, "email.txt": "other" }, beside: "paid" });
    expect(await states()).toEqual(["approved", "ready for approval"]);
    const { text } = await come(statusCommand, root, [DATE], { edition: "paid" });
    expect(text).toContain("is void: email.txt changed.");
    expect(text).toContain(`next        npx tracker approve ${DATE} --edition paid --by NAME`);
  });

  it("are given to both at once, or refused of both where one is refused", async () => {
    const refused = {
      gate: "identities",
      verdict: "refused",
      place: "ig-spread",
      message: "They differ.",
    } as const;
    await makeUpIssue(root, DATE, { forms: paidForms, beside: "paid", findings: [refused] });
    const { exit, text, json } = await approve({ edition: "both" });
    expect(exit).toBe(3);
    expect(text).toContain(
      `The issue of ${DATE} is not approved, since the other edition is refused: nothing was recorded.`,
    );
    expect(text).toContain(
      `refused [identities] ig-spread: They differ.\nThe paid edition of ${DATE} is not approved: nothing was recorded.`,
    );
    expect(json).toMatchObject({
      editions: [
        { edition: "free", refused: [] },
        { edition: "paid", refused: [refused] },
      ],
    });
    expect(await states()).toEqual(["ready for approval", "refused by gates"]);
    await makeUpIssue(root, DATE, { forms: paidForms, beside: "paid" });
    expect(await approve({ edition: "both" })).toMatchObject({ exit: 0 });
    expect(await states()).toEqual(["approved", "approved"]);
  });

  it("are taken back for the edition that is named, and for all where none is", async () => {
    await approve({ edition: "both" });
    expect((await approve({ withdraw: true, edition: "paid" })).text).toContain(
      "no longer approves the paid edition of",
    );
    expect(await states()).toEqual(["approved", "ready for approval"]);
    expect((await approve({ withdraw: true, edition: "paid" })).faults[0]).toContain(
      "has approved nothing of the paid edition",
    );
    await approve({ edition: "paid" });
    expect((await approve({ withdraw: true })).text).toContain(
      "no longer approves the free and the paid edition of",
    );
    expect(await states()).toEqual(["ready for approval", "ready for approval"]);
  });
});
