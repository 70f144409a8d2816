import type { DeliveryState } from "../../../pipeline/model/delivery.ts";

/** A row of the ledger, as far as it is held against what the server kept. */
export interface LedgerRow {
  readonly address: string;
  readonly state: DeliveryState;
}

/** What a case came to: ledger and server side by side. */
export interface Balance {
  readonly recipients: number;
  /** Accepted in the ledger, exactly once at the server, and never uncertain. */
  readonly acceptedOnce: number;
  /** Uncertain at the end, or settled by a person since. */
  readonly uncertain: number;
  /** Of these the server had really kept, before anybody settled them. */
  readonly reallyKept: number;
  /** Readers outside the uncertain ones who have more than one letter. */
  readonly duplicates: number;
  /** Readers who were uncertain and got a second letter on a person's word. */
  readonly doubledOnAWord: number;
  /** Nobody says of them why they have nothing. */
  readonly missing: number;
  /** Refused, withdrawn or superseded: they have nothing, and the ledger says why. */
  readonly named: number;
  /** Sentences, one for each row in which the ledger and the server contradict each other. */
  readonly contradictions: readonly string[];
}

/** Readers who were uncertain once, and how many letters the server had kept for each when that was looked at. */
export type OnceUncertain = ReadonlyMap<string, number>;

const NEVER: readonly DeliveryState[] = ["queued", "deferred", "refused", "withdrawn", "superseded"];

/**
 * @param rows of all recipients that should be in the ledger
 * @param recipients who should be there
 * @param kept to whom each letter at the server went
 */
export function balanceOf(
  recipients: readonly string[],
  { rows, kept, once }: { rows: readonly LedgerRow[]; kept: readonly string[]; once: OnceUncertain },
): Balance {
  const counts = new Map<string, number>();
  for (const to of kept) counts.set(to, (counts.get(to) ?? 0) + 1);
  const countOf = (address: string) => counts.get(address) ?? 0;
  const states = new Map(rows.map(({ address, state }) => [address, state]));
  const uncertain = new Map(once);
  for (const { address, state } of rows)
    if (state === "uncertain" && !uncertain.has(address)) uncertain.set(address, countOf(address));
  const sure = recipients.filter((address) => !uncertain.has(address));
  const stateOf = (address: string) => states.get(address) ?? null;
  const has = (state: DeliveryState) => (address: string) => stateOf(address) === state;
  return {
    recipients: recipients.length,
    acceptedOnce: sure.filter((one) => has("accepted")(one) && countOf(one) === 1).length,
    uncertain: uncertain.size,
    reallyKept: [...uncertain.values()].filter((count) => count > 0).length,
    duplicates: sure.filter((one) => countOf(one) > 1).length,
    doubledOnAWord: [...uncertain.keys()].filter((one) => countOf(one) > 1).length,
    missing: recipients.filter((one) => isMissing(stateOf(one), countOf(one))).length,
    named: sure.filter((one) => ["refused", "withdrawn", "superseded"].includes(stateOf(one) ?? "")).length,
    contradictions: [...new Set([...recipients, ...counts.keys()])].flatMap((one) =>
      contradiction(one, { state: stateOf(one), count: countOf(one), before: uncertain.get(one) ?? null }),
    ),
  };
}

function isMissing(state: DeliveryState | null, count: number): boolean {
  if (state === null || state === "queued" || state === "deferred" || state === "handed over") return true;
  return state === "accepted" && count === 0;
}

/** @param before letters that the server had when the reader was uncertain; null: he never was */
function contradiction(
  address: string,
  { state, count, before }: { state: DeliveryState | null; count: number; before: number | null },
): string[] {
  const words = `${address}: ${state ?? "no row"}, ${count} at the server${before === null ? "" : `, ${before} when uncertain`}`;
  if (state === null || state === "handed over") return [words];
  if (before !== null && before > 1) return [words];
  const most = before ?? 0;
  if (state === "accepted") return count === most + 1 ? [] : [words];
  if (state === "uncertain") return count <= most ? [] : [words];
  if (state === "sent") return count === most ? [] : [words];
  return NEVER.includes(state) && count === most ? [] : [words];
}
