import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { helperTable } from "../../../pipeline/desk/guide/helper-guide.ts";
import { templateGuide } from "../../../pipeline/desk/guide/template-guide.ts";
import { fieldRows, type Sampled } from "../../../pipeline/desk/guide/view-guide.ts";
import { helperSignatures } from "../../../pipeline/fill/helper-signatures.ts";
import { helpersFor } from "../../../pipeline/fill/helpers.ts";
import { present } from "../../../pipeline/fill/lint/field.ts";
import { allSections } from "../../../pipeline/sections/all.ts";
import { type Shape, shapeOf } from "../../../pipeline/sections/shape.ts";
import { builtIssue, projectRoot } from "../../support/worlds.ts";

const README = `${projectRoot}/templates/README.md`;

/** Every field that a template may ask a view for, by its dotted path. */
function pathsBelow(shape: Shape, path: string): readonly string[] {
  const here = present(shape);
  if (here.kind === "list") return pathsBelow(here.of, `${path}[]`);
  if (here.kind !== "object") return [];
  return Object.entries(here.fields).flatMap(([name, field]) => {
    const own = path === "" ? name : `${path}.${name}`;
    return [own, ...pathsBelow(field, own)];
  });
}

describe("templates/README.md", () => {
  let sampled: Sampled;
  beforeAll(async () => {
    const { report, filled } = await builtIssue("2025-11-20");
    const views = Object.fromEntries(report.sections.map(({ id, view }) => [id, view]));
    sampled = { views, ledger: filled.ledger };
  });

  it("is what the schemas, the helpers and a simulated issue make of it", async () => {
    const made = templateGuide(readFileSync(README, "utf8"), allSections, sampled);
    await expect(made).toMatchFileSnapshot(README);
  });

  it("tells of every field of every view, itself or by the group that it is like", () => {
    for (const { id, view } of allSections) {
      const shape = shapeOf(view);
      const rows = new Map(fieldRows(shape, sampled.views[id], sampled.ledger).map((row) => [row.path, row]));
      const like = (path: string): boolean => {
        if (rows.has(path)) return true;
        const group = [...rows.values()]
          .filter(
            ({ is, path: one }) =>
              /, as `/.test(is) && (path.startsWith(`${one}.`) || path.startsWith(`${one}[`)),
          )
          .at(-1);
        if (!group) return false;
        const rest = path.slice(group.path.length).replace(/^(\[\])*/, "");
        return like(`${/, as `(.*)`/.exec(group.is)![1]}${rest}`);
      };
      expect(pathsBelow(shape, "").filter((path) => !like(path))).toEqual([]);
    }
  });

  it("tells of every helper that there is, with an example", () => {
    const nothing = {
      date: "2026-11-20",
      previousDate: "2026-11-19",
      printed: () => undefined,
      drawn: () => "",
    };
    expect(Object.keys(helperSignatures).sort()).toEqual(Object.keys(helpersFor(nothing)).sort());
    const table = helperTable();
    for (const [name, { examples }] of Object.entries(helperSignatures)) {
      expect(table).toMatch(new RegExp(`^\\| \`(\\{\\{#?|\\()${name}[ }]`, "m"));
      expect(examples.length > 0 || name === "or").toBe(true);
    }
    expect(table).toContain("`{{figure yield}}` `4.17%`");
    expect(table).toContain("`{{change widening}}` `+7 bp`");
  });
});
