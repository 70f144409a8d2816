import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Outcome } from "../../pipeline/cli/command.ts";
import { watchBuilds } from "../../pipeline/cli/watch-build.ts";
import { PipelineError } from "../../pipeline/errors.ts";
import type { Finding } from "../../pipeline/model/finding.ts";
import type { Stir } from "../../pipeline/world/watch.ts";
import { fileOf, smallProject, writeFile } from "../support/command-line.ts";
import { makeUpIssue } from "../support/made-up-issue.ts";
import { projectRoot } from "../support/worlds.ts";

const DATE = "2025-09-18";
const DAY = `content/issues/${DATE}`;

/** A watch that a test moves by hand, over builds that take no time. */
function watched(builds: readonly (() => Promise<Outcome>)[], { json = false } = {}) {
  const root = smallProject();
  const lines: string[] = [];
  let stir: Stir | null = null;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const left = [...builds];
  const world = {
    ended,
    say: (line: string) => void lines.push(line),
    watching: {
      watch(_: readonly string[], given: Stir) {
        stir = given;
        return { close: () => undefined };
      },
    },
  };
  const outcome = watchBuilds(root, () => left.shift()!(), { json, world });
  /** Until so many builds were begun, and a moment for what follows them. */
  const begun = async (count: number) => {
    while (builds.length - left.length < count) await wait(5);
    await wait(30);
  };
  const settled = async () => {
    await begun(1);
    const before = builds.length - left.length;
    stir!.settled();
    if (left.length > 0) await begun(before + 1);
  };
  return { root, lines, begun, stir: () => stir!.settled(), settled, end, outcome, left };
}

const built =
  (more: object = {}) =>
  async (): Promise<Outcome> => ({
    exit: 0,
    text: "",
    json: { date: DATE, folder: `out/${DATE}`, findings: [], unchanged: false, ...more },
  });
const refused: Finding = { gate: "pages", verdict: "refused", place: "issue.pdf", message: "Too long." };
const fault = (message: string) => async (): Promise<Outcome> => {
  throw new PipelineError({ code: "template-invalid", place: "templates/issue.md.hbs:3", message });
};

describe("build --watch", () => {
  it("says one line a build with what changed, and ends with exit 0", async () => {
    const { root, lines, settled, end, outcome } = watched([built(), built({ findings: [refused] })]);
    writeFile(root, `${DAY}/lead.md`, "Before.");
    await makeUpIssue(root, DATE);
    await wait(20);
    writeFile(root, `${DAY}/lead.md`, "After.");
    await settled();
    end();
    expect(await outcome).toMatchObject({ exit: 0, text: "" });
    expect(lines).toEqual([
      `out/${DATE}/ built: nothing refuses it`,
      `out/${DATE}/ built after ${DAY}/lead.md: 1 finding refuses it`,
    ]);
  });

  it("tells a fault once, goes on, and tells that it is mended", async () => {
    const broken = fault("A block is not closed.");
    const { lines, settled, end, outcome } = watched([built(), broken, broken, built({ unchanged: true })]);
    for (let round = 0; round < 3; round += 1) await settled();
    end();
    expect((await outcome).exit).toBe(0);
    expect(lines).toEqual([
      `out/${DATE}/ built: nothing refuses it`,
      "not built: templates/issue.md.hbs:3: A block is not closed.",
      `out/${DATE}/ built: nothing refuses it`,
    ]);
  });

  it("says nothing where an editor stirs and nothing changes", async () => {
    const { lines, settled, end, outcome, left } = watched([built(), built({ unchanged: true })]);
    await settled();
    end();
    await outcome;
    expect({ lines: lines.length, left: left.length }).toEqual({ lines: 1, left: 0 });
  });

  it("builds again for what changes while it builds, and finishes when it is ended meanwhile", async () => {
    let finish: () => void = () => undefined;
    const slow = () =>
      new Promise<Outcome>((resolve) => {
        finish = () => void built()().then(resolve);
      });
    const { lines, begun, stir, end, outcome } = watched([slow, slow]);
    await begun(1);
    stir();
    expect(lines).toEqual([]);
    finish();
    await begun(2);
    expect(lines).toHaveLength(1);
    end();
    finish();
    await outcome;
    expect(lines).toHaveLength(2);
  });

  it("hands programs a JSON object on each line, and a bug is no fault", async () => {
    const { lines, end, outcome } = watched([fault("Broken.")], { json: true });
    await wait(20);
    end();
    await outcome;
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { date: null, folders: [], changed: [], findings: [], faults: ["templates/issue.md.hbs:3: Broken."] },
    ]);
    const bug = async () => {
      throw new TypeError("a bug");
    };
    await expect(watched([bug]).outcome).rejects.toThrow("a bug");
  });

  it("of a real project builds on a save, and ends on Ctrl-C with exit 0", async () => {
    const root = smallProject();
    const script = `import { buildCommand } from ${JSON.stringify(join(projectRoot, "pipeline/cli/build-command.ts"))};
      const invocation = { arguments: [], environment: process.env, root: ${JSON.stringify(projectRoot)}, terminal: false };
      const options = { sample: true, only: "md", watch: true, root: process.argv[2] };
      process.exitCode = (await buildCommand(invocation, [${JSON.stringify(DATE)}], options)).exit;`;
    writeFile(root, "watch.mjs", script);
    const child = spawn(process.execPath, [join(root, "watch.mjs"), root], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.on("data", (bytes) => (said += bytes));
    const exit = new Promise((resolve) => child.on("close", resolve));
    const saidLines = async (count: number) => {
      while (said.split("\n").length <= count && child.exitCode === null) await wait(20);
    };
    await saidLines(1);
    writeFile(root, `${DAY}/lead.md`, "Spreads.");
    await saidLines(2);
    child.kill("SIGINT");
    expect(await exit).toBe(0);
    const [first, second] = said.trim().split("\n");
    expect(first).toBe(`out/${DATE}/ built: 1 finding refuses it`);
    expect(second).toMatch(
      /^out\/2025-09-18\/ built after content\/issues\/2025-09-18\/.*: 1 finding refuses it$/,
    );
    expect(fileOf(root, `out/${DATE}/issue.md`)).toContain("Spreads.");
  });
});
