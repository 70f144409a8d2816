import { spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { buildCommand } from "../../pipeline/cli/build-command.ts";
import { buildRequest } from "../../pipeline/cli/build-request.ts";
import { draftOf } from "../../pipeline/cli/draft.ts";
import { newCommand } from "../../pipeline/cli/new-command.ts";
import { statusCommand } from "../../pipeline/cli/status-command.ts";
import { scaffoldIssue } from "../../pipeline/desk/scaffold/new-issue.ts";
import { isUntouched } from "../../pipeline/desk/scaffold/scaffold-stamp.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { realPlacing } from "../../pipeline/world/place-file.ts";
import { changeFile, fileOf, smallProject, writeFile } from "../support/command-line.ts";
import { come } from "../support/in-process.ts";
import { projectRoot } from "../support/worlds.ts";

const DATE = "2025-09-18";
const DAY = `content/issues/${DATE}`;
const NAMES = ["headlines.yaml", "ig-spread.md", "lead.md"];
const root = smallProject();
beforeEach(() => {
  for (const folder of ["out", "content/issues"])
    rmSync(join(root, folder), { recursive: true, force: true });
});

const scaffold = (scenario: string | true = true) =>
  come(newCommand, root, [DATE], { sample: scenario, only: "md" });
const names = () => (existsSync(join(root, DAY)) ? readdirSync(join(root, DAY)).sort() : []);
/** The day's files alone, without the draft in out/. */
async function outcomes(scenario = "normal") {
  const request = buildRequest({ sample: scenario });
  const draft = await draftOf({ root, date: DATE, request, outside: null });
  const files = await scaffoldIssue({ root, ...draft }, { files: realFiles, placing: realPlacing });
  return Object.fromEntries(files.map(({ name, outcome }) => [name, outcome]));
}

describe("new", () => {
  it("puts the day's files before the writer, with the computed draft beside them and titles to choose from", async () => {
    await come(buildCommand, root, [DATE], { sample: true, only: "md" });
    const without = fileOf(root, `out/${DATE}/issue.md`);
    const { exit, text } = await scaffold();
    expect({ exit, names: names() }).toEqual({ exit: 0, names: NAMES });
    expect(text).toMatch(
      /^content\/issues\/2025-09-18\/\n {2}added: lead\.md, ig-spread\.md, headlines\.yaml\n/,
    );
    expect(text).toContain("titles that the day suggests:\n  ");
    expect(fileOf(root, `out/${DATE}/issue.md`)).toBe(without);
    const { text: status } = await come(statusCommand, root, [DATE]);
    expect(status).toContain("nothing is written yet");
    expect(status).toContain(`out/${DATE}/, from what is there now`);
    // The issue is that of `build` with the same options: there is nothing to build again.
    expect((await come(buildCommand, root, [DATE], { sample: true, only: "md" })).json).toMatchObject({
      unchanged: true,
    });
  });

  it("again loses nothing that a person wrote, brings the rest up to date and adds what is missing", async () => {
    await outcomes();
    const lead = fileOf(root, `${DAY}/lead.md`).replace("# title: ", "title: ");
    const written = {
      "lead.md": `${lead}\nSpreads.`,
      "headlines.yaml": "pin:\n",
      "dots.png": "\u0089PNG dots",
    };
    for (const [name, words] of Object.entries(written)) writeFile(root, `${DAY}/${name}`, words);
    const before = fileOf(root, `${DAY}/ig-spread.md`);
    expect(await outcomes("all-red")).toEqual({
      "lead.md": "left",
      "ig-spread.md": "refreshed",
      "headlines.yaml": "left",
    });
    expect(Object.keys(written).map((name) => fileOf(root, `${DAY}/${name}`))).toEqual(
      Object.values(written),
    );
    expect(fileOf(root, `${DAY}/ig-spread.md`)).not.toBe(before);
    rmSync(join(root, DAY, "ig-spread.md"));
    expect(await outcomes("all-red")).toMatchObject({ "ig-spread.md": "added", "lead.md": "left" });
    expect(await outcomes("all-red")).toMatchObject({ "ig-spread.md": "unchanged" });
    expect((await scaffold("all-red")).text).toContain(
      "left alone, since a person changed them: lead.md, headlines.yaml",
    );
  });

  it("takes a scaffold that an editor saved with other line ends for untouched, an emptied file for a person's", async () => {
    await outcomes();
    writeFile(root, `${DAY}/ig-spread.md`, fileOf(root, `${DAY}/ig-spread.md`).replaceAll("\n", "\r\n"));
    writeFile(root, `${DAY}/headlines.yaml`, "");
    expect(await outcomes()).toEqual({
      "lead.md": "unchanged",
      "ig-spread.md": "refreshed",
      "headlines.yaml": "left",
    });
    expect(fileOf(root, `${DAY}/headlines.yaml`)).toBe("");
  });

  it("carries the newest earlier words as a comment, each section's its own, without their comments", async () => {
    const earlier = (date: string, name: string, words: string) =>
      writeFile(root, `content/issues/${date}/${name}`, words);
    earlier("2025-09-15", "ig-spread.md", "Credit of Monday.");
    earlier(
      "2025-09-16",
      "ig-spread.md",
      "<!-- a remark -->\nCredit of Tuesday -- see\n\n--> this.\n<!-- overrule: so -->",
    );
    earlier("2025-09-17", "ig-spread.md", "<!-- nothing was written on Wednesday -->\n");
    earlier("2025-09-17", "lead.md", "---\ntitle: Wednesday\n---\nThe lead of Wednesday.");
    earlier("2025-09-19", "lead.md", "Of a later day.");
    earlier("notes", "lead.md", "Of no day.");
    await outcomes();
    expect(fileOf(root, `${DAY}/ig-spread.md`)).toContain(
      "<!-- Your words of 16 September 2025:\n\nCredit of Tuesday -- see\n\n--&gt; this.\n-->\n",
    );
    const lead = fileOf(root, `${DAY}/lead.md`);
    expect(lead).toContain("<!-- Your words of 17 September 2025:\n\nThe lead of Wednesday.\n-->\n");
    expect(lead).not.toMatch(/Of a later day|Of no day|title: Wednesday/);
  });

  it("of a day that is none, is a holiday or has no close yet writes nothing, as build does", async () => {
    for (const date of ["2025-13-01", "2025-09-20", "2199-01-04", "../../etc", "x".repeat(5000)]) {
      const asked = { sample: true, only: "md" };
      const [made, built] = [
        await come(newCommand, root, [date], asked),
        await come(buildCommand, root, [date], asked),
      ];
      expect({ exit: made.exit, faults: made.faults }).toEqual({ exit: built.exit, faults: built.faults });
      expect(made.exit).not.toBe(0);
    }
    expect(existsSync(join(root, "content/issues"))).toBe(false);
  });

  it("of an archive in which nothing is, with nobody to ask, is what build is", async () => {
    const asked = { offline: true, only: "md" };
    const made = await come(newCommand, root, [DATE], asked);
    expect(names()).toEqual(made.exit === 0 ? NAMES : []);
    const built = await come(buildCommand, root, [DATE], asked);
    expect({ exit: made.exit, faults: made.faults }).toEqual({ exit: built.exit, faults: built.faults });
  });

  it("does not touch a text that cannot be read, and says what is wrong with it", async () => {
    writeFile(root, `${DAY}/lead.md`, new Uint8Array([0xff, 0xfe, 0x00]));
    const { exit, faults } = await scaffold();
    expect(exit).toBe(1);
    expect(faults[0]).toContain(`${DAY}/lead.md: The file is not UTF-8 text.`);
    expect(names()).toEqual(["lead.md"]);
  });

  it("killed at any moment leaves whole files only, and the next run completes them", async () => {
    const script = `import { newCommand } from ${JSON.stringify(join(projectRoot, "pipeline/cli/new-command.ts"))};
      const invocation = { arguments: [], environment: process.env, root: ${JSON.stringify(projectRoot)}, terminal: false };
      await newCommand(invocation, [${JSON.stringify(DATE)}], { sample: true, only: "md", root: process.argv[2] });`;
    writeFile(root, "new.mjs", script);
    const child = spawn(process.execPath, [join(root, "new.mjs"), root], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ended = new Promise((resolve) => child.on("close", resolve));
    for (let isOver = false; names().length === 0 && !isOver; )
      isOver = await Promise.race([
        ended.then(() => true),
        new Promise<false>((go) => setImmediate(() => go(false))),
      ]);
    child.kill("SIGKILL");
    await ended;
    expect(names()).not.toEqual([]);
    for (const name of names().filter((one) => !one.endsWith(".tmp")))
      expect(isUntouched(fileOf(root, `${DAY}/${name}`))).toBe(true);
    await outcomes();
    expect(names()).toEqual(NAMES);
  });

  it("does not take the place of what somebody saves at the same moment", async () => {
    const path = join(root, DAY, "lead.md");
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(await realPlacing.place(path, bytes("scaffold"), null)).toBe(true);
    expect(await realPlacing.place(path, bytes("another"), null)).toBe(false);
    changeFile(root, `${DAY}/lead.md`, "scaffold", "a person's");
    expect(await realPlacing.place(path, bytes("refreshed"), bytes("scaffold"))).toBe(false);
    expect({ text: fileOf(root, `${DAY}/lead.md`), names: names() }).toEqual({
      text: "a person's",
      names: ["lead.md"],
    });
    expect(await realPlacing.place(path, bytes("refreshed"), bytes("a person's"))).toBe(true);
  });
});
