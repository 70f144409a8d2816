import type { HandOver, Step } from "../../world/relays/relay.ts";

/**
 * What an attempt means. `accepted`. `later`: again after a while, because of the `reader`'s mailbox, the `relay`'s own trouble, or a `policy` by
 * which the reader's domain refuses it: for good, but perhaps only until its cause is mended. `dead`: no such address. `refused`: this letter, for
 * good. `content`: would be refused for everybody. `closed`: the relay wants a login or TLS that it was not given. `uncertain`.
 */
export type Verdict =
  | { readonly fate: "accepted" | "dead" | "refused" | "content" | "closed" | "uncertain" }
  | { readonly fate: "later"; readonly because: "reader" | "relay" | "policy" };

interface Rule {
  /** Left out: at each. */
  readonly steps?: readonly Step[];
  readonly codes?: readonly number[];
  /** Beginning of the enhanced code (RFC 3463); null: there is none, or none that says anything ("5.0.0"). Left out: any. */
  readonly enhanced?: readonly string[] | null;
  readonly words?: RegExp;
  readonly verdict: Verdict;
}

const later = (because: "reader" | "relay" | "policy"): Verdict => ({ fate: "later", because });
const [dead, refused, content, closed] = (["dead", "refused", "content", "closed"] as const).map(
  (fate): Verdict => ({ fate }),
) as [Verdict, Verdict, Verdict, Verdict];

/** Replies that speak of the sender, the line or a list of unwanted ones, though their code is that of an unknown address. */
const POLICY =
  /relay|spam|block|black ?list|deny ?list|policy|denied|prohibited|not allowed|reputation|authenticat|banned|\b(spf|dkim|dmarc|rbl|dnsbl)\b/i;

/** 4xx; the first that fits. */
const FOR_NOW: readonly Rule[] = [
  { codes: [421, 454, 432], verdict: later("relay") },
  { steps: ["mail", "data"], verdict: later("relay") },
  { enhanced: ["4.3."], verdict: later("relay") },
  { verdict: later("reader") },
];

/** 5xx; the first that fits. */
const FOR_GOOD: readonly Rule[] = [
  { codes: [530, 535, 538], verdict: closed },
  // About the sender's address (RFC 3463, X.1.7 and X.1.8): the reader's domain does not want it.
  { steps: ["rcpt"], enhanced: ["5.1.7", "5.1.8"], verdict: later("policy") },
  { steps: ["data", "end"], enhanced: ["5.1.7", "5.1.8"], verdict: content },
  { steps: ["rcpt", "data", "end"], enhanced: ["5.1."], verdict: dead },
  { steps: ["rcpt", "data", "end"], enhanced: ["5.2."], verdict: refused },
  { steps: ["rcpt"], enhanced: ["5.3.", "5.4."], verdict: refused },
  { steps: ["rcpt"], enhanced: ["5."], verdict: later("policy") },
  { steps: ["rcpt"], enhanced: null, words: POLICY, verdict: later("policy") },
  { steps: ["rcpt"], enhanced: null, codes: [550, 551, 553, 556], verdict: dead },
  { steps: ["rcpt"], enhanced: null, codes: [552, 521], verdict: refused },
  { steps: ["rcpt"], verdict: later("policy") },
  // A full mailbox or a letter that is too big: where only one reader's domain says so, it is his.
  { steps: ["end"], enhanced: null, codes: [552], verdict: later("policy") },
  { verdict: content },
];

/** What became of a letter, by step, code and enhanced code. */
export function verdictOn(handed: Exclude<HandOver, { readonly outcome: "stopped" }>): Verdict {
  if (handed.outcome === "lost") return handed.step === "end" ? { fate: "uncertain" } : later("relay");
  if (handed.code < 300) return { fate: "accepted" };
  const rules = handed.code < 500 ? FOR_NOW : FOR_GOOD;
  return rules.find((rule) => fits(rule, handed))!.verdict;
}

/** `550 5.1.1 No such user`; the reason where the line was lost. */
export function replyOf(handed: Exclude<HandOver, { readonly outcome: "stopped" }>): string {
  if (handed.outcome === "lost") return handed.reason;
  return [handed.code, handed.enhanced, handed.text].filter(Boolean).join(" ");
}

function fits(
  { steps, codes, enhanced, words }: Rule,
  said: Extract<HandOver, { readonly outcome: "replied" }>,
): boolean {
  if (steps && !steps.includes(said.step)) return false;
  if (codes && !codes.includes(said.code)) return false;
  if (words && !words.test(said.text)) return false;
  if (enhanced === undefined) return true;
  const means = said.enhanced !== null && !said.enhanced.endsWith(".0.0") ? said.enhanced : null;
  if (enhanced === null) return means === null;
  return (
    means !== null &&
    enhanced.some((begin) => (begin.endsWith(".") ? means.startsWith(begin) : means === begin))
  );
}
