import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChartSpec } from "../../../pipeline/model/chart.ts";
import { chartsHere } from "../../../pipeline/world/charts/drawing.ts";
import { inShippedLook } from "../../support/theme.ts";
import { BANDS, columns, line, rows, SPECS, steps, wander, weekdays } from "./specs.ts";
import { cornersOf, crosses, lineIn, overlap, wordsIn } from "./svg-words.ts";

const charts = inShippedLook(chartsHere());
const named = (id: string) => SPECS.find((spec) => spec.id === id)!;
const textsOf = async (spec: ChartSpec) => wordsIn(await charts.svg(spec)).map(({ text }) => text);

describe.each(SPECS.map((spec) => [spec.id, spec] as const))("%s", (_, spec) => {
  it("cuts no word off and sets none on another", async () => {
    const words = wordsIn(await charts.svg(spec));
    for (const word of words) {
      expect(word.left, word.text).toBeGreaterThanOrEqual(-0.01);
      expect(word.right, word.text).toBeLessThanOrEqual(spec.width);
      expect(word.top, word.text).toBeGreaterThanOrEqual(-0.01);
      expect(word.bottom, word.text).toBeLessThanOrEqual(spec.height);
      const hit = words.filter((other) => other !== word && overlap(word, other));
      expect(hit.map(({ text }) => `${word.text} / ${text}`)).toEqual([]);
    }
  });

  it("runs no line through a word", async () => {
    const svg = await charts.svg(spec);
    const drawn = lineIn(svg);
    const hit = wordsIn(svg).filter((word) => crosses(drawn, word));
    expect(hit.map(({ text }) => text)).toEqual([]);
  });

  it("can be set into any page: named, scalable, short numbers, no ids, no fonts but ours", async () => {
    const svg = await charts.svg(spec);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" class="chart chart-\w+" role="img" /);
    expect(svg).toContain(`viewBox="0 0 ${spec.width} ${spec.height}"><title>${spec.alt}</title>`);
    expect(svg).not.toMatch(/<\?xml| id="|clip-path|xlink|NaN|undefined|Infinity/);
    const faces = wordsIn(svg).length > 0 ? ['font-family="Inter, sans-serif"'] : [];
    expect(svg.match(/font-family="[^"]*"/g) ?? []).toEqual(faces);
    expect(svg).not.toMatch(/ (?:d|[xyr]|c[xy]|width|height)="[^"]*\.\d\d/);
  });
});

describe("what a chart says", () => {
  it("prints a minus before a digit, which Skia's own text loses", async () => {
    expect(await textsOf(named("rows-sectors"))).toContain("−0.36");
    expect((await charts.png(rows("minus", [["A", -1]]))).length).toBeGreaterThan(1000);
  });

  it("names every bar and prints every value, in the order given", async () => {
    const spec = rows("order", [
      ["Energy", -0.1],
      ["Utilities", 0.3],
      ["Materials", 0],
    ]);
    const texts = ["Energy", "Utilities", "Materials", "−0.10", "+0.30", "0.00"];
    expect(await textsOf(spec)).toEqual(texts);
  });

  it("sets a negative value left of its bar and every value off the zero line", async () => {
    const svg = await charts.svg(named("rows-sectors"));
    const zero = Number(/<path [^>]*stroke="#16181d"[^>]* d="M([\d.]+) 0v/.exec(svg)![1]);
    const word = (text: string) => wordsIn(svg).find((one) => one.text === text)!;
    const bars = [...svg.matchAll(/fill="#cc4a31" d="([^"]*)"/g)].flatMap(([, path]) =>
      cornersOf(path!).flatMap(({ begins, x }) => (begins ? [x] : [])),
    );
    expect(word("−0.36").right).toBeLessThan(Math.min(...bars));
    expect(word("−0.03").right).toBeLessThan(Math.max(...bars));
    expect(word("0.00").left).toBeGreaterThan(zero);
  });

  it("sets the number of a label bold and its words plain", async () => {
    const svg = await charts.svg(named("line-five-years"));
    expect(svg).toContain('<tspan font-weight="600">173</tspan> high, 17 Feb 2022</text>');
  });

  it("says the unit once, on the top gridline", async () => {
    const dates = weekdays("2020-11-05", "2025-11-05");
    const texts = await textsOf(line("unit", dates, wander(dates.length, 118, 32)));
    expect(texts.filter((text) => / bp$/.test(text))).toEqual(["150 bp", expect.stringMatching(/^\d+ bp$/)]);
    expect(texts).toEqual(expect.arrayContaining(["100", "50"]));
  });

  it("labels end, mean, high and tight of a line, its years and the bands that have room", async () => {
    const texts = await textsOf(named("line-five-years"));
    expect(texts).toEqual(
      expect.arrayContaining(["125 bp", "118.7", "five-year mean", "173 high, 17 Feb 2022"]),
    );
    expect(texts).toEqual(
      expect.arrayContaining(["62 tight, 15 May 2024", "2021", "2025", "tight", "carry"]),
    );
    expect(texts).not.toContain("stress");
  });

  it("breaks the line where values are missing and dots a value that stands alone", async () => {
    const dates = weekdays("2025-11-03", "2025-11-14");
    const svg = await charts.svg(
      line("gaps", dates, [80, 81, null, 83, null, 82, 81, 80, 79, 80], { marked: false }),
    );
    // Three pieces: 80 to 81, 83 alone, 82 to 80.
    expect(lineIn(svg).filter((pixel) => pixel === null)).toHaveLength(3);
    expect(svg.match(/r="0.9"/g)).toHaveLength(1);
  });

  it("labels start and end of a path, its range, and the steps between where all have room", async () => {
    const texts = await textsOf(named("steps-nine"));
    const wanted = ["3.88% effective rate today", "3.10%", "target range 3.75–4.00%", "3.71%", "3.13%"];
    expect(texts).toEqual(expect.arrayContaining(wanted));
    const narrow = await textsOf({ ...named("steps-nine"), width: 340 });
    expect(narrow).toEqual(expect.arrayContaining(["3.88% effective rate today", "3.10%"]));
    expect(narrow).not.toContain("3.71%");
  });

  it("keeps room under a path that climbs for the words of its start", async () => {
    expect(await textsOf(named("steps-climb"))).toContain("1.40% effective rate today");
  });

  it("leaves out what has nowhere to stand: a band's long name, a month that begins at the very edge", async () => {
    const dates = weekdays("2023-07-03", "2025-01-02");
    const bands = [{ from: 0, to: null, label: "a name that is far too long ".repeat(6) }];
    const edge = line("edge", dates, wander(dates.length, 4.2, 0.3), { unit: "%", bands, marked: false });
    const texts = await textsOf({ ...edge, levels: [] });
    expect(texts).toContain("Nov");
    expect(texts.join()).not.toMatch(/Jan 2025|far too long/);
  });

  it("labels all steps between or none", async () => {
    const path: [string, number][] = [
      ["2025-12-11", 3.7],
      ["2026-06-18", 3.6],
      ["2026-06-25", 3.5],
      ["2026-12-10", 3.4],
    ];
    const uneven = steps("uneven", ["2025-11-05", 3.88], path, { to: "2027-01-27", range: null });
    const texts = await textsOf(uneven);
    expect(texts).not.toContain("3.70%");
    expect(texts).toContain("3.40%");
  });

  it("draws a path of one step", async () => {
    const one = steps("one", ["2025-11-05", 3.87], [["2025-12-11", 3.71]], { to: "2026-01-28", range: null });
    expect(await textsOf(one)).toEqual(
      expect.arrayContaining(["3.87% effective rate today", "3.71%", "3 Dec"]),
    );
  });

  it("thins the words of many columns from the last one back, and says a year once", async () => {
    const texts = await textsOf(named("columns-eighteen"));
    expect(texts).toContain("+51.6");
    expect(texts).not.toContain("+42.3");
    expect(texts.filter((text) => text === "2027")).toHaveLength(1);
  });

  it("escapes names and the alt text", async () => {
    const spec = { ...rows("escape", [['Oil <gas> & "coal"', 1]]), alt: 'Oil <b> & "more"' };
    const svg = await charts.svg(spec);
    expect(svg).toContain("<title>Oil &lt;b&gt; &amp; &quot;more&quot;</title>");
    expect(svg).toContain("Oil &lt;gas&gt; &amp; &quot;coal&quot;");
  });

  it("is drawn at any size asked for", async () => {
    const dates = weekdays("2020-11-05", "2025-11-05");
    for (const [width, height] of [
      [320, 180],
      [1000, 400],
    ] as const) {
      const spec = { ...line("size", dates, wander(dates.length, 118, 32), { bands: BANDS }), width, height };
      const svg = await charts.svg(spec);
      expect(svg).toContain(`width="${width}" height="${height}"`);
      expect(Math.max(...wordsIn(svg).map(({ right }) => right))).toBeLessThanOrEqual(width);
    }
  });
});

describe("any line", () => {
  it("keeps its words apart, whole and off the line", async () => {
    const days = weekdays("2015-11-05", "2025-11-05");
    const shape = fc.record({
      count: fc.constantFrom(20, 60, 250, 1305),
      start: fc.constantFrom(60, 150, 400, 4.5, -20),
      moves: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 20, maxLength: 200 }),
      height: fc.constantFrom(160, 220, 280),
      width: fc.constantFrom(480, 640, 900),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ count, start, moves, height, width }) => {
        let value = start;
        const values = days.slice(-count).map((_, index) => {
          value += (moves[index % moves.length]! + 0.2 * Math.sin(index)) * Math.abs(start) * 0.01;
          return Number(value.toFixed(2));
        });
        const svg = await charts.svg({
          ...line("any", days.slice(-count), values, { bands: BANDS }),
          height,
          width,
        });
        const [words, drawn] = [wordsIn(svg), lineIn(svg)];
        for (const word of words) {
          expect(
            word.left >= -0.01 && word.right <= width && word.top >= -0.01 && word.bottom <= height,
          ).toBe(true);
          expect(words.filter((other) => other !== word && overlap(word, other))).toEqual([]);
          expect(crosses(drawn, word), word.text).toBe(false);
        }
      }),
      { seed: 20251105, numRuns: 40 },
    );
  });
});

describe("the same spec", () => {
  it("gives the same bytes on every call, in any order and in between others", async () => {
    const other = inShippedLook(chartsHere());
    const forward = await Promise.all(
      SPECS.map(async (spec) => [await charts.svg(spec), await charts.png(spec)]),
    );
    const backward: typeof forward = [];
    for (const spec of SPECS.toReversed()) backward.unshift([await other.svg(spec), await other.png(spec)]);
    expect(forward.map(([svg]) => svg)).toEqual(backward.map(([svg]) => svg));
    expect(forward.map(([, png]) => Buffer.from(png!).toString("base64"))).toEqual(
      backward.map(([, png]) => Buffer.from(png!).toString("base64")),
    );
  });

  it("is left as it was", async () => {
    const spec = columns("frozen", [["10 Dec 2025", -17]]);
    const before = structuredClone(spec);
    await charts.svg(spec);
    await charts.png(spec);
    expect(spec).toEqual(before);
  });
});
