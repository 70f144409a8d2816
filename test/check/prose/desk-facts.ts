import { readFileSync } from "node:fs";
import type { Facts } from "../../../pipeline/check/prose/facts.ts";
import { factsOf } from "../../../pipeline/check/prose/known-facts.ts";
import type { Input } from "../../../pipeline/model/figure.ts";
import type { Report } from "../../../pipeline/model/report.ts";
import { type Unit, UnitSchema } from "../../../pipeline/model/unit.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { origin, seriesOf, snapshotOf } from "../../support/snapshots.ts";
import { shippedVocabulary } from "./issue-facts.ts";

const DATE = "2025-11-05";

/** Figures of a whole day, as its issue has them, without the issue: desk-day.csv, rounded to eight digits. */
export function deskFacts(): Facts {
  const rows = readFileSync(new URL("desk-day.csv", import.meta.url), "utf8")
    .trimEnd()
    .split("\n")
    .slice(1);
  const view = rows.map((row) => figureOf(row.split(",")));
  const report = { date: DATE, changed: [], sections: [{ id: "all", view }, ...views] } as unknown as Report;
  const series = [
    seriesOf("UST.10Y", { "2025-10-06": 4.18, "2025-11-04": 4.1, [DATE]: 4.17 }),
    seriesOf(
      "SPX",
      { "2025-10-28": 6890.89, "2025-11-03": 6851.97, "2025-11-04": 6771.55, [DATE]: 6796.29 },
      { unit: "index" },
    ),
    seriesOf("US.FED.TARGET.UPPER", { "2025-10-20": 4.25, "2025-10-29": 4.25, "2025-10-30": 4, [DATE]: 4 }),
    seriesOf("GOLD.GLD", { "2025-11-04": 362.32, [DATE]: 366.51 }, { unit: "price" }),
  ];
  return factsOf({
    report,
    snapshot: snapshotOf(DATE, series),
    edition: shippedEdition,
    vocabulary: shippedVocabulary,
  });
}

/** What is no figure: the quadrant, the signals that could be judged, the releases ahead. */
const views = [
  {
    id: "regime",
    view: {
      growthInflation: {
        quadrant: "reflation",
        growth: [{ series: "US.PAYROLLS", direction: "slowing" }],
        inflation: [{ series: "US.CPI", direction: "accelerating" }],
      },
    },
  },
  { id: "signals", view: { evaluated: 3 } },
  {
    id: "watch",
    view: {
      events: [
        { kind: "release", name: "CPI", estimated: true, date: "2025-11-12" },
        { kind: "release", name: "US jobless claims", estimated: true, date: "2025-11-13" },
      ],
    },
  },
];

function figureOf([id, value, unit, asOf, series]: readonly string[]) {
  const own: Unit = UnitSchema.parse(unit);
  const inputs = series!
    .split(" ")
    .map((one): Input => ({ series: one, date: DATE, value: Number(value), unit: own, origin }));
  const method = /\.level$/.test(id!) ? "as observed" : "made up";
  return { kind: "figure", id, value: Number(value), unit: own, asOf: asOf || DATE, inputs, method };
}
