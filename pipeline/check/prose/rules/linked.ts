import type { Facts, Mention } from "../facts.ts";
import type { Sentence, Span } from "../sentence.ts";

/** What may stand between a subject and what is said of it; any other word may be another subject, and the statement is left alone. */
const LINKS = new Set(
  (
    "a an the its their is was are were be being by of on in at then again just still only also further another even today now " +
    "modestly slightly sharply marginally broadly largely essentially virtually roughly about nearly some around clearly " +
    "moved ended closed finished settled traded trading trades stood stands stand sits sit stayed stays remained remains held " +
    "pushed inched was bp bps basis point points percent pp yield yields spread spreads index level levels day session note " +
    "a touch bit ground grind grinds leaked crept edged inched drifted wobbled"
  ).split(" "),
);

/** Words before a subject that make another one of it. */
const FOREIGN =
  /\b(German|Italian|French|Spanish|UK|British|Japanese|Chinese|European|euro|eurozone|Canadian|Australian|Swiss|Asian|Emerging|EM|global|world|overseas|foreign|real|breakeven|swap|mortgage|municipal|junk|bank|small-cap|auction|Japan|Germany|Britain|France|Italy|Spain|Canada|Australia|China|Switzerland|Mexico|Brazil|India|Korea|Bund|Gilt|JGB)(?:'s)?[\s-]+$/i;
/** Words behind a tenor that make another country's or another thing's yield of it: "the 10-year Bund". */
const FOREIGN_AFTER =
  /^[\s-]*(?:Bunds?|gilts?|JGBs?|OATs?|BTPs?|SGBs?|mortgages?|auction|average mortgage)\b/i;
/** "Three of the Magnificent Seven", "the weakest of the seven": a part of it is spoken of. */
const PARTITIVE =
  /(?:^|\d%?|\b(?:one|two|three|four|five|six|seven|some|most|all|few|many|none|half|members?|names?|stocks?|best|worst|\p{L}+est|leader|laggard))\s?(?:out )?of (?:the )?$/iu;
/** "Cost the index 0.36 pp": it is what something was done to. */
const OBJECT =
  /\b(?:cost|costing|costs|gave|giving|lifted|lifting|dragged|dragging|boosted|boosting)\s(?:the )?$/i;

/** Words before a general subject ("yields", "stocks") that leave it what it is; any other narrows it to something unknown. */
const OPENERS = new Set(
  (
    "while as but and or with when where though although because since after before even yet despite amid that which meanwhile " +
    "overall here there today us treasury government bond benchmark credit ig investment-grade grade both our these those all nominal so " +
    "kept left saw sent rates meant wall street u.s. long-end long monday tuesday wednesday thursday friday session"
  ).split(" "),
);

const PERMITTED: ReadonlySet<string> = new Set([...LINKS, ...OPENERS]);

export interface Link {
  /** Words that link here beside the usual ones. */
  readonly also?: readonly string[];
  /** Stretches between the two that are passed over: words of movement before "to its highest". */
  readonly over?: readonly Span[];
}

/** The last subject named before a place, if nothing but links, numbers and commas stands between; null otherwise. */
export function subjectBefore(sentence: Sentence, facts: Facts, at: number, link: Link = {}): Mention | null {
  const named = facts.mentions(sentence).filter(({ to }) => to <= at);
  const mention = named.findLast(({ from }) => !OBJECT.test(sentence.text.slice(0, from)));
  if (!mention) return null;
  const over = [...(link.over ?? []), ...named.filter(({ from }) => from > mention.to)];
  if (!areLinks(sentence.text, { from: mention.to, to: at }, { ...link, over })) return null;
  return isItself(sentence, mention, facts) ? mention : null;
}

/** The first subject named from a place on, if nothing but links stands between. */
export function subjectAfter(sentence: Sentence, facts: Facts, at: number, link: Link = {}): Mention | null {
  const mention = facts.mentions(sentence).find(({ from }) => from >= at);
  if (!mention || isOpenIndex(sentence, mention, facts)) return null;
  if (!areLinks(sentence.text, { from: at, to: mention.from }, link)) return null;
  return mention;
}

/** The one subject of a sentence: the only one that it names, or, where it names none, that of its section. */
export function onlySubject(sentence: Sentence, facts: Facts): string | null {
  const mentions = facts.mentions(sentence).filter((mention) => !isOpenIndex(sentence, mention, facts));
  const named = mentions.filter((mention) => isItself(sentence, mention, facts));
  if (mentions.length > named.length) return null;
  if (named.length === 0) return facts.subjectOf(sentence.id);
  // "IG OAS" and "spreads" are one where the edition follows the OAS.
  const subjects = new Set(named.map(({ subject }) => facts.seriesOf(subject) ?? subject));
  return subjects.size === 1 ? named[0]!.subject : null;
}

/** A subject as a finding calls it. */
export function nameOf(facts: Facts, subject: string): string {
  const name = facts.subjects.get(subject)?.words[0] ?? subject;
  const fund = fundOf(facts, subject);
  return fund === null ? name : `${name} (by the fund ${fund})`;
}

/** The ticker of the fund through which a subject is seen, where it is not that fund itself: gold through GLD. Its price is not the subject's. */
export function fundOf(facts: Facts, subject: string): string | null {
  const ticker = /^(?:FUND|GOLD)\.([A-Z]+)$/.exec(facts.seriesOf(subject) ?? "")?.[1];
  const isFund = facts.subjects.get(subject)?.words.some((word) => word.split(" ")[0] === ticker);
  return ticker === undefined || isFund ? null : ticker;
}

/** Whether nothing stands in a stretch but words that link, and those that are passed over. */
export function areLinks(text: string, span: Span, { also = [], over = [] }: Link = {}): boolean {
  const letters = text.slice(span.from, span.to).split("");
  for (const { from, to } of over)
    if (from < span.to && to > span.from) letters.fill(" ", Math.max(0, from - span.from), to - span.from);
  const between = letters.join("");
  if (/[;.?!…→](?!\d)/.test(between)) return false;
  const words = between.match(/\p{L}+/gu) ?? [];
  return words.every((word) => LINKS.has(word.toLowerCase()) || also.includes(word.toLowerCase()));
}

/** "The index" of a text that speaks of one of these is not the S&P 500. */
const OTHER_INDEX =
  /\b(?:USD|dollar|DXY|USDX|Dow|DAX|Nikkei|Nasdaq|NASDAQ|Russell|ISM|PMI|sentiment|confidence)\b/;

/** Texts of which "the index" is that of shares. */
const OF_SHARES: ReadonlySet<string | null> = new Set([null, "s-p-500", "mag7"]);
const OF_CREDIT = /\b(?:spreads?|OAS|CDX|credit|investment[- ]grade|high[- ]yield|junk)\b/i;

/** "The index" in a text or a sentence on credit: it may be that of the bonds, and nothing is held against the S&P 500. */
function isOpenIndex({ id, text }: Sentence, { from, to }: Span, facts: Facts): boolean {
  if (!/^(?:the )?index$/i.test(text.slice(from, to))) return false;
  const own = facts.subjectOf(id);
  return !OF_SHARES.has(own) || (own === null && OF_CREDIT.test(text));
}

/** So many letters around a mention say what it is. */
const BEFORE = 40;

/** Whether a mention means what the vocabulary means: "German 10-year", "mortgage rates" and "AUD/USD" do not. */
export function isItself(sentence: Sentence, { from, to }: Span, facts: Facts): boolean {
  const { text, under } = sentence;
  const before = text.slice(Math.max(0, from - BEFORE), from);
  const words = text.slice(from, to);
  if (PARTITIVE.test(before) || FOREIGN_AFTER.test(text.slice(to, to + BEFORE))) return false;
  if (FOREIGN.test(before) || /\b[A-Z]{3}\/$/.test(before)) return false;
  if (isOpenIndex(sentence, { from, to }, facts)) return false;
  if (/^(?:the )?index$/i.test(words) && OTHER_INDEX.test(`${under} ${text}`)) return false;
  const isGeneral = !/[\p{Lu}\d]/u.test(words) || /^(?:Treasury|US|bond) yields?$/i.test(words);
  // "2y Treasury yields", "long and short yields".
  if (isGeneral && /\d(?:s|y|yr|m)?[\s-]+$/i.test(before)) return false;
  const last = /([\p{L}][\p{L}.&'’-]*)\s+$/u.exec(before)?.[1];
  return !isGeneral || last === undefined || PERMITTED.has(last.toLowerCase());
}
