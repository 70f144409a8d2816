import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../pipeline/finance/headlines/edits.ts";
import { HeadlineSchema } from "../../../pipeline/model/headline.ts";
import type { HeadlineEdits } from "../../../pipeline/model/headline-edits.ts";
import { headlineOf } from "../../support/headlines.ts";

const rail = headlineOf("Rail union accepts offer", {
  id: "south:1",
  feed: "south",
  link: "https://south.example/rail?x=1",
});
const fed = headlineOf("Fed’s Miran: a “larger” cut", { id: "north:2" });
const fedTwo = headlineOf("Fed to publish minutes", { id: "north:3" });
const fedAgain = headlineOf("FED TO PUBLISH  MINUTES", { id: "east:3", feed: "east" });
const day = [rail, fed, fedTwo, fedAgain];

const editedBy = (edits: Partial<HeadlineEdits>, lines = day) =>
  applyEdits(lines, { pin: [], drop: [], retitle: [], ...edits });
const idsOf = (edits: Partial<HeadlineEdits>) => editedBy(edits).headlines.map(({ id }) => id);
const pinnedBy = (name: string) =>
  editedBy({ pin: [name] })
    .headlines.filter(({ pinned }) => pinned)
    .map(({ id }) => id);

describe("the writer names a headline", () => {
  it("by its id, its link, its title or a beginning of it", () => {
    for (const name of [
      "south:1",
      "https://south.example/rail?x=1",
      "http://www.south.example/rail/?x=1&utm_source=rss#top",
      "Rail union accepts offer",
      "rail  UNION",
    ])
      expect(pinnedBy(name), name).toEqual(["south:1"]);
  });

  it("with the quotes and dashes of the keyboard", () => {
    expect(pinnedBy(`Fed's Miran: a "larger`)).toEqual(["north:2"]);
  });

  it("and with it every line that bears the same title", () => {
    expect(pinnedBy("Fed to publish")).toEqual(["north:3", "east:3"]);
    expect(pinnedBy("north:3")).toEqual(["north:3"]);
  });

  it("by its whole title where another one only begins so", () => {
    const longer = headlineOf("Rail union accepts offer, strike ends", { id: "x" });
    const pinned = editedBy({ pin: ["Rail union accepts offer"] }, [longer, rail]).headlines.filter(
      (one) => one.pinned,
    );
    expect(pinned.map(({ id }) => id)).toEqual(["south:1"]);
  });
});

describe("the writer's hand", () => {
  it("pins, drops and retitles, and changes nothing else", () => {
    const { headlines, unmatched } = editedBy({
      pin: ["south:1"],
      drop: ["Fed to publish"],
      retitle: [{ headline: "Rail union", title: "Trains run again" }],
    });
    expect(headlines).toEqual([
      { ...rail, title: "Trains run again", originalTitle: "Rail union accepts offer", pinned: true },
      fed,
    ]);
    expect(unmatched).toEqual([]);
    for (const one of headlines) HeadlineSchema.parse(one);
  });

  it("leaves the day as it was where it does nothing", () => {
    expect(editedBy({})).toEqual({ headlines: day, unmatched: [] });
    expect(editedBy({ retitle: [{ headline: "south:1", title: rail.title }] }).headlines[0]).toEqual(rail);
  });

  it("does not touch the lines that it was given", () => {
    const before = JSON.stringify(day);
    editedBy({
      pin: ["south:1"],
      drop: ["north:2"],
      retitle: [{ headline: "north:3", title: "Other words" }],
    });
    expect(JSON.stringify(day)).toBe(before);
  });
});

describe("the writer is told", () => {
  it("of a name that no headline has", () => {
    expect(editedBy({ pin: ["Tram union"], drop: ["https://south.example/"] })).toEqual({
      headlines: day,
      unmatched: [
        'drop "https://south.example/": no headline of the day has this id or link, or a title that begins so.',
        'pin "Tram union": no headline of the day has this id or link, or a title that begins so.',
      ],
    });
  });

  it("of a name that more than one has, with their titles, and none of them is touched", () => {
    expect(editedBy({ drop: ["Fed"] })).toEqual({
      headlines: day,
      unmatched: [
        'drop "Fed": 2 headlines of the day can be meant: "Fed’s Miran: a “larger” cut", "FED TO PUBLISH  MINUTES"; write more of it, or its id.',
      ],
    });
  });

  it("of a page that bears several stories", () => {
    const live = ["Vote begins", "First count in"].map((title) =>
      headlineOf(title, { link: "https://a.example/live" }),
    );
    expect(editedBy({ drop: ["https://a.example/live"] }, live).unmatched[0]).toContain(
      "2 headlines of the day",
    );
  });

  it("where one headline is dropped and kept under two names: it is dropped", () => {
    expect(idsOf({ drop: ["south:1"], pin: ["Rail union"] })).toEqual(["north:2", "north:3", "east:3"]);
    expect(editedBy({ drop: ["south:1"], pin: ["Rail union"] }).unmatched).toEqual([
      'pin "Rail union": this headline is dropped, so it is not printed.',
    ]);
  });

  it("where one headline gets two titles: the first stays", () => {
    const { headlines, unmatched } = editedBy({
      retitle: [
        { headline: "south:1", title: "One" },
        { headline: "Rail union", title: "Two" },
      ],
    });
    expect(headlines[0]?.title).toBe("One");
    expect(unmatched).toEqual([
      'retitle "Rail union": this headline has a new title already; the first one stays.',
    ]);
  });
});
