import { describe, expect, it } from "vitest";
import { type Grouping, groupsOf } from "../../../pipeline/finance/headlines/grouping.ts";
import { storiesOf } from "../../../pipeline/finance/headlines/stories.ts";
import type { Headline } from "../../../pipeline/model/headline.ts";
import { headlineOf } from "../../support/headlines.ts";
import { origin } from "../../support/snapshots.ts";

const grouping: Grouping = {
  themes: [
    { name: "Money", words: ["fed", "rate cut"] },
    { name: "Trade", words: ["tariff", "trade deal", "s&p"] },
  ],
  speakers: [
    { name: "President", words: ["president"] },
    { name: "Treasury secretary", words: ["bessent", "treasury secretary"] },
    { name: "Fed governors", words: ["miran", "fed governor"] },
  ],
  perTheme: 3,
};
const grouped = (lines: readonly (string | Headline)[], rest: Partial<Grouping> = {}) =>
  groupsOf(storiesOf(lines.map((line) => (typeof line === "string" ? headlineOf(line) : line))), {
    ...grouping,
    perTheme: 99,
    ...rest,
  });
const titles = (stories: readonly { readonly title: string }[] = []) => stories.map(({ title }) => title);
const themeOf = (title: string) => grouped([title])[0]?.theme;

describe("the theme of a line", () => {
  it("is the first one with a word of it, whole and in any case", () => {
    expect(themeOf("FED HOLDS TARIFF TALK FORUM")).toBe("Money");
    expect(themeOf("Fed's patience wears thin")).toBe("Money");
    expect(themeOf("A TRADE  DEAL IS NEAR")).toBe("Trade");
    expect(themeOf("S&P adds a point")).toBe("Trade");
    expect(themeOf("FEDEX ORDERS VANS")).toBe("Other");
    expect(themeOf("OVERFED HERDS SOLD")).toBe("Other");
    expect(themeOf("Tariffs bite")).toBe("Other");
  });

  it("stands in the order of the configuration, with the rest last and nothing empty", () => {
    const groups = grouped(["Rail union accepts offer", "Tariff on steel", "Fed meets"]);
    expect(groups.map(({ theme }) => theme)).toEqual(["Money", "Trade", "Other"]);
    expect(grouped(["Tariff on steel"]).map(({ theme }) => theme)).toEqual(["Trade"]);
  });
});

describe("the speaker of a line", () => {
  const pairs = (a: string, b: string) => grouped([a, b])[0]?.speakers.map(({ name }) => name);

  it("is who the line begins with, alone or with office, and who says, meets or signs", () => {
    expect(pairs("BESSENT: DEFICIT CAN FALL", "BESSENT SAYS DEALS ARE CLOSE")).toEqual([
      "Treasury secretary",
    ]);
    expect(pairs("PRESIDENT ON STEEL: NO CHANGE", "PRESIDENT SIGNS ORDER")).toEqual(["President"]);
    expect(pairs("ONE’S MIRAN: FIRST", "ONE'S MIRAN: SECOND")).toEqual(["Fed governors"]);
    expect(pairs("TREASURY SECRETARY BESSENT: ONE", "Treasury secretary: two things")).toEqual([
      "Treasury secretary",
    ]);
    expect(pairs("FED GOVERNOR STEPHEN MIRAN SPEAKS", "FED GOVERNOR: A VIEW")).toEqual(["Fed governors"]);
  });

  it("is nobody who is only spoken of", () => {
    expect(pairs("PRESIDENT TARIFFS HIT PORTS", "PRESIDENT: NO")).toEqual([]);
    expect(pairs("PORTS ASK PRESIDENT: WHEN", "PRESIDENT: NO")).toEqual([]);
    expect(pairs("PRESIDENT'S PLAN STALLS", "PRESIDENT: NO")).toEqual([]);
    expect(pairs("PRESIDENTS: A CLUB OF MANY", "PRESIDENT: NO")).toEqual([]);
  });

  it("gets a place of his own from two lines on, in the order of the configuration and of time", () => {
    const [group] = grouped([
      "MIRAN: FIRST POINT OF TWO",
      "PRESIDENT: A SINGLE LINE",
      "BESSENT: ONE THING",
      "Rail union accepts offer",
      "MIRAN: SECOND POINT HERE",
      "BESSENT: ANOTHER THING",
    ]);
    expect(titles(group?.stories)).toEqual(["PRESIDENT: A SINGLE LINE", "Rail union accepts offer"]);
    expect(group?.speakers.map(({ name, stories }) => [name, titles(stories)])).toEqual([
      ["Treasury secretary", ["BESSENT: ONE THING", "BESSENT: ANOTHER THING"]],
      ["Fed governors", ["MIRAN: FIRST POINT OF TWO", "MIRAN: SECOND POINT HERE"]],
    ]);
  });
});

describe("a theme with too many stories", () => {
  it("keeps what was pasted, what most feeds told and what is newest, in the order of time, and counts the rest", () => {
    const lines = [
      headlineOf("PASTED LINE WITHOUT A TIME", { time: null, origin: { ...origin, source: "paste" } }),
      "Oldest of all the lines",
      "Told by two feeds today",
      "Older than the newest",
      "Newest of the day",
      headlineOf("Told by two feeds today", { feed: "south" }),
    ];
    const [group] = grouped(lines, { perTheme: 3 });
    expect(titles(group?.stories)).toEqual([
      "PASTED LINE WITHOUT A TIME",
      "Told by two feeds today",
      "Newest of the day",
    ]);
    expect(group?.leftOut).toBe(2);
  });

  it("shows what the writer pinned first and always, and fills the rest as before", () => {
    const pinned = (title: string) => headlineOf(title, { pinned: true });
    const lines = ["Oldest of all the lines", pinned("Pinned in the morning"), "Newest of the day"];
    const [one] = grouped(lines, { perTheme: 2 });
    expect(titles(one?.stories)).toEqual(["Pinned in the morning", "Newest of the day"]);
    expect(one?.leftOut).toBe(1);
    const [two] = grouped([...lines, pinned("Pinned at night")], { perTheme: 1 });
    expect(titles(two?.stories)).toEqual(["Pinned in the morning", "Pinned at night"]);
    expect(two?.leftOut).toBe(2);
  });

  it("shows what the writer pinned above the speakers, whose other lines stay together", () => {
    const [group] = grouped([
      "MIRAN: FIRST POINT OF THREE",
      "MIRAN: SECOND POINT HERE",
      headlineOf("MIRAN: THIRD AND BEST POINT", { pinned: true }),
    ]);
    expect(titles(group?.stories)).toEqual(["MIRAN: THIRD AND BEST POINT"]);
    expect(titles(group?.speakers[0]?.stories)).toEqual([
      "MIRAN: FIRST POINT OF THREE",
      "MIRAN: SECOND POINT HERE",
    ]);
  });

  it("counts none where all are shown", () => {
    expect(grouped(["One line here", "Another line there"])[0]?.leftOut).toBe(0);
  });
});
