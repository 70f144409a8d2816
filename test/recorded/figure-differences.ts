import type { LedgerEntry } from "../../pipeline/model/ledger.ts";

/** A figure that is another one in the live issue than in that from files, and why. */
export interface Difference {
  readonly id: string;
  readonly reason: string;
}

/** Why a figure may differ: a pattern of its id, and the days on which. Everything else must be the same to the last digit. */
const REASONS: readonly { readonly id: RegExp; readonly reason: string; readonly only?: string }[] = [
  {
    id: /^ig-spread\.|^key-figures\.spread\./,
    reason: "the OAS of the day is published next morning: the issue has that of the day before",
  },
  {
    id: /^sector-attribution\.(contribution|return)\./,
    reason: "returns of the eleven funds stand in for those of the sectors",
  },
  {
    id: /^sector-attribution\.(sum|residual|mean-return|up|down|up-weight|down-weight)$/,
    reason: "made of the funds' returns",
  },
  {
    id: /^sector-attribution\.weight\./,
    reason: "weights are those of fund holdings, to six digits and of the funds' members",
  },
  { id: /^policy-path\.effr$/, reason: "the effective rate of the day is published next morning" },
  {
    id: /^policy-path\.|^key-figures\.policy\./,
    reason: "the live contracts reach further than the recorded table: more meetings, and another last one",
    only: "2025-07-22",
  },
  {
    id: /^key-figures\.long-yield\.move$/,
    reason: "the furthest move is told of another row, since the spread's is of the day before",
    only: "2025-07-22",
  },
];

/** Compares two ledgers of one day, figure by figure: value, unit and date. */
export function differencesOf(
  live: readonly LedgerEntry[],
  files: readonly LedgerEntry[],
  date: string,
): {
  readonly differing: readonly Difference[];
  readonly unexplained: readonly string[];
  readonly same: number;
} {
  const [ours, theirs] = [byId(live), byId(files)];
  const ids = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
  const other = ids.filter((id) => ours.get(id) !== theirs.get(id));
  const told = other.map((id) => ({ id, reason: reasonFor(id, date) }));
  return {
    same: ids.length - other.length,
    differing: told.filter((one): one is Difference => one.reason !== null),
    unexplained: told.flatMap(({ id, reason }) =>
      reason === null ? [`${id}: ${ours.get(id)} and ${theirs.get(id)}`] : [],
    ),
  };
}

function byId(entries: readonly LedgerEntry[]): ReadonlyMap<string, string> {
  return new Map(entries.map(({ id, figure }) => [id, `${figure.value} ${figure.unit} of ${figure.asOf}`]));
}

function reasonFor(id: string, date: string): string | null {
  const found = REASONS.find(
    ({ id: pattern, only }) => pattern.test(id) && (only === undefined || only === date),
  );
  return found?.reason ?? null;
}
