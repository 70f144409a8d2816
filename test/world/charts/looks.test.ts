import { describe, expect, it } from "vitest";
import { chartsHere } from "../../../pipeline/world/charts/drawing.ts";
import { inShippedLook, shippedLook } from "../../support/theme.ts";
import { BANDS, line, rows, SPECS, steps, weekdays } from "./specs.ts";
import { cornersOf, wordsIn } from "./svg-words.ts";

const plain = chartsHere();
const charts = inShippedLook(plain);
const named = (id: string) => SPECS.find((spec) => spec.id === id)!;
const textsOf = (svg: string) => wordsIn(svg).map(({ text }) => text);
const { ink, paper, negative, hairline, band } = shippedLook.colours;

describe("a theme's sizes", () => {
  it("are those of the letters in every kind of chart, and make room for themselves", async () => {
    const look = { ...shippedLook, sizes: { end: 19, label: 17, tick: 14 } };
    for (const id of ["rows-sectors", "columns-nine", "line-five-years", "steps-nine"]) {
      const svg = await plain.svg({ ...named(id), look });
      const found = new Set(
        [...svg.matchAll(/<text[^>]* font-size="([\d.]+)"/g)].map(([, size]) => Number(size)),
      );
      expect(
        [...found].filter((size) => ![19, 17, 14].includes(size)),
        id,
      ).toEqual([]);
      const words = wordsIn(svg);
      expect(Math.min(...words.map(({ top }) => top)), id).toBeGreaterThanOrEqual(-0.01);
      expect(Math.max(...words.map(({ bottom }) => bottom)), id).toBeLessThanOrEqual(named(id).height);
    }
  });
});

describe("a gridline", () => {
  it("is ink at zero and a hairline elsewhere", async () => {
    const svg = await charts.svg(named("line-below-zero"));
    const zero = wordsIn(svg).find(({ text }) => text === "0")!;
    const paths = svg.matchAll(new RegExp(`stroke="${ink}" stroke-width="1" d="([^"]*)"`, "g"));
    const inked = [...paths].flatMap(([, path]) => cornersOf(path!));
    expect(inked.length).toBeGreaterThan(0);
    for (const { y } of inked) expect(Math.abs(y - zero.bottom)).toBeLessThan(4);
    expect(svg).toContain(`stroke="${hairline}" stroke-width="1" d="M`);
    expect(await charts.svg(named("line-five-years"))).not.toContain(`stroke="${ink}" stroke-width="1" d="M`);
  });

  it("ends where a word stands on it, in the colour of the ground there", async () => {
    const svg = await charts.svg(named("steps-nine"));
    const [, bottom] = /<rect x="0" y="[\d.]+" width="[\d.]+" height="([\d.]+)"/.exec(svg)!.map(Number) as [
      number,
      number,
    ];
    const strips = [
      ...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="3" fill="([^"]+)"/g),
    ];
    expect(strips.length).toBeGreaterThan(0);
    for (const [, x, y, , colour] of strips) {
      const height = Number(y) + 1.5;
      const word = wordsIn(svg).find(
        ({ left, top, bottom }) => Math.abs(left - Number(x) - 2) < 0.2 && top < height && bottom > height,
      );
      expect(word, `a word at ${x} ${y}`).toBeDefined();
      expect(colour).toBe(height < 17 + bottom ? band : paper);
    }
  });
});

describe("two lines", () => {
  it("differ by more than hue: dashes, a ring at the end, a key beside the number", async () => {
    const svg = await charts.svg(named("lines-that-meet"));
    expect(svg).toMatch(new RegExp(`stroke="${negative}" stroke-width="1.6"[^>]*stroke-dasharray="7 2.5"`));
    expect(svg).toMatch(new RegExp(`r="3.5" fill="${negative}"/><circle [^>]*fill="${paper}"`));
    // The line and its key.
    expect(svg.match(new RegExp(`stroke="${negative}"[^>]*stroke-dasharray="7 2.5"`, "g"))).toHaveLength(2);
    expect(await charts.svg(named("line-five-years"))).not.toContain("7 2.5");
  });
});

describe("a path", () => {
  it("says a rate that holds over several meetings once, in the middle of them", async () => {
    const path = ["2025-12-11", "2026-01-29", "2026-03-19", "2026-04-30"] as const;
    const equal = steps(
      "equal",
      ["2025-11-05", 3.9],
      [
        [path[0], 3.7],
        [path[1], 3.7],
        [path[2], 3.7],
        [path[3], 3.5],
      ],
      {
        to: "2026-07-01",
        range: null,
      },
    );
    expect(textsOf(await charts.svg(equal)).filter((text) => text === "3.70%")).toHaveLength(1);
  });
});

