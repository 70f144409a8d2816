import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readHeadlineItems } from "../../pipeline/collect/headlines/recorded-headlines.ts";
import { addDays } from "../../pipeline/finance/dates.ts";
import { groupsOf } from "../../pipeline/finance/headlines/grouping.ts";
import { storiesOf } from "../../pipeline/finance/headlines/stories.ts";
import { newYorkInstant } from "../../pipeline/finance/new-york.ts";
import type { Headline } from "../../pipeline/model/headline.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import { shippedEdition } from "../support/section-words.ts";
import { origin } from "../support/snapshots.ts";

const bytes = readFileSync(new URL("../../../shared/recorded/feeds/items.json", import.meta.url));
/** Which lines tell one story, as those who made the items say. */
const answers = new Map(
  (JSON.parse(bytes.toString()) as { id: string; group: string }[]).map(({ id, group }) => [id, group]),
);
const { cutoff } = shippedEdition.headlines;
const linesOf = (date: IsoDate) =>
  readHeadlineItems(bytes, origin, {
    after: newYorkInstant(addDays(date, -1), cutoff),
    upTo: newYorkInstant(date, cutoff),
  });

/** Each day on which a recorded line was published, or to whose issue one of the evening before belongs. */
const days = [
  ...new Set(
    (JSON.parse(bytes.toString()) as { time: string }[]).flatMap(({ time }) => {
      const date = time.slice(0, 10);
      return [date, addDays(date, 1)];
    }),
  ),
].map(linesOf);

/** Pairs of lines of one day: joined and rightly so, joined wrongly, wrongly left apart. */
function judged(lines: readonly Headline[]) {
  const story = new Map(storiesOf(lines).flatMap((one, index) => one.lines.map(({ id }) => [id, index])));
  const count = { right: 0, wrong: 0, missed: 0 };
  for (const [index, one] of lines.entries())
    for (const other of lines.slice(index + 1)) {
      const joined = story.get(one.id) === story.get(other.id);
      const meant = answers.get(one.id) === answers.get(other.id);
      if (joined) count[meant ? "right" : "wrong"] += 1;
      else if (meant) count.missed += 1;
    }
  return count;
}

describe("the recorded headlines", () => {
  it("come in whole: every line in one day's window, none refused", () => {
    expect(days.flatMap(({ headlines }) => headlines)).toHaveLength(2074);
    expect(days.flatMap(({ refused }) => refused)).toEqual([]);
  });

  it("are merged as those who made them meant: 1,324 pairs of one story, day by day", () => {
    const counts = days.map(({ headlines }) => judged(headlines));
    const sum = (pick: "right" | "wrong" | "missed") => counts.reduce((total, one) => total + one[pick], 0);
    const [right, wrong, missed] = [sum("right"), sum("wrong"), sum("missed")];
    // Measured: 1,324 right, none wrong, none missed. The floor leaves room for a change of the sayings, not for a loose rule.
    expect(right + missed).toBe(1324);
    expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.998);
    expect(right / (right + missed)).toBeGreaterThanOrEqual(0.98);
  });

  it("of four months, read as one day, are joined only where they say the same in the same words", () => {
    const all = readHeadlineItems(bytes, origin, {
      after: "2025-09-01T00:00:00Z",
      upTo: "2025-12-31T23:00:00Z",
    }).headlines;
    const { right, wrong } = judged(all);
    // Lines that recur ("USD leads, Yen lags", "Federal Reserve issues FOMC statement") are of several days: 8 % of the joined pairs.
    expect(right / (right + wrong)).toBeGreaterThan(0.9);
  });

  it("of 5 November 2025 make ten stories: six repeats of them merged", () => {
    const { headlines } = linesOf("2025-11-05");
    const stories = storiesOf(headlines);
    expect([headlines.length, stories.length]).toEqual([16, 10]);
    const gold = stories.find(({ title }) => title.startsWith("Gold up $55"));
    expect(gold).toMatchObject({
      title: "Gold up $55 to $3987; US 10yr yields up +6.4 bps",
      feeds: ["forexlive", "cnbc"],
    });
    const groups = groupsOf(stories, shippedEdition.headlines);
    const shown = groups.flatMap((group) => [
      ...group.stories,
      ...group.speakers.flatMap((one) => one.stories),
    ]);
    const over = groups.reduce((sum, { leftOut }) => sum + leftOut, 0);
    expect(shown.length + over).toBe(10);
  });
});
