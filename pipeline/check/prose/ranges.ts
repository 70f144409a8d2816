import type { Numeral, NumeralRange } from "./sentence.ts";

/** Between the two ends of a range nothing else stands. */
const DASH = /^\s?[-–—]\s?$/;
const TO = /^\s(?:to|through)\s[~≈]?\s?$/i;
const AND = /^\sand\s[~≈]?\s?$/i;
const BETWEEN = /(?<!\p{L})between\s(?:about\s|roughly\s|[~≈]\s?)?$/iu;
const FROM = /(?<!\p{L})from\s(?:about\s|roughly\s|[~≈]\s?)?$/iu;
/** "rose 24 to 6,796" is no range, "25 to 40" is one. */
const WIDEST = 4;

/** Numerals and their ranges; the two ends of a range share the unit, scale and "about" that is said once. */
export function rangesOf(
  text: string,
  found: readonly Numeral[],
): { readonly numerals: readonly Numeral[]; readonly ranges: readonly NumeralRange[] } {
  const numerals: Numeral[] = [];
  const ranges: NumeralRange[] = [];
  for (let index = 0; index < found.length; index += 1) {
    const [first, second] = [found[index]!, found[index + 1]];
    const form = second ? formOf(text, first, second) : null;
    if (!second || form === null) {
      numerals.push(first);
      continue;
    }
    const ends = shared(first, second);
    const [low, high] = ends[0].value <= ends[1].value ? ends : [ends[1], ends[0]];
    ranges.push({ from: first.from, to: second.to, low, high, form });
    numerals.push(...ends);
    index += 1;
  }
  return { numerals, ranges };
}

function formOf(text: string, first: Numeral, second: Numeral): NumeralRange["form"] | null {
  const between = text.slice(first.to, Math.min(second.from, first.to + 16));
  const before = text.slice(Math.max(0, first.from - 24), first.from);
  const agree = agrees(first, second);
  if (!agree) return null;
  if (DASH.test(between)) return Math.abs(first.value) < Math.abs(second.value) ? "between" : null;
  if (AND.test(between)) return BETWEEN.test(before) ? "between" : null;
  if (!TO.test(between)) return null;
  if (FROM.test(before)) return "from-to";
  // "rose 7% to 12%" tells a change and a level; only ends without a unit of their own are a range without "from".
  return first.unit === null && isNear(first, second) ? "between" : null;
}

/** The first says no unit, or the same one. */
function agrees(first: Numeral, second: Numeral): boolean {
  return (
    first.unit === second.unit || first.unit === null || (first.unit === "money" && second.unit === null)
  );
}

function isNear(first: Numeral, second: Numeral): boolean {
  const [small, large] = [Math.abs(first.value), Math.abs(second.value)];
  return first.isWord || (small < large && large <= small * WIDEST);
}

function shared(first: Numeral, second: Numeral): readonly [Numeral, Numeral] {
  const unit = first.unit ?? second.unit;
  const factor = first.factor === 1 ? second.factor : first.factor;
  const isAbout = first.isAbout || second.isAbout;
  return [
    { ...first, unit, factor, isAbout },
    { ...second, unit, isAbout, factor: second.factor === 1 ? factor : second.factor },
  ];
}
