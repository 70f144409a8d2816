import type { Numeral, Span, StatedUnit } from "./sentence.ts";

const WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  mn: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
  b: 1e9,
  trillion: 1e12,
  tn: 1e12,
  t: 1e12,
};
const FRACTIONS: Readonly<Record<string, number>> = { "¼": 0.25, "½": 0.5, "¾": 0.75 };

const CURRENCY = "(?:US\\$|[$€£¥]|(?:USD|EUR|GBP|JPY|CHF)\\s?)";
const DIGITS = "(?:\\d{1,3}(?:,\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d+(?:[.,]\\d+)?|\\.\\d+)";
const UNIT =
  "[\\s-]?(?:(?<percent>%|per\\s?cent(?!age)|pct)|(?<pp>pp[ts]?|ppts|percentage[\\s-]points?)|(?<bp>bps?|basis[\\s-]points?)|(?<sd>sd|s\\.d\\.|σ|sigmas?|standard[\\s-]deviations?)|(?<days>(?:trading\\s|business\\s|calendar\\s)?days?)|(?<times>times(?!\\sthe\\snews))|points?|pts?)(?![\\p{L}\\d])";
const NUMERAL = new RegExp(
  [
    // Not inside a word or another number, nor behind a name's hyphen or point: COVID-19, H.15.
    "(?<![\\p{L}\\d_]|[\\p{L}_][.,/&#@^-]|\\d[.,/]|[#@^])",
    `(?<sign>[+−](?=[\\d.$€£¥U])|[-–](?=[\\d.$€£¥]))?(?<money>${CURRENCY})?(?<late>[-−])?`,
    `(?:(?<digits>${DIGITS})(?<fraction>[¼½¾])?|(?<alone>[¼½¾])|(?<word>${WORDS.join("|")})(?!-\\p{L}|\\p{L}|'))`,
    "(?:\\s?(?<scale>thousand|million|billion|trillion|bn|mn|tn|[kKMBTmbt])(?![\\p{L}\\d]))?",
    `(?<ordinal>st|nd|rd|th(?!\\p{L}))?(?:${UNIT})?`,
  ].join(""),
  "giu",
);
const ABOUT =
  /(?:[~≈]|(?<!\p{L})(?:about|some|near|nearly|roughly|around|approximately|approx\.?|almost|close to|circa|ca\.?))\s?$/iu;
const ABOUT_BEHIND = /^\s(?:or so|-?ish)(?!\p{L})/iu;
const OVER =
  /(?:[>≥]|(?<!\p{L})(?:over|above|more than|greater than|higher than|at least|north of|exceeding|exceeds?|topping|no less than))\s?$/iu;
const UNDER =
  /(?:[<≤]|(?<!\p{L})(?:under|below|less than|fewer than|lower than|at most|south of|no more than|up to))\s?$/iu;
/** "3 bp over five days" tells how long, "9 bp below 61.9" what it is compared with: neither is a bound. */
const LENGTH_OF_TIME =
  /^\s(?:trading\s|business\s|straight\s|consecutive\s)?(?:day|week|month|quarter|year|session|meeting|decade|hour|minute)s?(?!\p{L})/iu;
