import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { changeFile, fileOf, outFiles, smallProject, tracker } from "../support/command-line.ts";

let root: string;

beforeAll(() => {
  root = smallProject();
  const git = (...given: string[]) =>
    execFileSync("git", ["-c", "user.name=desk", "-c", "user.email=desk@example.org", ...given], {
      cwd: root,
    });
  git("init", "--quiet");
  git("add", "-A");
  git("commit", "--quiet", "-m", "first");
});

describe("lab", () => {
  it("shows an editor what a change does to a day, in words and as pages", async () => {
    changeFile(root, "templates/sections/ig-spread.md.hbs", "| Level |", "| Where it stands |");
    const { exit, out, err } = await tracker(root, "lab", "--last", "0", "--scenarios", "shock");
    expect([exit, err]).toEqual([0, expect.stringContaining("1 of 1: scenario-shock")]);
    expect(out).toContain("scenario-shock: 1 place in the text changed");
    expect(fileOf(root, "out/lab/index.html")).toContain("Where");
    expect(
      outFiles(root).filter((name) => /page-\d\d-(before|after)\.png$/.test(name)).length,
    ).toBeGreaterThan(1);
    expect(fileOf(root, "out/lab/scenario-shock/page-01-after.png").slice(1, 4)).toBe("PNG");
  });

  it("ends with 1 and the fault's line where a template cannot be filled, and takes away older pictures", async () => {
    changeFile(
      root,
      "templates/sections/ig-spread.md.hbs",
      "| Where it stands | {{bare level}}",
      "| Where it stands | {{bare levle}}",
    );
    const { exit, out } = await tracker(root, "lab", "--last", "0", "--scenarios", "shock", "--json");
    const { issues } = JSON.parse(out) as { issues: { faults: string[] }[] };
    expect([exit, issues[0]?.faults[0]]).toEqual([1, expect.stringMatching(/ig-spread\.md\.hbs:\d+.*levle/)]);
    expect(outFiles(root).filter((name) => name.endsWith("after.png"))).toEqual([]);
  });

  it.each([
    ["--last", "many"],
    ["--scenarios", "shok"],
    ["--against", "no-such-revision"],
    ["--scenarios", "none"],
  ])("refuses %s %s and says what may stand there", async (...words) => {
    rmSync(join(root, "out"), { recursive: true, force: true });
    const { exit, faults } = await tracker(root, "lab", ...words);
    expect(exit).toBeGreaterThan(0);
    expect(faults[0]).toMatch(/--last 20|Did you mean "shock"|HEAD~1|Build one/);
    expect(outFiles(root)).toEqual([]);
  });
});
