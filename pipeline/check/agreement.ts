import type { Finding } from "../model/finding.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import type { Gate } from "./gate.ts";
import { misprint } from "./printed-number.ts";

/** The same figure reads the same in text, table and chart, and every printed number is its value, rounded once. */
export const agreement: Gate = ({ filled: { ledger } }) => {
  const finding = (verdict: Finding["verdict"], message: string): Finding => ({
    gate: "agreement",
    verdict,
    place: "ledger",
    message,
  });
  if (ledger.entries.length === 0) return [finding("not evaluated", "No figure was printed.")];
  const wrong = ledger.entries.flatMap(misprints);
  if (wrong.length > 0) return wrong;
  return [finding("passed", `${ledger.entries.length} figures read the same wherever they are printed.`)];
};

function misprints({ id, printed, figure }: LedgerEntry): Finding[] {
  return printed.flatMap((text): Finding[] => {
    const fault = misprint(text, figure, { onChart: false });
    if (fault === null) return [];
    return [
      {
        gate: "agreement",
        verdict: "refused",
        place: id,
        message: `"${text}" is printed for ${figure.value} ${figure.unit}: ${fault}.`,
        remedy: "A template prints another figure than it names, or in another form than its own.",
      },
    ];
  });
}
