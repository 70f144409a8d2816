import type { History } from "../../../finance/desk.ts";
import type { Facts } from "../facts.ts";

/** The history of a subject: of its series, where one alone of them has any. Null where none or several have. */
export function historyOf(facts: Facts, subject: string): History | null {
  const series = facts.subjects.get(subject)?.series ?? [];
  const found = series.flatMap((one) => facts.history(one) ?? []);
  return found.length === 1 ? found[0]! : null;
}

/** Where a source tells returns and no levels: those of a sector, percent. */
export function returnsOf(facts: Facts, subject: string): History | null {
  const series = facts.seriesOf(subject);
  return series === null ? null : facts.history(`${series}.RETURN`);
}
