import { describe, expect, test } from "vitest";
import type { Block } from "../../pipeline/render/blocks.ts";
import { type Front, frontOf, insideOf } from "../../pipeline/render/front.ts";
import { readMarkdown } from "../../pipeline/render/markdown.ts";
import { markedFrom } from "../support/rendering.ts";

const section = (id: string) => `@@section:${id}@@\n\n## ${id}\n\nText.\n\n@@end@@\n\n`;
const lead = "@@lead@@\n\nThe writer's words.\n\n@@end@@\n\n";
const notes = "**Corrected.** Was 1, is 2.\n\nNote: not every figure is of today.\n\n";
const read = (text: string) => readMarkdown(markedFrom(text));
const names = (blocks: readonly Block[]) =>
  blocks.map((block) => (block.kind === "zone" ? block.id || block.name : block.kind));
const all = ({ opening, figures, dated, changed, rest }: Front) =>
  names([...opening, ...(figures ? [figures] : []), ...dated, ...(changed ? [changed] : []), ...rest]);

describe("the front page's pieces", () => {
  const whole = frontOf(
    read(
      notes +
        lead +
        section("what-changed") +
        section("headlines") +
        section("key-figures") +
        section("watch"),
    ),
  );

  test("stand in the order of the page, wherever the editor has put the key figures", () => {
    expect(all(whole)).toEqual([
      "paragraph",
      "key-figures",
      "paragraph",
      "what-changed",
      "lead",
      "headlines",
      "watch",
    ]);
  });

  test("a correction stands before the figures, a note on their days below them", () => {
    expect(whole.opening).toMatchObject([{ role: "text" }]);
    expect(whole.dated).toMatchObject([{ role: "small" }]);
  });

  test("a note at the end of the issue stays there", () => {
    const { dated, rest } = frontOf(read(`${section("watch")}Note: Not in this edition: a section.`));
    expect(dated).toEqual([]);
    expect(names(rest)).toEqual(["watch", "paragraph"]);
  });

  test.each([
    ["nothing", ""],
    ["words alone", "Words."],
    ["no key figures", lead + section("what-changed") + section("watch")],
    ["no changes", section("key-figures") + lead],
    ["a writer's heading first", `## Of my own\n\nWords.\n\n${section("watch")}`],
  ])("nothing is lost of an issue with %s", (_, text) => {
    const blocks = read(text);
    expect([...all(frontOf(blocks))].sort()).toEqual([...names(blocks)].sort());
  });

  test("what changed has no columns within its column", () => {
    const [zone] = read(section("what-changed"));
    if (zone?.kind !== "zone") throw new Error("no zone");
    const inner: Block = { kind: "zone", name: "columns", id: "", blocks: zone.blocks };
    expect(frontOf([{ ...zone, blocks: [inner] }]).changed?.blocks).toEqual(zone.blocks);
  });

  test("the contents lead to what does not stand on the front page", () => {
    expect(insideOf([{ id: "what-changed" }, { id: "key-figures" }, { id: "watch" }])).toEqual([
      { id: "watch" },
    ]);
  });
});
