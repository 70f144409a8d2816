import { describe, expect, it } from "vitest";
import { readPasted } from "../../../pipeline/collect/headlines/paste-lane.ts";
import type { PipelineError } from "../../../pipeline/errors.ts";
import { HeadlineSchema } from "../../../pipeline/model/headline.ts";

const place = "content/issues/2025-11-05/headlines.txt";
const pasted = (text: string, date = "2025-11-05") => readPasted(text, { date, place });

function faults(text: string): readonly string[] {
  try {
    pasted(text);
    return [];
  } catch (error) {
    return (error as PipelineError).faults.map((fault) => `${fault.place} ${fault.message}`);
  }
}

describe("the paste lane", () => {
  it("takes a line as it stands, and knows its file and line", () => {
    const [headline] = pasted("# of the morning\r\n\r\nTREASURY SECRETARY: NO CHANGE IN AUCTION SIZES\r\n");
    expect(headline).toMatchObject({
      id: "paste-3",
      line: 3,
      time: null,
      feed: "paste",
      title: "TREASURY SECRETARY: NO CHANGE IN AUCTION SIZES",
      link: null,
      origin: { source: "paste", place },
    });
    HeadlineSchema.parse(headline);
  });

  it("reads an hour as New York's, in summer and in winter", () => {
    expect(pasted("14:32 RATES HELD")[0]).toMatchObject({
      time: "2025-11-05T19:32:00Z",
      title: "RATES HELD",
    });
    expect(pasted("9:05 RATES HELD", "2025-07-22")[0]?.time).toBe("2025-07-22T13:05:00Z");
  });

  it("reads source and link from the end, either or both", () => {
    const lines = pasted(
      [
        "08:30 JOBS RISE 120K | wire | https://news.example/jobs?a=1|2",
        "JOBS RISE | wire",
        "JOBS RISE | https://news.example/jobs",
        "OIL | GOLD | COPPER ALL LOWER | wire",
        "SENATE: VOTE ON | FRIDAY |",
      ].join("\n"),
    );
    expect(lines.map(({ title, feed, link }) => [title, feed, link])).toEqual([
      ["JOBS RISE 120K", "wire", "https://news.example/jobs?a=1|2"],
      ["JOBS RISE", "wire", null],
      ["JOBS RISE", "paste", "https://news.example/jobs"],
      ["OIL | GOLD | COPPER ALL LOWER", "wire", null],
      ["SENATE: VOTE ON", "FRIDAY", null],
    ]);
  });

  it("reports every bad line at once, each with its number and what is wrong", () => {
    const found = faults(
      [
        "A GOOD LINE",
        "X".repeat(401),
        "# a comment",
        "25:10 NO SUCH HOUR",
        "10:75 NO SUCH MINUTE",
        "CLICK HERE | wire | javascript:alert(1)",
        "\u200b",
        `SPLIT TITLE | ${"AND ITS LONG SECOND HALF ".repeat(4)}`,
      ].join("\n"),
    );
    expect(found).toEqual([
      `${place}:2 The line holds a title of 401 characters; 400 at most.`,
      `${place}:4 The line holds 25:10, which is no time of day.`,
      `${place}:5 The line holds 10:75, which is no time of day.`,
      `${place}:6 The line holds a link of kind javascript:.`,
      `${place}:7 The line holds an empty title.`,
      `${place}:8 The line holds a title of 99 characters; 60 at most, where the source is expected.`,
    ]);
  });

  it("says in the fault how a line is written", () => {
    expect(() => pasted("25:10 NO SUCH HOUR")).toThrow("Write it as 14:32 TEXT | source | https://…");
  });
});

describe("a line whose text was lost", () => {
  it("is refused with its line: a time or a source alone is no headline", () => {
    const read = () =>
      readPasted("14:32 | Reuters | https://a.example\n| Reuters\n14:32 Fed holds", {
        date: "2025-11-05",
        place: "headlines.txt",
      });
    expect(read).toThrow("headlines.txt:1: The line holds no text.");
    expect(read).toThrow("headlines.txt:2: The line holds no text.");
  });
});
