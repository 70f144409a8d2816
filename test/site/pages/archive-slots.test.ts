import { expect, test } from "vitest";
import { archiveSlots } from "../../../pipeline/fill/lint/archive-slots.ts";
import type { Shape } from "../../../pipeline/sections/shape.ts";
import { siteFiles } from "../../../pipeline/site/pages/site-files.ts";
import { shippedTemplates } from "../../support/shipped-templates.ts";
import { archiveOf, houseOf, type MadeUpVersion, shelfInMemory } from "./made-up-archive.ts";

const DATE = "2025-11-05";

/** A template that prints every field of a shape; in a list, each entry's, beside "some" where there is one. */
function probe(shape: Shape, path: string): string {
  switch (shape.kind) {
    case "object":
      return Object.entries(shape.fields)
        .map(([name, of]) => probe(of, path === "this" ? name : `${path}.${name}`))
        .join("");
    case "nullable":
      return `{{#if ${path}}}some ${path} ${probe(shape.of, path)}{{/if}}`;
    case "list":
      return `{{#each ${path}}}some ${path} ${probe(shape.of, "this")}{{/each}}`;
    default:
      return `{{${path}}}`;
  }
}

/** Fields that may be absent or empty, as the probe names them where they are not. */
function optional(shape: Shape, path: string): readonly string[] {
  if (shape.kind === "object")
    return Object.entries(shape.fields).flatMap(([name, of]) =>
      optional(of, path === "this" ? name : `${path}.${name}`),
    );
  if (shape.kind === "nullable") return [path, ...optional(shape.of, path)];
  return shape.kind === "list" ? [path, ...optional(shape.of, "this")] : [];
}

test("templates lint is right about what the archive's pages are told", async () => {
  const probes = Object.entries(archiveSlots).map(([path, shape]) => [path, probe(shape, "this")] as const);
  const templates = { ...shippedTemplates, ...Object.fromEntries(probes) };
  const changes = Array.from({ length: 14 }, (_, at) => ({ id: `ig-spread.f${at}`, was: "1", is: "2" }));
  const days: readonly MadeUpVersion[] = [
    ...Array.from({ length: 21 }, (_, day) => ({ date: `2025-10-${String(day + 1).padStart(2, "0")}` })),
    { date: "2025-10-30", edition: "paid" },
    { date: "2025-10-31" },
    { date: "2025-10-31", correction: { changes } },
    { date: DATE },
    { date: DATE, edition: "paid" },
    { date: DATE, correction: { changes } },
  ];
  const shelf = shelfInMemory(...days);
  const { page } = archiveOf(shelf, { templates });
  const said = [await page("/search?q=spreads"), await page("/search?q=spreads&page=2")];
  for await (const { path, bytes } of siteFiles(houseOf({ templates }), shelf))
    if (path.endsWith(".html")) said.push(new TextDecoder().decode(await bytes()));
  // What was never there was never looked into: nothing would tell that its fields are wrong.
  const all = said.join(" ");
  const unseen = Object.values(archiveSlots)
    .flatMap((shape) => optional(shape, "this"))
    .filter((path) => !all.includes(`some ${path} `) && !/^(?:image|logo)/.test(path));
  expect([...new Set(unseen)]).toEqual([]);
});
