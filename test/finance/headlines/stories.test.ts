import { describe, expect, it } from "vitest";
import { pageOf, storiesOf } from "../../../pipeline/finance/headlines/stories.ts";
import { headlineOf } from "../../support/headlines.ts";
import { origin } from "../../support/snapshots.ts";

const full = headlineOf("Lira slides after surprise cut, bonds follow; minister calls meeting for Friday", {
  feed: "north",
  time: "2025-11-05T12:30:00Z",
  link: "https://north.example/lira",
});
const short = headlineOf("Lira slides after surprise cut", {
  feed: "south",
  time: "2025-11-05T12:10:00Z",
  link: "https://south.example/lira",
});
const tail = headlineOf("UPDATE 1: Minister calls meeting for Friday", {
  feed: "east",
  time: "2025-11-05T13:00:00Z",
});
const other = headlineOf("Rail union accepts offer", { time: "2025-11-05T12:20:00Z" });
const pasted = { ...origin, source: "paste" };

describe("stories", () => {
  it("are printed once: in the fullest words, from the earliest time, with everyone who brought them", () => {
    const [story, second] = storiesOf([tail, other, short, full]);
    expect(story).toMatchObject({
      title: full.title,
      link: "https://north.example/lira",
      time: "2025-11-05T12:10:00Z",
      feeds: ["north", "south", "east"],
    });
    expect(second?.title).toBe(other.title);
  });

  it("are the same in whatever order the feeds were read", () => {
    const orders = [
      [full, short, tail, other],
      [short, tail, full, other],
      [other, tail, short, full],
    ];
    const [first, ...rest] = orders.map((order) => JSON.stringify(storiesOf(order)));
    expect(rest).toEqual([first, first]);
  });

  it("do not grow from line to line: what the fullest title does not tell stands alone", () => {
    const chained = storiesOf([short, tail]);
    expect(chained.map(({ title }) => title)).toEqual([short.title, tail.title]);
  });

  it("take a link from a repeat where the fullest line has none", () => {
    const [story] = storiesOf([{ ...full, link: null }, short]);
    expect(story?.link).toBe("https://south.example/lira");
  });

  it("stay one under the writer's title, with the link and the feed of the line that has it", () => {
    const retitled = { ...short, title: "Surprise in Ankara", originalTitle: short.title };
    const [story, ...rest] = storiesOf([full, retitled, tail]);
    expect(story).toMatchObject({
      title: "Surprise in Ankara",
      link: "https://south.example/lira",
      feeds: ["south", "north", "east"],
    });
    expect(rest).toEqual([]);
  });

  it("are pinned where one of their lines is", () => {
    const stories = storiesOf([full, { ...tail, pinned: true }, other]);
    expect(stories.map(({ title, pinned }) => [title, pinned])).toEqual([
      [other.title, false],
      [full.title, true],
    ]);
  });

  it("are one where a page came again under another title", () => {
    const page = "https://north.example/mines";
    const lines = [
      headlineOf("Copper mines close for a week", { link: `${page}?utm_source=feed` }),
      headlineOf("Miners walk out", { link: `${page}/#latest` }),
    ];
    expect(storiesOf(lines)).toHaveLength(1);
  });

  it("are several where a running page or a site's front page bears many titles", () => {
    const titles = ["Vote begins", "First count in", "Result contested", "Court to decide"];
    const running = titles.map((title) => headlineOf(title, { link: "https://north.example/live" }));
    expect(storiesOf(running)).toHaveLength(4);
    const front = titles.slice(0, 2).map((title) => headlineOf(title, { link: "https://north.example/" }));
    expect(storiesOf(front)).toHaveLength(2);
  });

  it("keep two pasted lines with one address apart, unless they say the same", () => {
    const link = "https://north.example/speech";
    const said = (title: string) => headlineOf(title, { link, origin: pasted, time: null });
    const lines = [
      said("SPEAKER: FIRST POINT"),
      said("SPEAKER: SECOND POINT"),
      said("Speaker: second point"),
    ];
    expect(storiesOf(lines).map(({ title }) => title)).toEqual([
      "SPEAKER: FIRST POINT",
      "SPEAKER: SECOND POINT",
    ]);
  });

  it("keep two thousand lines of one day within two seconds", () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      headlineOf(`Bond ${index} of town ${index % 7} sold`),
    );
    const begin = performance.now();
    expect(storiesOf(many)).toHaveLength(2000);
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});

describe("the page behind a link", () => {
  it("is the same without scheme, www, tracking, fragment and closing slash", () => {
    const page = pageOf("https://www.news.example/a/b?id=7");
    expect(pageOf("http://news.example/a/b/?utm_source=x&id=7&utm_medium=y#top")).toBe(page);
    expect(pageOf("https://news.example/a/b?id=7&mod=rss_markets")).toBe(page);
    expect(pageOf("https://news.example/a/b?id=8")).not.toBe(page);
    expect(pageOf("https://news.example/a/c?id=7")).not.toBe(page);
  });

  it("is none for a site's front page", () => {
    expect(pageOf("https://news.example/?utm_source=feed")).toBeNull();
    expect(pageOf("https://news.example/?story=7")).not.toBeNull();
  });
});
