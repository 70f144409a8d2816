import type { LedgerEntry } from "../../pipeline/model/ledger.ts";

/** A figure that is another one in the live issue than in that from files, and why. */
export interface Difference {
  readonly id: string;
  readonly reason: string;
}

/** Why a figure may differ: a pattern of its id, and the days on which. Everything else must be the same to the last digit. */
const REASONS: readonly { readonly id: RegExp; readonly reason: string; readonly only?: string }[] = [
  {
    id: /^ig-spread\.|^key-figures\.spread\.|^regime\.placed\.us-ice-hy-oas\./,
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
  {
    id: /^sector-attribution\.to-date\./,
    reason: "a fund's site has its newest holdings only: no weights of days before the first evening",
  },
  {
    id: /^mag7\.(weight|contribution|cap-return|others|[a-z]+\.contribution)$/,
    reason: "weights are those of fund holdings, to six digits",
  },
  { id: /^policy-path\.effr$/, reason: "the effective rate of the day is published next morning" },
  {
    id: /^policy-path\.|^key-figures\.policy\./,
    reason: "the live contracts reach further than the recorded table: more meetings, and another last one",
    only: "2025-07-22",
  },
  {
    id: /^policy-path\.priced-low$/,
    reason: "contracts that have expired are not to be had: too few days tell what was priced",
    only: "2025-11-05",
  },
  {
    id: /^(models\.(moved\.)?btc|anchors\.bitcoin)\./,
    reason: "Bitcoin's day ends at midnight UTC: the issue has that of the day before",
  },
  {
    id: /^signals\.capital\.rho/,
    reason: "the ladder holds Bitcoin: it ends on the day before",
  },
  {
    id: /^(models\.usd-broad|anchors\.dollar-broad|anchors\.level-(positive|zero))\.|^anchors\.insignificant-below-60$/,
    reason: "the dollar index of a week is published on the Monday after it",
  },
  { id: /^models\.wti\./, reason: "oil prices of a week are published in the week after it" },
  {
    id: /^models\.(up|agreeing)$/,
    reason: "counts the dollar, whose momentum turned on days that are not published yet",
    only: "2025-11-05",
  },
  {
    id: /^anchors\.count\.(insignificant|opposite)$/,
    reason: "counts Bitcoin, whose correlation of the day before is significant, and that of the day is not",
    only: "2025-07-22",
  },
  {
    id: /^anchors\.fiscal-year\.(deflator|growth|inflation|remainder)$/,
    reason:
      "the mirror has nominal GDP up to mid-2024 as it stood in October 2024, the file as it was revised",
  },
  {
    id: /^rates-shock\.ust-(2|10|30)y\.(percentile-\d+|ranked-3|last-shock-3|shock-(rise|fall)-3)$/,
    reason: "ranked among six years, which a first evening collects, not among all since 1962",
  },
  {
    id: /^key-figures\.moved\.us-ice-ig-oas\.|^regime\.real-rate\.size$/,
    reason: "the spread's move of the day is not known, and the next largest one is told in its place",
    only: "2025-11-05",
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
