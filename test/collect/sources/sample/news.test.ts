import { distance } from "fastest-levenshtein";
import { describe, expect, it } from "vitest";
import { hostileLines } from "../../../../pipeline/collect/sources/sample/hostile.ts";
import { sampleSource } from "../../../../pipeline/collect/sources/sample.ts";
import { tradingDays } from "../../../../pipeline/finance/trading-days.ts";
import { HeadlineSchema } from "../../../../pipeline/model/headline.ts";
import { emptyArchive } from "../../../../pipeline/world/nothing-outside.ts";
import { calendars } from "../../../support/snapshots.ts";
import { ask, files, kept, marketTo, questionOf, root, seriesIn } from "./asking.ts";

const WEEKS = tradingDays("2025-09-02", "2025-11-14", calendars.nyse);
const lean = { from: "2025-07-01", ids: ["SPX", "UST.10Y", "US.ICE.IG.OAS"] };

describe("the simulated wire", () => {
  it("brings 25 to 45 lines a day from several feeds, in order and inside the window", async () => {
    for (const date of WEEKS) {
      const { headlines, refused } = await ask(date, lean);
      const { after, upTo } = questionOf(date).headlines;
      expect(headlines.length, date).toBeGreaterThanOrEqual(25);
      expect(headlines.length, date).toBeLessThanOrEqual(45);
      expect(new Set(headlines.map(({ feed }) => feed)).size).toBeGreaterThanOrEqual(3);
      const times = headlines.map(({ time }) => time ?? "");
      expect(times).toEqual([...times].sort());
      expect(
        times.filter((time) => Date.parse(time) <= Date.parse(after) || Date.parse(time) > Date.parse(upTo)),
      ).toEqual([]);
      expect(new Set(headlines.map(({ id }) => id)).size).toBe(headlines.length);
      expect(refused).toEqual([]);
    }
  });

  it("repeats itself as feeds do: word for word from another feed, and in other words", async () => {
    for (const date of WEEKS.slice(0, 20)) {
      const { headlines } = await ask(date, lean);
      const pairs = headlines.flatMap((one, index) =>
        headlines.slice(index + 1).map((other) => ({
          far: distance(one.title, other.title),
          sameFeed: one.feed === other.feed,
          contained: one.title.includes(other.title) || other.title.includes(one.title),
        })),
      );
      expect(pairs.filter(({ far }) => far === 0).length, date).toBeGreaterThan(0);
      expect(pairs.filter(({ far, sameFeed }) => far === 0 && sameFeed)).toEqual([]);
      expect(pairs.filter(({ far, contained }) => far > 0 && contained).length, date).toBeGreaterThan(0);
    }
  });

  it("says of stocks, yields and spreads only what they did", async () => {
    const answer = await ask("2025-11-14", lean);
    const moved = (id: string, date: string, change: (now: number, before: number) => number) => {
      const { dates, values } = seriesIn(answer, id);
      const at = dates.indexOf(date);
      return at < 1 ? null : change(values[at]!, values[at - 1]!);
    };
    let checked = 0;
    for (const date of WEEKS) {
      const { headlines } = await ask(date, lean);
      const moves = [
        [/S&P 500|US STOCKS/, moved("SPX", date, (now, before) => Math.round((now / before - 1) * 1000))],
        [/^(?!NO ).*US YIELDS/, moved("UST.10Y", date, (now, before) => Math.round((now - before) * 100))],
        [/INVESTMENT-GRADE SPREADS/, moved("US.ICE.IG.OAS", date, (now, before) => now - before)],
      ] as const;
      for (const { title } of headlines) {
        const move = moves.find(([words]) => words.test(title))?.[1];
        if (move === undefined) continue;
        const said = directionOf(title);
        if (said !== null) expect(said, `${date} ${title}`).toBe(Math.sign(move ?? 0) + 0);
        if (said !== null) checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(120);
  });

  it("reports the bond holiday instead of a yield", async () => {
    const { headlines } = await ask("2025-11-11", lean);
    expect(headlines.some(({ title }) => /BOND (MARKET CLOSED FOR )?HOLIDAY/.test(title))).toBe(true);
    expect(headlines.filter(({ title }) => /10-YEAR|SPREADS/.test(title))).toEqual([]);
  });

  it("reports a decision on its day, as it was taken, and on no other day", async () => {
    const { policy } = await marketTo("2025-11-28");
    const fomc = async (date: string) =>
      (await ask(date, lean)).headlines
        .map(({ title }) => title)
        .filter((title) => /FOMC (LOWERS|KEEPS|RAISES)/.test(title));
    expect([...policy.decided.values()].slice(-2)).toEqual([-25, 0]);
    expect((await fomc("2025-09-17"))[0]).toBe("FOMC LOWERS TARGET RANGE BY 25 BP TO 3.75%-4.00%");
    expect((await fomc("2025-10-29"))[0]).toBe("FOMC KEEPS TARGET RANGE AT 3.75%-4.00%");
    expect(await fomc("2025-09-18")).toEqual([]);
  });

  it("lets nobody of the Fed speak in the days before a decision, and the chair after it", async () => {
    const fed = async (date: string) =>
      (await ask(date, lean)).headlines
        .map(({ title }) => title)
        .filter((title) => /^FED (CHAIR|GOVERNOR)/.test(title));
    for (const date of tradingDays("2025-09-08", "2025-09-16", calendars.nyse))
      expect(await fed(date)).toEqual([]);
    expect((await fed("2025-09-17")).length).toBeGreaterThanOrEqual(5);
  });

  it("links to nowhere real, and sometimes not at all", async () => {
    const { headlines } = await ask("2025-09-18", lean);
    const links = headlines.map(({ link }) => link);
    expect(links.filter((link) => link !== null && !link.startsWith("https://example.com/"))).toEqual([]);
    expect(links).toContain(null);
  });

  it("keeps to a window as short as a minute", async () => {
    const question = questionOf("2025-09-18", "2025-09-17", []);
    const headlines = { after: "2025-09-18T22:29:00Z", upTo: "2025-09-18T22:30:00Z" };
    const answer = await sampleSource("normal", root).answer(
      { ...question, headlines },
      { files, kept, archive: emptyArchive },
    );
    const times = answer.headlines.map(({ time }) => time ?? "");
    expect(times.filter((time) => time <= headlines.after || time > headlines.upTo)).toEqual([]);
  });
});

describe("the hostile wire", () => {
  const hostile = () => ask("2025-09-18", { ...lean, scenario: "hostile-headlines" });

  it("hides its lines among the ordinary ones of the day", async () => {
    const [normal, other] = await Promise.all([ask("2025-09-18", lean), hostile()]);
    const titles = other.headlines.map(({ title }) => title);
    expect(normal.headlines.every(({ title }) => titles.includes(title))).toBe(true);
    expect(titles.length).toBe(normal.headlines.length + hostileLines.length - 2);
    for (const headline of other.headlines) HeadlineSchema.parse(headline);
  });

  it("keeps scripts, template and Markdown syntax as words, for the page to escape", async () => {
    const titles = (await hostile()).headlines.map(({ title }) => title);
    for (const part of [
      "<script>alert(1)</script>",
      "[x](javascript:alert(1))",
      "{{constructor}}",
      "{{{view}}}",
      "`CODE`",
      "PIPES | IN",
    ]) {
      expect(
        titles.filter((title) => title.includes(part)),
        part,
      ).toHaveLength(1);
    }
    expect(titles).toContain("中国央行：货币政策保持稳健");
    expect(titles.some((title) => title.includes("\u{1f4c9}"))).toBe(true);
  });

  it("brings no invisible character through the door", async () => {
    const { headlines } = await hostile();
    expect(headlines.filter(({ title }) => /[\p{Cc}\p{Co}\u202a-\u202e]/u.test(title))).toEqual([]);
  });

  it("has refused: the line of 10,000 characters, the empty one, and the link that is a script", async () => {
    const { headlines, refused } = await hostile();
    const reasons = refused.map(({ reason }) => reason).sort();
    expect(reasons).toEqual([
      expect.stringContaining("javascript:"),
      expect.stringContaining("10000 characters"),
      expect.stringContaining("empty"),
    ]);
    expect(headlines.find(({ title }) => title === "MINISTRY WEB PAGE MOVED")?.link).toBeNull();
  });
});

/** 1 up, -1 down, 0 unchanged, null where a line says none. */
function directionOf(title: string): number | null {
  if (/LITTLE CHANGED|FLAT|WHERE THEY BEGAN|UNCHANGED|NARROW RANGE|HOLD AT|STAY AT/.test(title)) return 0;
  if (/HIGHER|RISES|YIELDS UP|CLIMB|WIDEN/.test(title)) return 1;
  return /LOWER|FALLS|YIELDS DOWN|SLIP|NARROW \d/.test(title) ? -1 : null;
}
