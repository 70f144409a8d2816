import { getDocument, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Built } from "../../pipeline/build.ts";
import { openWorld } from "../../pipeline/world/real-world.ts";
import { embeddedFonts, type ReadPdf, readPdf } from "../support/read-pdf.ts";
import { builtIssue } from "../support/worlds.ts";

const world = openWorld({ environment: process.env, tell: () => undefined });
let built: Built;
let pdf: ReadPdf;

beforeAll(async () => {
  built = await builtIssue("2025-09-18", { world, edition: (one) => ({ ...one, papers: ["a4", "letter"] }) });
  pdf = await readPdf(built.artifacts["issue.pdf"]!);
}, 60_000);
afterAll(() => world.close());

/** Each structure element of a page: its role. */
async function rolesOf(bytes: Uint8Array): Promise<string[]> {
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await loading.promise;
  const roles: string[] = [];
  const walk = (node: { role?: string; children?: readonly unknown[] } | null) => {
    if (!node) return;
    if (node.role) roles.push(node.role);
    for (const child of node.children ?? []) walk(child as { role?: string; children?: readonly unknown[] });
  };
  for (let page = 1; page <= document.numPages; page += 1)
    walk((await (await document.getPage(page)).getStructTree()) as never);
  await loading.destroy();
  return roles;
}

describe("the PDF of an issue", () => {
  it("is A4 or Letter, of a handful of pages, each with words and its number", async () => {
    expect(pdf.size.map(Math.round)).toEqual([595, 842]);
    const letter = await readPdf(built.artifacts["issue-letter.pdf"]!);
    expect(letter.size.map(Math.round)).toEqual([612, 792]);
    expect(pdf.pages.length).toBeGreaterThanOrEqual(3);
    expect(pdf.pages.length).toBeLessThanOrEqual(14);
    pdf.pages.forEach((text, index) => {
      expect(text.split(/\s+/).length, `page ${index + 1}`).toBeGreaterThan(40);
      expect(text).toContain(`${index + 1} of ${pdf.pages.length}`);
    });
  });

  it("says on every page that the data are simulated", () => {
    for (const text of pdf.pages) expect(text).toContain("Sample data - simulated, not market data");
  });

  it("has title, language, tags and an outline of its sections", async () => {
    expect(pdf.title).toContain(built.filled.title);
    expect(pdf.language).toBe("en");
    expect(pdf.tagged).toBe(true);
    for (const { title } of built.report.sections)
      expect(pdf.outline.join("\n") + (await outlineBelow()), title).toContain(title);
    const roles = await rolesOf(built.artifacts["issue.pdf"]!);
    for (const role of ["H1", "H2", "P", "Table", "TR", "TH", "TD", "Figure", "L"])
      expect(roles, role).toContain(role);
  });

  it("bears the issue's day, not the moment of its making", () => {
    expect(pdf.created).toContain("20250918");
  });

  it("embeds our faces and no other", () => {
    const fonts = [...new Set(embeddedFonts(built.artifacts["issue.pdf"]!))];
    expect(fonts.length).toBeGreaterThanOrEqual(4);
    expect(fonts.filter((name) => !/^(Inter|SourceSerif4)/.test(name))).toEqual([]);
  });

  it("holds every figure that was printed as text that can be selected", () => {
    const text = pdf.pages.join(" ").replace(/\s+/g, " ");
    const entries = built.filled.ledger.entries.filter(({ places }) => places.includes("text"));
    const missing = entries.filter(({ printed }) => !printed.some((form) => text.includes(form)));
    expect(missing).toEqual([]);
  });

  it("draws its charts as vectors: there is no picture in it", async () => {
    const loading = getDocument({ data: Uint8Array.from(built.artifacts["issue.pdf"]!), verbosity: 0 });
    const document = await loading.promise;
    let [images, paths] = [0, 0];
    for (let page = 1; page <= document.numPages; page += 1) {
      const { fnArray } = await (await document.getPage(page)).getOperatorList();
      images += fnArray.filter(
        (op) => op === OPS.paintImageXObject || op === OPS.paintInlineImageXObject,
      ).length;
      paths += fnArray.filter((op) => op === OPS.constructPath).length;
    }
    await loading.destroy();
    expect(images).toBe(0);
    expect(paths).toBeGreaterThan(100);
  });

  it("is the same bytes when it is printed again", async () => {
    const again = await builtIssue("2025-09-18", {
      world,
      edition: (one) => ({ ...one, papers: ["a4", "letter"] }),
    });
    for (const name of Object.keys(built.artifacts)) {
      expect(Buffer.compare(again.artifacts[name]!, built.artifacts[name]!), name).toBe(0);
    }
  });
});

/** Titles below the outline's first level. */
async function outlineBelow(): Promise<string> {
  const loading = getDocument({ data: Uint8Array.from(built.artifacts["issue.pdf"]!), verbosity: 0 });
  const outline = await (await loading.promise).getOutline();
  await loading.destroy();
  return outline.flatMap(({ items }) => items.map(({ title }: { title: string }) => title)).join("\n");
}
