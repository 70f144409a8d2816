import { describe, expect, test } from "vitest";
import { arrange } from "../../pipeline/render/arrange.ts";
import { type Block, plainWords, textsOf } from "../../pipeline/render/blocks.ts";
import { endnoted, endnotesHtml } from "../../pipeline/render/endnotes.ts";
import { blocksHtml, type Dialect } from "../../pipeline/render/html.ts";
import { readMarkdown } from "../../pipeline/render/markdown.ts";
import { pageDialect } from "../../pipeline/render/page-html.ts";
import { tagsOf } from "../support/html.ts";
import { markedFrom, partsFrom, sampleText, specOf, svgsFor } from "../support/rendering.ts";

const charts = ["ig-spread"].map(specOf);
const arranged = (section: string) => {
  const text = `# T\n\nS\n\n@@section:ig-spread@@\n\n## Credit\n\n### Calm\n\n${section}\n\n@@end@@\n\nNote: Not in this edition: Models.`;
  return arrange(readMarkdown(markedFrom(text)), { notices: [], charts }).blocks;
};
const dialect = (): Dialect => {
  const parts = partsFrom(sampleText);
  return pageDialect(parts, { page: "print", svgs: svgsFor(parts, "print"), figure: (_, text) => text });
};
const words = (blocks: readonly Block[]) => textsOf(blocks).map(plainWords).join(" ");
/** What carries the mark of each note, by the note's number. */
const carriers = (blocks: readonly Block[]) =>
  Object.fromEntries(
    textsOf(blocks).flatMap((text) =>
      text.flatMap((word) => (word.kind === "mark" ? [[word.note, plainWords(text).trim()]] : [])),
    ),
  );

const image = "![Spread](charts/ig-spread.png)";
const table = "| A | B |\n|---|---:|\n| x | 1 |";

describe("notes on method", () => {
  test("leave the text and are numbered in its order, each with its section's name and without its beginning", () => {
    const { blocks, notes } = endnoted(arranged("Prose.\n\nNote: One way.\n\nMore.\n\nNote: Another."));
    expect(notes.map(({ number, section, words: said }) => [number, section, plainWords(said)])).toEqual([
      [1, "Credit", "One way."],
      [2, "Credit", "Another."],
    ]);
    expect(carriers(blocks)).toEqual({ 1: "Prose.", 2: "More." });
    expect(words(blocks)).not.toContain("One way");
  });

  test("hang on the caption of the exhibit that they followed, whose source stays", () => {
    const { blocks, notes } = endnoted(
      arranged(`*Basis points.*\n\n${image}\n\nNote: Daily.\n\nSource: the desk.`),
    );
    expect(notes).toHaveLength(1);
    expect(carriers(blocks)).toEqual({ 1: "Basis points." });
    expect(words(blocks)).toContain("Source: the desk.");
  });

  test("hang on the source where there is no caption, and on a panel and the last line of a list", () => {
    const { blocks } = endnoted(
      arranged(
        `${table}\n\nNote: A.\n\nSource: S.\n\n#### H\n\n- one\n- two\n\nNote: B.\n\n> **Check.** Holds.\n\nNote: C.`,
      ),
    );
    expect(carriers(blocks)).toEqual({ 1: "Source: S.", 2: "two", 3: "Check. Holds." });
  });

  test("stay where they are if nothing carries a mark, and outside of sections", () => {
    const { blocks, notes } = endnoted(arranged(`${table}\n\nNote: Alone.`));
    expect(notes).toEqual([]);
    expect(words(blocks)).toContain("Note: Alone.");
    expect(words(blocks)).toContain("Note: Not in this edition: Models.");
  });

  test("stay in the lead, which is the writer's", () => {
    const [paragraph] = arranged("Prose.\n\nNote: His own.").flatMap((block) =>
      block.kind === "zone" ? block.blocks.slice(-2) : [],
    );
    const lead: Block = {
      kind: "zone",
      name: "lead",
      id: "",
      blocks: [
        paragraph!,
        { ...paragraph!, role: "small", words: [{ kind: "text", text: "Note: His own." }] } as Block,
      ],
    };
    expect(endnoted([lead])).toEqual({ blocks: [lead], notes: [] });
  });

  test("nothing is lost: every word is in the text or in a note", () => {
    const before = arranged(
      `Prose.\n\nNote: A way.\n\n*Cap.*\n\n${image}\n\nNote: B way.\n\nSource: S.\n\nNote: C way.`,
    );
    const { blocks, notes } = endnoted(before);
    const sorted = (text: string) => text.replaceAll("Note: ", "").split(/\s+/).filter(Boolean).sort();
    const after = [words(blocks), ...notes.map(({ words: said }) => plainWords(said))].join(" ");
    expect(sorted(after)).toEqual(sorted(words(before)));
  });
});

describe("their page", () => {
  const { blocks, notes } = endnoted(arranged("Prose.\n\nNote: One <way>.\n\nNote: Another."));
  const page = blocksHtml(blocks, dialect()) + endnotesHtml(notes, dialect());
  const tags = tagsOf(page);
  const ids = new Set(tags.flatMap(({ attributes }) => attributes.id ?? []));

  test("every mark leads to its note and every note back to its mark", () => {
    const links = tags.flatMap(({ name, attributes }) => (name === "a" ? [attributes] : []));
    expect(links.map(({ href, role }) => [href, role])).toEqual([
      ["#method-1", "doc-noteref"],
      ["#method-2", "doc-noteref"],
      ["#mark-1", "doc-backlink"],
      ["#mark-2", "doc-backlink"],
    ]);
    for (const { href } of links) expect(ids).toContain(href!.slice(1));
  });

  test("names a section once, escapes words, and is nothing where there are no notes", () => {
    expect(page.match(/<strong>Credit/g)).toHaveLength(1);
    expect(page).toContain("One &lt;way&gt;.");
    expect(endnotesHtml([], dialect())).toBe("");
  });
});
