import { describe, expect, it } from "vitest";
import { figuresOf, newest } from "../../pipeline/finance/figures.ts";
import { FigureSchema } from "../../pipeline/model/figure.ts";
import type { Observation, Window } from "../../pipeline/model/series.ts";
import { origin } from "../support/snapshots.ts";

const make = figuresOf("regime");
const yieldOn = (date: string, value: number): Observation => ({
  series: "UST.10Y",
  date,
  value,
  unit: "percent",
  origin,
});
const window: Window = {
  series: "UST.10Y",
  unit: "percent",
  from: "2020-11-06",
  to: "2025-11-04",
  count: 1_250,
  coverage: 1,
  origins: [origin],
};

describe("a figure", () => {
  it("of an observation keeps its value, unit and day, and can be traced to it", () => {
    const seen = yieldOn("2025-11-05", 4.17);
    const figure = make.observed("ust10y", seen);
    expect(figure).toEqual({
      kind: "figure",
      id: "regime.ust10y",
      value: 4.17,
      unit: "percent",
      asOf: "2025-11-05",
      inputs: [seen],
      method: "as observed",
    });
    expect(FigureSchema.safeParse(figure).success).toBe(true);
  });

  it("is none with a field that is missing, wrong or more, at whatever depth of its inputs", () => {
    const whole = () =>
      make.derived("sum", { value: 1, unit: "bp", inputs: [windowOf(), deep()], method: "x" });
    const deep = () => make.observed("ust10y", yieldOn("2025-11-05", 4.17));
    const windowOf = (): Window => ({ ...window });
    const isFigure = (value: unknown) => FigureSchema.safeParse(value).success;
    expect(isFigure(whole())).toBe(true);
    const wrongs: readonly object[] = [
      ...[
        { id: "sum" },
        { id: 3 },
        { value: Number.NaN },
        { value: null },
        { unit: "bps" },
        { asOf: "5 Nov" },
        { inputs: [] },
      ],
      ...[{ inputs: [3] }, { method: "" }, { kind: "number" }, { more: 1 }],
      ...[{ inputs: [{ ...deep(), value: Infinity }] }, { inputs: [{ ...windowOf(), origins: [] }] }],
      ...[
        { inputs: [{ ...windowOf(), origins: [{ source: "x" }] }] },
        { inputs: [{ ...windowOf(), count: 1.5 }] },
      ],
      ...[
        { inputs: [{ ...yieldOn("2025-11-05", 4), unit: "x" }] },
        { inputs: [{ ...yieldOn("2025-11-05", 4), origin: {} }] },
      ],
    ];
    for (const wrong of wrongs) expect(isFigure({ ...whole(), ...wrong }), JSON.stringify(wrong)).toBe(false);
    const { method: _, ...without } = whole();
    expect([isFigure(without), isFigure(null), isFigure(4), isFigure(windowOf())]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it("bears the part's name where one view says the same of several things", () => {
    const part = figuresOf("ig-spread", "cdx-na-ig-5y");
    expect(part.observed("level", yieldOn("2025-11-05", 1)).id).toBe("ig-spread.cdx-na-ig-5y.level");
  });

  it("of nothing is null, not zero", () => {
    const level = make.observed("level", yieldOn("2025-11-05", 4.17));
    expect(make.observed("ust10y", null)).toBeNull();
    expect(make.difference("change", level, null)).toBeNull();
    expect(make.difference("change", null, level, "bp")).toBeNull();
  });

  it("is a finite number, or a bug that names it", () => {
    const inputs = [yieldOn("2025-11-05", 4.17)];
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const bad = () => make.derived("z", { value, unit: "sd", inputs, method: "x" });
      expect(bad).toThrow(/regime\.z is (NaN|Infinity)/);
    }
  });

  it("is never a negative zero", () => {
    const inputs = [yieldOn("2025-11-05", 4.17)];
    expect(Object.is(make.derived("move", { value: -0, unit: "bp", inputs, method: "x" }).value, 0)).toBe(
      true,
    );
  });

  it("is of the newest day that its inputs speak of, unless it says another", () => {
    const old = yieldOn("2025-11-03", 4.11);
    const inner = make.derived("mean", { value: 4, unit: "percent", inputs: [window], method: "mean" });
    expect(inner.asOf).toBe("2025-11-04");
    expect(newest([old, window])).toBe("2025-11-04");
    expect(newest([old, inner])).toBe("2025-11-04");
    const high = {
      value: 5,
      unit: "percent",
      inputs: [window],
      method: "highest",
      asOf: "2023-10-19",
    } as const;
    expect(make.derived("high", high).asOf).toBe("2023-10-19");
    expect(() => newest([])).toThrow(RangeError);
  });
});

describe("a difference", () => {
  const [now, then] = [yieldOn("2025-11-05", 4.17), yieldOn("2025-11-04", 4.1)].map((one) =>
    make.observed("ust10y", one),
  ) as [ReturnType<typeof make.derived>, ReturnType<typeof make.derived>];

  it("of two yields in bp is a whole 7, with both as inputs and the day of the later", () => {
    const change = make.difference("change", now, then, "bp");
    expect(change).toMatchObject({ value: 7, unit: "bp", asOf: "2025-11-05", inputs: [now, then] });
  });

  it("keeps the unit of its left side where none is asked", () => {
    expect(make.difference("gap", now, then)).toMatchObject({ value: 0.07, unit: "percent" });
  });

  it("of two spreads in bp is not multiplied again", () => {
    const spread = (value: number) => ({ ...now, value, unit: "bp" as const });
    expect(make.difference("inside", spread(61.9), spread(52.751), "bp").value).toBe(9.149);
  });
});
