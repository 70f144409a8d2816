import { describe, expect, it } from "vitest";
import { readLead } from "../../../pipeline/desk/texts/front-matter.ts";
import type { FaultDetail } from "../../../pipeline/errors.ts";

const faultOf = async (yaml: string) => {
  const faults: FaultDetail[] = [];
  await readLead(`---\n${yaml}\n---\nWords.\n`, "lead.md", faults);
  return faults[0];
};

describe("front matter that is no YAML", () => {
  it.each([
    [
      "a colon in the title",
      "title: Spreads: calm today",
      ":2",
      8,
      /colon stands inside.*in quotes: title: "/,
    ],
    ["a tab", "title: A\n\tstandfirst: B", ":3", 1, /Tabs are not allowed.*spaces/],
    ["a quote that is not closed", 'title: "A\nstandfirst: B', ":4", 1, /quote is not closed.*same sign/],
    ["no space behind the colon", "title:A\nstandfirst: B", ":2", 1, /no setting.*space behind the colon/],
    ["emphasis at the beginning", "title: *Calm* today", ":2", 15, /where nothing is expected.*quotes/],
    ["a sign that YAML keeps", "title: @home", ":2", 8, /sign that YAML keeps.*quotes/],
    ["a title twice", "title: A\ntitle: B", ":3", 1, /stands twice.*Keep one/],
    ["a bracket that is not closed", "title: [", ":3", 1, /bracket.*not closed.*Close it/],
  ])("says what usually helps with %s", async (_, yaml, line, column, words) => {
    const fault = await faultOf(yaml);
    expect(fault).toMatchObject({ place: `lead.md${line}`, column });
    expect(`${fault?.message} ${fault?.remedy}`).toMatch(words);
  });
});
