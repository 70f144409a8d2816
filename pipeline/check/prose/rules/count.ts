import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { Numeral, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { memberTally, sectorTally, type Tally } from "./issue-figures.ts";
import { isOtherSpan, isUnsaid } from "./left-alone.ts";

const SECTORS = "(?:S&P (?:500 )?|GICS |the )?(?:sectors|groups)";
const MEMBERS =
  "(?:of )?(?:the )?(?:Mag7|Mag 7|Magnificent (?:Seven|7)|(?<=the )seven)(?: (?:members|stocks|names|megacaps))?";
const UP =
  /^[\s,]*(?:\w+ly )?(?:were |was |ended |closed |finished |are |traded )?(?:rose|rise|rising|up|higher|gained|gain|gaining|advanced|advancing|in the green|positive|green)\b/i;
const DOWN =
  /^[\s,]*(?:\w+ly )?(?:were |was |ended |closed |finished |are |traded )?(?:fell|fall|falling|down|lower|declined|declining|dropped|in the red|negative|red|lost)\b/i;

/** A count as a sentence states it: `of` null is "most" or "all" of them. */
interface Counted extends Span {
  readonly count: number | "most" | "all";
  readonly of: Numeral | null;
  readonly covers: readonly Span[];
  readonly after: number;
  readonly isMembers: boolean;
  /** So many are left out: "all but three". */
  readonly isAllBut?: boolean;
}

/** "Nine of eleven sectors rose", "all sectors fell", "five of the Magnificent Seven gained": by the issue's own counts. */
export const count: Rule = (sentence, facts, taken) => [
  ...countsIn(sentence)
    .filter((one) => !taken.some((other) => overlaps(one, other)))
    .flatMap((one) => rulingOn(sentence, facts, one)),
  ...advancersIn(sentence).filter((one) => !taken.some((other) => overlaps(one, other))),
];

function countsIn(sentence: Sentence): readonly Counted[] {
  const { text, numerals } = sentence;
  const ofMany = numerals.flatMap((numeral) => {
    const of = numerals.find(
      ({ from }) => from > numeral.to && /^ (?:out )?of (?:the |all )?$/i.test(text.slice(numeral.to, from)),
    );
    const noun = of && new RegExp(`^ ${SECTORS}`, "i").exec(text.slice(of.to));
    const members = new RegExp(`^ (?:of |out of )${MEMBERS}`, "i").exec(text.slice(numeral.to));
    const end = of && noun ? of.to + noun[0].length : members ? numeral.to + members[0].length : null;
    if (end === null) return [];
    const total = noun ? (of ?? null) : null;
    const span = { from: numeral.from, to: end };
    return [{ ...span, count: numeral.value, of: total, covers: [span], after: end, isMembers: !noun }];
  });
  const quantified = [
    ...text.matchAll(
      new RegExp(
        `\\b(all|every|most)(?: of the)?(?: eleven| 11)? ${SECTORS.replace("sectors", "sectors?")}`,
        "gi",
      ),
    ),
  ];
  const others: readonly Counted[] = quantified.map((found) => {
    const span = { from: found.index, to: found.index + found[0].length };
    const many: "most" | "all" = /^most/i.test(found[1]!) ? "most" : "all";
    return { ...span, count: many, of: null, covers: [span], after: span.to, isMembers: false };
  });
  return [...ofMany, ...others, ...allButIn(sentence), ...plainIn(sentence)].filter(
    (one, index, all) => !all.slice(0, index).some((other) => overlaps(one, other)),
  );
}

/** "All but three sectors". */
function allButIn({ text, numerals }: Sentence): readonly Counted[] {
  return numerals.flatMap((numeral) => {
    const before = /\ball but $/i.exec(text.slice(Math.max(0, numeral.from - 12), numeral.from));
    const noun = new RegExp(`^ (?:of )?${SECTORS}`, "i").exec(text.slice(numeral.to));
    if (!before || !noun) return [];
    const span = { from: numeral.from - before[0].length, to: numeral.to + noun[0].length };
    const rest = { of: null, covers: [span], after: span.to, isMembers: false };
    return [{ ...span, ...rest, count: numeral.value, isAllBut: true }];
  });
}

/** "Eight sectors up, three down". */
function plainIn({ text, numerals }: Sentence): readonly Counted[] {
  const plain = numerals.filter(
    ({ unit, decimals, sign }) => unit === null && decimals === 0 && sign === null,
  );
  const first = plain.flatMap((numeral) => {
    const noun = new RegExp(`^ ${SECTORS}`, "i").exec(text.slice(numeral.to));
    return noun ? [{ numeral, after: numeral.to + noun[0].length }] : [];
  });
  const second = plain
    .filter(({ from }) =>
      first.some(
        ({ after }) => from > after && /^[^.;]{0,30}(?:,|and|with)\s$/.test(text.slice(after, from)),
      ),
    )
    .map((numeral) => ({ numeral, after: numeral.to }));
  return [...first, ...second].map(({ numeral, after }) => {
    const span = { from: numeral.from, to: after };
    return { ...span, count: numeral.value, of: null, covers: [span], after, isMembers: false };
  });
}

function rulingOn(sentence: Sentence, facts: Facts, counted: Counted): readonly Ruled[] {
  const rest = sentence.text.slice(counted.after);
  const side = UP.test(rest) ? "up" : DOWN.test(rest) ? "down" : null;
  const verb = { from: counted.from, to: counted.after };
  if (side === null || isUnsaid(sentence, verb) || isOtherSpan(sentence, facts, verb)) return [];
  const tally = counted.isMembers ? memberTally(facts) : sectorTally(facts);
  const { from, to, covers } = counted;
  const place = { from, to, kind: "count" as const, covers };
  if (!tally)
    return [
      { ...place, verdict: "not verifiable", message: "The issue has no count of these.", figures: [] },
    ];
  const holds = agrees(counted, tally, side);
  return [
    {
      ...place,
      verdict: holds ? "verified" : "contradicted",
      message: saysOf(tally),
      ...(!holds && { remedy: `Write ${tally[side]} of ${tally.of}.` }),
      figures: tally.figures,
    },
  ];
}

function agrees({ count: many, of, isAllBut }: Counted, tally: Tally, side: "up" | "down"): boolean {
  if (isAllBut) return tally.of - Number(many) === tally[side];
  if (many === "all") return tally[side] === tally.of;
  if (many === "most") return tally[side] * 2 > tally.of;
  return many === tally[side] && (of === null || of.value === tally.of);
}

export function saysOf({ noun, up, down, flat, of, upWeightPercent }: Tally): string {
  const still = flat === 0 ? "" : `, ${flat} did neither`;
  const weight =
    upWeightPercent === null
      ? ""
      : `; those that rose hold ${roundHalfAway(upWeightPercent, 0)}% of the weight`;
  return `Of ${of} ${noun}, ${up} rose and ${down} fell${still}${weight}.`;
}

/** Single shares are not counted by any source of the issue. */
function advancersIn({ text, numerals }: Sentence): readonly Ruled[] {
  return numerals.flatMap((numeral) => {
    const noun =
      /^ (?:S&P (?:500 )?|NYSE )?(?:advancers|decliners|stocks (?:rose|fell|advanced|declined))\b/i.exec(
        text.slice(numeral.to),
      );
    if (!noun) return [];
    const span = { from: numeral.from, to: numeral.to + noun[0].length };
    const message = "No count of single shares that rose or fell is at hand.";
    return [{ ...span, kind: "count", verdict: "not verifiable", message, figures: [], covers: [span] }];
  });
}
