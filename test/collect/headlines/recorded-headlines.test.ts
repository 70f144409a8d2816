import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readHeadlineItems } from "../../../pipeline/collect/headlines/recorded-headlines.ts";
import { PipelineError } from "../../../pipeline/errors.ts";
import { HeadlineSchema } from "../../../pipeline/model/headline.ts";

const bytes = readFileSync(new URL("../../fixtures/headlines/items.json", import.meta.url));
const origin = { source: "directory", place: "items.json", sha256: "0", retrievedAt: null, note: "made up" };
const day = { after: "2025-11-04T23:30:00Z", upTo: "2025-11-05T23:30:00Z" };
const encoded = (text: string) => new TextEncoder().encode(text);

describe("a list of headlines", () => {
  const { headlines, refused } = readHeadlineItems(bytes, origin, day);

  it("gives the day its own lines: after the cutoff before, up to its own cutoff", () => {
    expect(headlines.map(({ id }) => id)).toEqual(["north-2", "south-1", "south-2", "north-3"]);
  });

  it("gives each line with its feed, in UTC, cleaned, and with where it was read", () => {
    expect(headlines[1]).toEqual({
      id: "south-1",
      time: "2025-11-05T15:00:00Z",
      feed: "south",
      title: "Retailers’ sales & stocks <b>fall</b>",
      link: null,
      origin,
    });
    expect(headlines[0]?.link).toBe("https://north.example/2?utm_source=feed&id=2");
    expect(headlines[2]).toMatchObject({ feed: "unnamed feed", link: null });
    for (const headline of headlines) HeadlineSchema.parse(headline);
  });

  it("says of each line that it refused which and why, and nothing of other days' titles", () => {
    expect(refused).toEqual([
      { place: "items.json [5]", reason: "an entry without a time" },
      { place: "items.json [6]", reason: "an entry without a time" },
      { place: "items.json [7]", reason: "an entry without a time" },
      { place: "items.json [2]", reason: "a link of kind javascript:; the headline stands without it" },
      { place: "items.json [4]", reason: "an empty title" },
    ]);
  });

  it("is one fault with its place where it is no JSON list", () => {
    const fault = (text: string) => {
      try {
        readHeadlineItems(encoded(text), origin, day);
        return null;
      } catch (error) {
        return error as PipelineError;
      }
    };
    expect(fault("[{")).toBeInstanceOf(PipelineError);
    expect(fault("[{")?.faults).toHaveLength(1);
    expect(fault("[{")?.message).toBe("items.json: The headlines are not JSON. Put the file in place again.");
    expect(fault("[{")?.code).toBe("row-invalid");
    expect(fault('{"items": []}')?.message).toContain("not a JSON list");
    expect(fault("\ufeff[]")).toBeNull();
  });
});
