import type { Figure } from "../../model/figure.ts";
import type { Identity } from "../../model/identity.ts";
import type { DebtView } from "./view.ts";

/** The parts of each change of the debt ratio sum to it: of the fiscal year, and of every path. */
export function debtIdentities({ fiscal, paths }: DebtView): Identity[] {
  const year = fiscal
    ? [
        sums(
          `fiscal year ${fiscal.year}: growth, inflation, deficit and remainder sum to the change of the ratio`,
          [fiscal.growth, fiscal.inflation, fiscal.deficit, fiscal.remainder],
          fiscal.change,
        ),
      ]
    : [];
  const each = paths.map(({ name, interest, growth, inflation, primary, change }) =>
    sums(
      `${name} path: the four parts sum to the change of the ratio`,
      [interest, growth, inflation, primary],
      change,
    ),
  );
  return [...year, ...each];
}

function sums(name: string, parts: readonly Figure[], whole: Figure): Identity {
  const left = parts.reduce((sum, { value }) => sum + value, 0);
  const because = "the split is exact; twelve digits of the change are kept";
  return { name, left, right: whole.value, unit: "pp", tolerance: 1e-9, because };
}
