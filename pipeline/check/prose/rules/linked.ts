import type { Facts, Mention } from "../facts.ts";
import type { Sentence, Span } from "../sentence.ts";

/** What may stand between a subject and what is said of it; any other word may be another subject, and the statement is left alone. */
const LINKS = new Set(
  (
    "a an the its their is was are were be being by of on in at then again just still only also further another even today now " +
    "modestly slightly sharply marginally broadly largely essentially virtually roughly about nearly some around clearly " +
    "moved ended closed finished settled traded trading trades stood stands stand sits sit stayed stays remained remains held " +
    "pushed inched was bp bps basis point points percent pp yield yields spread spreads index level levels day session note " +
    "a touch bit"
  ).split(" "),
);

/** Words before a subject that make another one of it. */
const FOREIGN =
  /\b(German|Italian|French|Spanish|UK|British|Japanese|Chinese|European|euro|eurozone|Canadian|Australian|Swiss|Asian|Emerging|EM|global|world|overseas|foreign|real|breakeven|swap|mortgage|municipal|junk|bank|small-cap|auction)[\s-]+$/i;

/** Words before a general subject ("yields", "stocks") that leave it what it is; any other narrows it to something unknown. */
const OPENERS = new Set(
  (
    "while as but and or with when where though although because since after before even yet despite amid that which meanwhile " +
    "overall here there today us treasury government bond benchmark credit ig investment-grade grade both our these those all nominal so " +
    "kept left saw sent rates meant wall street u.s. long-end long"
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
  const mention = facts.mentions(sentence).findLast(({ to }) => to <= at);
  if (!mention || !areLinks(sentence.text, { from: mention.to, to: at }, link)) return null;
  return isItself(sentence, mention) ? mention : null;
}

/** The first subject named from a place on, if nothing but links stands between. */
export function subjectAfter(sentence: Sentence, facts: Facts, at: number, link: Link = {}): Mention | null {
  const mention = facts.mentions(sentence).find(({ from }) => from >= at);
  if (!mention || !areLinks(sentence.text, { from: at, to: mention.from }, link)) return null;
  return mention;
}

/** The one subject of a sentence: the only one that it names, or, where it names none, that of its section. */
export function onlySubject(sentence: Sentence, facts: Facts): string | null {
  const named = facts.mentions(sentence).filter((mention) => isItself(sentence, mention));
  if (facts.mentions(sentence).length > named.length) return null;
  const subjects = new Set(named.map(({ subject }) => subject));
  if (subjects.size === 0) return facts.subjectOf(sentence.id);
  return subjects.size === 1 ? [...subjects][0]! : null;
}

/** A subject as a finding calls it. */
export function nameOf(facts: Facts, subject: string): string {
  return facts.subjects.get(subject)?.words[0] ?? subject;
}

function areLinks(text: string, span: Span, { also = [], over = [] }: Link): boolean {
  const between = [...text.slice(span.from, span.to)]
    .map((letter, index) => (over.some((one) => holds(one, span.from + index)) ? " " : letter))
    .join("");
  if (/[;.?!…→](?!\d)/.test(between)) return false;
  const words = between.match(/\p{L}+/gu) ?? [];
  return words.every((word) => LINKS.has(word.toLowerCase()) || also.includes(word.toLowerCase()));
}

/** "The index" of a text that speaks of one of these is not the S&P 500. */
const OTHER_INDEX =
  /\b(?:USD|dollar|DXY|USDX|Dow|DAX|Nikkei|Nasdaq|NASDAQ|Russell|ISM|PMI|sentiment|confidence)\b/;

/** Whether a mention means what the vocabulary means: "German 10-year", "mortgage rates" and "AUD/USD" do not. */
function isItself({ text, under }: Sentence, { from, to }: Span): boolean {
  const before = text.slice(0, from);
  const words = text.slice(from, to);
  if (FOREIGN.test(before) || /\b[A-Z]{3}\/$/.test(before)) return false;
  if (/^(?:the )?index$/i.test(words) && OTHER_INDEX.test(`${under} ${text}`)) return false;
  const isGeneral = !/[\p{Lu}\d]/u.test(words);
  const last = /([\p{L}][\p{L}.&'’-]*)\s+$/u.exec(before)?.[1];
  return !isGeneral || last === undefined || PERMITTED.has(last.toLowerCase());
}

function holds({ from, to }: Span, index: number): boolean {
  return from <= index && index < to;
}
