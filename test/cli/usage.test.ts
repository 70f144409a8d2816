import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli, finished, outFiles, projectCopy, tracker } from "../support/command-line.ts";

const program = (...words: readonly string[]) => finished(process.execPath, [cli, ...words]);

describe.concurrent("the command line", () => {
  it("lists its commands on request, and where none is given", async () => {
    const help = await program("--help");
    expect(help.exit).toBe(0);
    for (const command of ["build", "why", "check", "doctor"])
      expect(help.out).toMatch(new RegExp(`^  ${command} `, "m"));
    const none = await program();
    expect({ exit: none.exit, out: none.out }).toEqual({ exit: 2, out: "" });
    expect(none.err).toContain("Commands:");
  });

  it("explains each option of a command", async () => {
    const { exit, out } = await program("build", "--help");
    expect(exit).toBe(0);
    for (const option of [
      "--sample",
      "--data",
      "--from",
      "--edition",
      "--paper",
      "--only",
      "--root",
      "--json",
    ])
      expect(out).toContain(option);
  });

  it("answers a slip of the hand with exit 2 and what was meant", async () => {
    expect(await program("bild")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("(Did you mean build?)"),
    });
    expect(await program("build", "--smple")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("(Did you mean --sample?)"),
    });
  });

  it("refuses options that are wrong or exclude each other, and builds nothing", async () => {
    const root = projectCopy();
    const said = async (...words: string[]) => {
      const { exit, faults } = await tracker(root, "build", "2025-09-18", ...words);
      expect(exit).toBe(2);
      return faults;
    };
    expect(await said("--sample", "--known-at", "2025-09-18")).toEqual([
      "--known-at and --offline are for the archive. Leave out --sample and --data.",
    ]);
    expect(await said("--known-at", "yesterday")).toEqual([
      '--known-at is no moment: "yesterday". Write it as 2025-11-05T22:30:00Z, or as a date.',
    ]);
    expect(await said("--mirror", "ftp://here")).toEqual([
      'The mirror "ftp://here" is no http or https address. Write it as http://127.0.0.1:8080 in --mirror or TRACKER_MIRROR.',
    ]);
    expect(await said("--sample", "--data", "x")).toEqual([
      "--sample and --data exclude each other. Give one of them.",
    ]);
    expect(await said("--sample", "--only", "md,doc")).toEqual([
      '--only is md or html or pdf or email, not "doc". Correct the option.',
    ]);
    expect(await said("--sample", "--from", "print")).toEqual([
      '--from is collect or compute or fill, not "print". Correct the option.',
    ]);
    expect(outFiles(root)).toEqual([]);
  });

  it("names the scenarios where one is asked for that is none", async () => {
    const { exit, faults } = await tracker(
      projectCopy(),
      "build",
      "2025-09-18",
      "--sample",
      "calm",
      "--only",
      "md",
    );
    expect(exit).toBe(1);
    expect(faults[0]).toMatch(/There is no scenario "calm"\. Take one of normal, .*hostile-headlines/);
  });

  it("tells programs its faults as JSON, and people the same on stderr", async () => {
    const root = projectCopy();
    const { exit, out, faults } = await tracker(root, "build", "2025-11-08", "--sample", "--json");
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toEqual({
      faults: [
        {
          code: "not-a-trading-day",
          message: "The New York Stock Exchange was closed on 2025-11-08.",
          remedy: "The nearest trading days are 2025-11-07 and 2025-11-10.",
        },
      ],
    });
    expect(faults).toHaveLength(1);
    const slip = await tracker(root, "build", "--smple", "--json");
    expect(slip.exit).toBe(2);
    expect(JSON.parse(slip.out).faults[0].code).toBe("usage");
  });
});

describe("doctor", () => {
  it("lays its rows out in columns, and exits 0 where nothing is missing", async () => {
    const { exit, out } = await tracker(projectCopy(), "doctor");
    const lines = out.trimEnd().split("\n");
    expect(lines.at(-1)).toBe("Nothing is missing.");
    expect(exit).toBe(0);
    const rows = lines.filter((line) => /^(ok|warn|missing) /.test(line));
    expect(new Set(rows.map((line) => /^\S+ +\S.*? {2,}(?=\S)/.exec(line)?.[0].length)).size).toBe(1);
  });

  it.skipIf(process.getuid?.() === 0)("exits 1 where issues cannot be written", async () => {
    const root = projectCopy();
    chmodSync(root, 0o555);
    const { exit, out } = await tracker(root, "doctor");
    chmodSync(root, 0o755);
    expect(exit).toBe(1);
    expect(out).toMatch(/^missing +folder for issues/m);
  });

  it("exits 1 where there is no browser, and tells programs the rows", async () => {
    const root = projectCopy();
    const environment = { ...process.env, TRACKER_BROWSER: join(root, "no-browser") };
    const { exit, out } = await finished(
      process.execPath,
      [cli, "doctor", "--json", "--root", root],
      environment,
    );
    expect(exit).toBe(1);
    const browser = JSON.parse(out).rows.find(({ check }: { check: string }) => check === "browser");
    expect(browser).toMatchObject({ verdict: "missing", remedy: expect.any(String) });
  });
});