describe("a stretch of time behind a line", () => {
  it("has no band's name across its edge, where the ground is of two colours", async () => {
    const days = weekdays("2020-04-09", "2025-04-09");
    // At the right the line leaves no room for the names of the lower bands.
    const falling = days.map((_, index) =>
      index < 400 ? 246 - 106 * Math.min(1, index / 120) : index % 2 === 0 ? 62 : 138,
    );
    const shades = [{ from: "2020-02-01", to: "2020-04-30", label: "recession" }];
    const svg = await charts.svg({ ...line("fall", days, falling, { bands: BANDS }), shades });
    const grey = [
      ...svg.matchAll(new RegExp(`<rect x="([\\d.]+)"[^>]*width="([\\d.]+)"[^>]*fill="${hairline}"`, "g")),
    ];
    expect(grey).toHaveLength(1);
    const [left, width] = [Number(grey[0]![1]), Number(grey[0]![2])];
    const names = wordsIn(svg).filter(({ text }) => BANDS.some(({ label }) => label === text));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names)
      for (const edge of [left, left + width]) expect(name.left > edge || name.right < edge).toBe(true);
  });

  it("is shaded from its first to its last day and named once", async () => {
    const dates = weekdays("2000-01-03", "2019-12-31");
    const calm = {
      ...line(
        "calm",
        dates,
        dates.map((_, day) => 4 + day / dates.length),
      ),
      points: [],
      levels: [],
    };
    const shades = [
      { from: "1990-07-01", to: "1991-03-31", label: "recession" },
      { from: "2001-03-01", to: "2001-11-30", label: "recession" },
      { from: "2007-12-01", to: "2009-06-30", label: "recession" },
      { from: "2019-10-01", to: null, label: "shutdown" },
    ];
    const svg = await charts.svg({ ...calm, shades });
    const boxes = [
      ...svg.matchAll(
        new RegExp(`<rect x="([\\d.]+)" y="[\\d.]+" width="([\\d.]+)"[^>]*fill="${hairline}"`, "g"),
      ),
    ];
    // 1990 lies before the line; the year and a half to June 2009 is twice as wide as the nine months of 2001.
    expect(boxes).toHaveLength(3);
    expect(Number(boxes[1]![2]) / Number(boxes[0]![2])).toBeCloseTo(578 / 275, 1);
    const named = textsOf(svg);
    expect(named.filter((text) => text === "recession")).toHaveLength(1);
    expect(named).toContain("shutdown");
  });
});

describe("the words of a line", () => {
  it("stand apart from the numbers of the gridlines", async () => {
    const dates = weekdays("2020-11-05", "2025-11-05");
    const falling = dates.map((_, day) => 70 + 179 * Math.exp(-day / 90) + (day % 7));
    const words = wordsIn(await charts.svg(line("falling", dates, falling)));
    const number = words.find(({ text }) => text === "250 bp")!;
    const high = words.find(({ text }) => text.includes("high"))!;
    expect(high.bottom > number.top && high.top < number.bottom).toBe(true);
    expect(high.left - number.right).toBeGreaterThanOrEqual(5);
  });

  it("stand apart from the names of bands", async () => {
    const names = new Set(BANDS.map(({ label }) => label));
    for (const spec of SPECS.filter((one) => one.kind === "line" && one.bands === BANDS)) {
      for (const width of [340, 640]) {
        const words = wordsIn(await charts.svg({ ...spec, width }));
        for (const name of words.filter(({ text }) => names.has(text))) {
          const near = words.filter(
            (one) =>
              !names.has(one.text) &&
              one.left < name.right + 4 &&
              one.right > name.left - 4 &&
              one.top < name.bottom + 4 &&
              one.bottom > name.top - 4,
          );
          expect(
            near.map(({ text }) => text),
            `${spec.id}: ${name.text}`,
          ).toEqual([]);
        }
      }
    }
  });
});

describe("foreign letters", () => {
  it("are as wide as they will be drawn, and wrapped where their script breaks", async () => {
    const words = wordsIn(
      await charts.svg(rows("foreign", [["中国石油天然气股份有限公司和许多其他能源公司以及子公司", 1]])),
    );
    const [first, second] = words;
    // Eleven px a sign; two lines, the second cut.
    expect(first!.right).toBeCloseTo(11 * first!.text.length, 0);
    expect(first!.right).toBeLessThanOrEqual(0.4 * 640);
    expect(second!.text.length).toBeGreaterThan(1);
  });
});
