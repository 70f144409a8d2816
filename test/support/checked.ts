import type { Checked } from "../../pipeline/check/gate.ts";
import { figuresOf } from "../../pipeline/finance/figures.ts";
import type { ChartSpec, Label } from "../../pipeline/model/chart.ts";
import type { Figure } from "../../pipeline/model/figure.ts";
import type { LedgerEntry } from "../../pipeline/model/ledger.ts";
import type { SectionReport } from "../../pipeline/model/report.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import type { Unit } from "../../pipeline/model/unit.ts";
import { origin, snapshotOf } from "./snapshots.ts";

const DATE = "2025-11-12";

/** What a made-up issue holds; nothing else is in it. */
export interface Sketch {
  readonly snapshot?: Snapshot;
  readonly sections?: readonly Partial<SectionReport>[];
  readonly entries?: readonly LedgerEntry[];
  readonly charts?: readonly ChartSpec[];
  readonly marked?: string;
  readonly artifacts?: Readonly<Record<string, string>>;
}

/** An issue of 12 November 2025 for a gate to look at. */
export function checkedOf({ snapshot = snapshotOf(DATE, []), ...rest }: Sketch = {}): Checked {
  const { sections = [], entries = [], charts = [], marked = "", artifacts = {} } = rest;
  const { previousDate, simulated } = snapshot;
  const whole = (one: Partial<SectionReport>): SectionReport => ({
    id: "made-up",
    title: "Made up",
    view: {},
    unavailable: null,
    identities: [],
    ...one,
  });
  const issue = { date: DATE, simulated, notices: [] };
  const dated: Checked["report"]["dated"] = [];
  return {
    date: DATE,
    snapshot,
    patience: () => 1,
    texts: [],
    statements: [],
    report: { ...issue, dated, changed: [], previousDate, sections: sections.map(whole), omitted: [] },
    filled: {
      ...issue,
      publication: "Test",
      edition: "free",
      title: "Test",
      standfirst: "Test",
      markdown: marked,
      marked,
      ledger: { date: DATE, entries: [...entries] },
      charts: [...charts],
    },
    artifacts: Object.fromEntries(
      Object.entries(artifacts).map(([name, text]) => [name, new TextEncoder().encode(text)]),
    ),
  };
}

/** A figure that was observed, of a series of its own unless one is named. */
export function observedFigure(value: number, unit: Unit, series = "MADE.UP"): Figure {
  return figuresOf("made-up").observed("level", { series, date: DATE, value, unit, origin });
}

/** A figure that was computed from such a one. */
export function derivedFigure(value: number, unit: Unit): Figure {
  const inputs = [observedFigure(1, unit)];
  return figuresOf("made-up").derived("move", { value, unit, inputs, method: "first - second" });
}

/** A ledger's entry of a figure with these printed forms. */
export function entryOf(figure: Figure, printed: readonly string[], places = ["text"]): LedgerEntry {
  return { id: figure.id, printed: [...printed], places, figure };
}

/** A chart's label of a figure. */
export function labelOf({ id, value }: Figure, text: string): Label {
  return { figure: id, value, text };
}
