import { computeSection } from "../desk/compute-section.ts";
import { figuresIn } from "../finance/view-figures.ts";
import { absenceWords } from "../sections/absent.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { onDataDay } from "./data-day.ts";
import { tableLines } from "./table.ts";

const HEAD = ["figure", "value", "unit", "as of", "method"];

/** `compute SECTION [DATE]`: a section's figures, with units and inputs, and no issue. */
export function computeCommand(
  invocation: Invocation,
  [section = "", date = null]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  return onDataDay(invocation, { date, options }, async ({ job, source, world }) => {
    const computed = await computeSection(section ?? "", { job, source }, world);
    const { id, title, view, unavailable, identities } = computed.section;
    const figures = figuresIn(view);
    const rows = figures.map((figure) => [
      figure.id,
      String(figure.value),
      figure.unit,
      figure.asOf,
      figure.method,
    ]);
    const head = `${title}, ${computed.date}${computed.simulated ? " (simulated)" : ""}`;
    const text = [
      head,
      "",
      ...(unavailable === null ? tableLines(HEAD, rows) : [absenceWords(unavailable)]),
    ].join("\n");
    const { date: day, simulated } = computed;
    return {
      exit: 0,
      text,
      json: { date: day, simulated, section: id, title, unavailable, view, identities },
    };
  });
}
