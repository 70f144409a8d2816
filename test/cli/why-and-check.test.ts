import { beforeAll, describe, expect, it } from "vitest";
import { fileOf, projectCopy, tracker } from "../support/command-line.ts";

const DATE = "2025-09-18";
let root: string;
let entries: readonly { readonly id: string; readonly printed: readonly string[] }[];
beforeAll(async () => {
  root = projectCopy();
  await tracker(root, "build", DATE, "--sample", "--only", "md");
  entries = JSON.parse(fileOf(root, `out/${DATE}/ledger.json`)).entries;
});

/** A figure of the issue that was printed with a minus sign, in this unit. */
function fallOf(unit: string): { readonly id: string; readonly text: string } {
  const found = entries.flatMap(({ id, printed }) => printed.map((text) => ({ id, text })));
  return found.find(({ text }) => text.startsWith("\u2212") && text.endsWith(unit))!;
}

describe("why", () => {
  it("finds a number by its printed text, whatever minus sign and spaces a keyboard gives", async () => {
    const { id, text } = fallOf(" bp");
    const asked = [text, text.replace("\u2212", "-"), text.replace("\u2212", "\u2013").replace(" ", "")];
    for (const form of asked) {
      const { exit, out } = await tracker(root, "why", DATE, form);
      expect({ form, exit }).toEqual({ form, exit: 0 });
      expect(out).toContain(`  ${id}\n`);
    }
    expect((await tracker(root, "why", DATE, ...text.replace("\u2212", "-").split(" "))).out).toContain(id);
  });

  it("leads from the page down to file and hash", async () => {
    const { out } = await tracker(root, "why", DATE, fallOf("%").id);
    expect(out).toContain("printed in: text");
    expect(out).toMatch(/formula: /);
    expect(out).toMatch(/read: simulation\/\S+/);
    expect(out).toMatch(/sha256: [0-9a-f]{64}/);
  });

  it("hands programs the entries of the ledger", async () => {
    const { id } = fallOf("%");
    expect(JSON.parse((await tracker(root, "why", DATE, id, "--json")).out)).toEqual([
      entries.find((entry) => entry.id === id),
    ]);
  });

  it("of a number that was not printed is wrong usage, with examples of this issue", async () => {
    const { exit, out, faults } = await tracker(root, "why", DATE, "123.456%");
    expect({ exit, out }).toEqual({ exit: 2, out: "" });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(
      `The issue of ${DATE} prints no figure "123.456%". Give it as printed, such as "`,
    );
    expect((await tracker(root, "why", "then", "1")).faults).toEqual([
      '"then" is no date. Write it as 2025-11-05.',
    ]);
  });
});

describe("check", () => {
  it("refuses a simulated issue with exit 3, worst first, and passes the rest", async () => {
    const { exit, out } = await tracker(root, "check", DATE);
    const lines = out.trimEnd().split("\n");
    expect(exit).toBe(3);
    expect(lines[0]).toMatch(/^refused {7}simulated/);
    expect(lines.at(-2)).toMatch(/^passed/);
    expect(lines.at(-1)).toBe(`1 of ${lines.length - 1} findings refuse the issue of ${DATE}.`);
    expect(out).toContain("All files are those that were built, from inputs that have not changed since.");
  });

  it("of a day without an issue names the nearest trading days", async () => {
    expect((await tracker(root, "check", "2025-09-20")).faults[0]).toContain(
      "The nearest trading days are 2025-09-19 and 2025-09-22.",
    );
  });
});