const MEASURED = /(?:\d|%|bps?|pp|points?|sd)\s(?:above|below|over|under)\s?$/iu;
/** "one" is a number before what it can count; elsewhere it is a pronoun. */
const ONE_COUNTS =
  /^\s?(?:%|percent|pct|basis|bps?|pp|sd|standard|(?:of|in)\s(?:the\s)?(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|(?:sector|meeting|cut|hike|model|member|stock|month|quarter|year|week|session|third|fifth|quarter)\b)/i;
/** More digits than a number can hold exactly are no figure of anything. */
const MOST_DIGITS = 15;

const PARTS: Readonly<Record<string, number>> = {
  half: 1 / 2,
  quarter: 1 / 4,
  third: 1 / 3,
  tenth: 1 / 10,
  fifth: 1 / 5,
  "two thirds": 2 / 3,
  "three quarters": 3 / 4,
};
/** "Half a percent", "three-quarters of a percentage point". */
const PART =
  /(?<![\p{L}\d])(?:an?\s)?(?<part>half|quarter|third|tenth|fifth|two[\s-]thirds|three[\s-]quarters)\s(?:of\s)?an?\s(?<percent>per\s?cent|percentage\spoint|point)(?![\p{L}\d])/giu;

/** Parts of a percent in words: a tenth off is still it. */
function partsIn(text: string): readonly Numeral[] {
  return [...text.matchAll(PART)].map(({ 0: found, index, groups }) => ({
    ...{
      from: index,
      to: index + found.length,
      value: PARTS[groups!.part!.toLowerCase().replace("-", " ")]!,
    },
    ...{
      decimals: 1,
      sign: null,
      unit: /cent$/i.test(groups!.percent!) ? ("percent" as const) : ("pp" as const),
    },
    ...{ isAbout: true, bound: null, isWord: false, factor: 1 },
  }));
}

/** Numerals of a sentence, left to right, outside of `taken`: its dates, and what only looks like one. */
export function numeralsIn(text: string, taken: readonly Span[]): readonly Numeral[] {
  const parts = partsIn(text);
  const closed = [...taken, ...parts].sort((a, b) => a.from - b.from);
  const numerals: Numeral[] = [];
  let next = 0;
  for (const found of text.matchAll(NUMERAL)) {
    const from = found.index;
    const to = from + found[0].length;
    while (next < closed.length && closed[next]!.to <= from) next += 1;
    const isFree = closed.length === next || closed[next]!.from >= to;
    const numeral = isFree ? numeralOf(found, text) : null;
    if (numeral) numerals.push(numeral);
  }
  return parts.length === 0 ? numerals : [...numerals, ...parts].sort((a, b) => a.from - b.from);
}

function numeralOf(found: RegExpExecArray, text: string): Numeral | null {
  const groups = found.groups!;
  const number = numberOf(groups);
  const [from, to] = [found.index, found.index + endOf(found)];
  if (number === null || isPartOfName(text, to, groups)) return null;
  if (groups.word?.toLowerCase() === "one" && !isCounted(text, from)) return null;
  const sign = signOf(groups, text, from);
  const before = text.slice(Math.max(0, from - 20), from);
  const scale = scaleOf(groups);
  return {
    from: groups.sign && sign === null ? from + 1 : from,
    to,
    value: number.value * (sign === "−" ? -1 : 1),
    decimals: number.decimals,
    sign,
    unit: unitOf(groups),
    isAbout: ABOUT.test(before) || ABOUT_BEHIND.test(text.slice(to, to + 8)),
    bound: boundOf(before, text.slice(to, to + 24), groups),
    isWord: groups.word !== undefined,
    factor: scale,
  };
}

type Groups = Readonly<Record<string, string | undefined>>;

function numberOf({ digits, fraction, alone, word }: Groups): { value: number; decimals: number } | null {
  if (word) return { value: WORDS.indexOf(word.toLowerCase()), decimals: 0 };
  const part = FRACTIONS[fraction ?? alone ?? ""] ?? 0;
  const written = digits ?? "0";
  if (written.length > MOST_DIGITS) return null;
  // A comma that parts no thousands is a decimal one: 4,17.
  const plain = /^\d{1,3}(?:,\d{3})+(?:\.|$)/.test(written)
    ? written.replaceAll(",", "")
    : written.replace(",", ".");
  const places = plain.includes(".") ? plain.length - plain.indexOf(".") - 1 : 0;
  const decimals = part === 0 ? places : part === 0.5 ? 1 : 2;
  return { value: Number(plain) + part, decimals };
}

/** A letter after a bare number may be a tenor or a name ("3m", "3M", "5b") and is a scale only behind a currency, "k", "B", "T" and "4.01M" aside. */
function scaleOf({ scale, money, digits }: Groups): number {
  if (!scale) return 1;
  const isScale =
    scale.length > 1 || money || /[kKBT]/.test(scale) || (scale === "M" && digits?.includes("."));
  return isScale ? SCALES[scale.toLowerCase()]! : 1;
}

/** Letters or digits right behind it make it part of a name; so does a scale that is none. */
function isPartOfName(text: string, to: number, groups: Groups): boolean {
  if (groups.scale && scaleOf(groups) === 1) return true;
  const after = text.slice(to, to + 3);
  return /^(?:[\p{L}\d_]|-\p{L}|[,.]\d)/u.test(after);
}

/** Where the numeral ends: "days" and "point" belong to it, a space or hyphen before nothing does not. */
function endOf(found: RegExpExecArray): number {
  return found[0].trimEnd().length;
}

function isCounted(text: string, from: number): boolean {
  return (
    ONE_COUNTS.test(text.slice(from + 3, from + 24)) ||
    /\b(?:only|just)\s$/i.test(text.slice(Math.max(0, from - 5), from))
  );
}

/** A hyphen or dash is a minus only where a word could begin: " –14", "(-3", not "50-55". */
function signOf({ sign, late }: Groups, text: string, from: number): Numeral["sign"] {
  if (late) return "−";
  if (!sign) return null;
  if (sign === "+") return "+";
  if (sign === "−") return "−";
  return /[\s(["'~≈:=/|<>,;]|^$/.test(text[from - 1] ?? "") ? "−" : null;
}

function unitOf(groups: Groups): StatedUnit {
  if (groups.money) return "money";
  if (groups.ordinal) return "ordinal";
  const units = ["percent", "pp", "bp", "sd", "days", "times"] as const;
  return units.find((unit) => groups[unit] !== undefined) ?? null;
}

function boundOf(before: string, after: string, { days }: Groups): 1 | -1 | null {
  if (MEASURED.test(before)) return null;
  const isLength = days !== undefined || LENGTH_OF_TIME.test(after);
  if (OVER.test(before)) return isLength && /over\s?$/i.test(before) ? null : 1;
  return UNDER.test(before) ? -1 : null;
}
