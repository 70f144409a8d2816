import { describe, expect, it } from "vitest";
import { keyFigures } from "../../../pipeline/sections/key-figures/key-figures.ts";
import { filledSection, sectionWords, shippedEdition } from "../../support/section-words.ts";
import { seriesOf } from "../../support/snapshots.ts";
import { DAY, DAY_BEFORE, type KeyDay, keyDay, openDates, pricedDecember } from "./key-day.ts";

const said = (day?: KeyDay) => sectionWords(keyFigures, keyDay(day));
const finding = (day?: KeyDay) => /### (.*)/.exec(said(day))![1]!;
const row = (name: string, day?: KeyDay) =>
  said(day)
    .split("\n")
    .find((line) => line.startsWith(`| ${name} |`)) ?? "";
/** Up and down by the same on every day: no day stands out. */
const restless = (calendar: "nyse" | "sifma", low: number, high: number, date = DAY) =>
  Object.fromEntries(openDates(calendar, date).map((day, index) => [day, index % 2 ? low : high]));

describe("what a reader sees of the key figures", () => {
  it("is a row for each with its own unit, signs and minus", () => {
    const day: KeyDay = {
      index: { "2022-10-12": 3577.03, "2025-10-28": 6890.89, [DAY_BEFORE]: 6771.55, [DAY]: 6796.29 },
      long: { "2021-01-04": 0.93, "2023-10-19": 4.98, [DAY]: 4.17 },
      spread: { "2022-10-12": 171, "2025-09-18": 74, [DAY]: 78 },
    };
    expect(row("S&P 500", day)).toMatch(
      /^\| S&P 500 \| 6,796\.29 \| \+0\.37% \| !\[.*\]\(charts\/key-figures-index\.png\) \| 3,577\.03 \| 6,890\.89 \| 99\.88 \|$/,
    );
    expect(row("10-year Treasury", day)).toMatch(
      /^\| 10-year Treasury \| 4\.17% \| \+7 bp \|.*\| 0\.93 \| 4\.98 \|/,
    );
    expect(row("2s10s slope", day)).toMatch(/^\| 2s10s slope \| 57 bp \| \+7 bp \|.*\| −267 \| 138 \|/);
    expect(row("An OAS", day)).toMatch(/^\| An OAS \| 78 bp \| −2 bp \|.*\| 74 \| 171 \|/);
  });

  it("is n/a for what is missing, in a row that is there all the same", () => {
    const words = said({ long: null });
    expect(words).toContain("| UST.10Y | n/a | n/a | n/a | n/a | n/a | n/a |");
    expect(words).toContain("| 2s10s slope | n/a | n/a | n/a | n/a | n/a | n/a |");
    expect(words).toContain("| Policy rate priced | n/a | n/a | n/a | n/a | n/a | n/a |");
  });

  it("names a new high or low, and one that is only matched", () => {
    expect(finding({ index: { [DAY]: 7000 } })).toBe("S&P 500 at a five-year high");
    expect(said({ index: { [DAY]: 7000 } })).not.toContain("of the five years before.");
    expect(said({ index: { [DAY]: 7000 }, volatility: { [DAY]: 12 } })).toContain(
      "S&P 500: higher than on any day of the five years before.",
    );
    const matched = { "2024-01-02": 90, [DAY]: 90 };
    expect(finding({ spread: matched })).toBe("An OAS matches its five-year high");
    expect(said({ spread: matched })).toContain(
      "An OAS: level with the highest of five years, first reached on 2 January 2024.",
    );
    expect(finding({ index: { [DAY]: 7000 }, volatility: { [DAY]: 12 } })).toBe(
      "S&P 500 and VIX at the ends of their five-year ranges",
    );
  });

  it("never puts anything on the 100th or the 0th percentile", () => {
    expect(row("S&P 500", { index: { [DAY]: 7000 } })).toMatch(/\| 99\.96 \|$/);
    expect(row("S&P 500", { index: { [DAY]: 5000 } })).toMatch(/\| 0\.04 \|$/);
    expect(row("S&P 500", { index: { "2025-11-03": 7000, "2025-10-31": 5000, [DAY]: 6001 } })).toMatch(
      /\| 99\.88 \|$/,
    );
  });

  it("calls nothing small that was not measured", () => {
    for (const date of ["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-06", "2025-11-07"]) {
      const index = { ...restless("nyse", 6000, 6060, date), "2024-01-02": 5000, "2024-01-03": 7000 };
      const words = said({ date, index });
      // The policy rate has no year of changes: what is said of the moves may not be said of all six.
      expect(words, date).not.toMatch(
        /[Nn]othing moved|[Nn]o (large )?move|[Nn]o figure|[Aa]ll six|[Ee]very move|quiet day/,
      );
    }
  });

  it("says since when a change is where it is not of one day", () => {
    const date = "2025-11-12";
    expect(row("10-year Treasury", { date, long: { [date]: 4.06 } })).toContain("| −4 bp since Monday |");
    expect(row("S&P 500", { date, index: { [date]: 6060 } })).toContain("| +1.00% |");
  });

  it("dates what is older than the day, and says whether its market was closed", () => {
    expect(said({ date: "2025-11-11" })).toContain(
      "Note: 10-year Treasury, 2s10s slope and An OAS: as of 10 November; their market was closed since.",
    );
    const missing = said({ spread: { [DAY]: null } });
    expect(missing).toContain("Note: Nothing newer was at hand for An OAS (as of 4 November).");
    expect(said()).not.toMatch(/Note:.*(as of|closed|newer)/);
  });

  it("says why the range of a young series and the change of a first observation are n/a", () => {
    const young = said({ more: [seriesOf("UST.10Y", { [DAY]: 4.1 })] });
    expect(young).toContain("Note: UST.10Y: the change is n/a, for want of an earlier observation");
    expect(young).toContain(
      "Note: UST.10Y: the range and percentile are n/a, since this issue's data do not cover five years.",
    );
  });

  it("dates in its own row what is not published daily, and notes nothing of it", () => {
    const prices = seriesOf(
      "US.CPI",
      { "2025-08-01": 323, "2025-09-01": 324.4 },
      { name: "CPI", unit: "index" },
    );
    const edition = { ...shippedEdition, keyFigures: { ...shippedEdition.keyFigures, also: ["US.CPI"] } };
    const words = sectionWords(keyFigures, keyDay({ more: [{ ...prices, maxAgeDays: 80 }] }), edition);
    expect(words).toMatch(/^\| CPI \| 324\.40 \(as of 1 September\) \| \+0\.43% since 1 August \|/m);
    expect(words).not.toMatch(/Note:.*CPI.*(as of|closed|newer)/);
  });

  it("says after which meeting the policy rate is priced", () => {
    const more = pricedDecember({ [DAY_BEFORE]: 3.7, [DAY]: 3.67 });
    expect(row("Policy rate after 10 Dec 2025", { more })).toMatch(/\| 3\.67% \| −3(\.0)? bp \|/);
  });

  it("draws a sparkline whose words state the level and its day", () => {
    expect(said({ date: "2025-11-11" })).toContain(
      "![10-year Treasury: its last 60 observations, ending at 4.10% (as of 10 November).](charts/key-figures-long-yield.png)",
    );
  });

  it("enters every printed figure in the ledger, with its way back to the file", () => {
    const { ledger } = filledSection(keyFigures, keyDay({ long: { [DAY]: 4.17 } }));
    const change = ledger.entries.find(({ id }) => id === "key-figures.long-yield.change");
    expect(change?.printed).toContain("+7 bp");
    expect(change?.figure.inputs).toMatchObject([
      {
        id: "key-figures.long-yield.level",
        inputs: [{ series: "UST.10Y", date: DAY, origin: { place: "made-up.csv" } }],
      },
      { id: "key-figures.long-yield.previous" },
    ]);
  });
});
