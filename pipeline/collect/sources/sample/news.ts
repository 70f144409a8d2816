import type { IsoDate, IsoInstant } from "../../../model/unit.ts";
import type { DayNews } from "./day-news.ts";
import { choice, streams } from "./random.ts";
import { phrase, type Vocabulary } from "./vocabulary.ts";

/** One line as a feed sends it: nothing of it is checked yet. */
export interface RawLine {
  readonly time: IsoInstant;
  readonly feed: string;
  readonly title: string;
  readonly link: string | null;
}

export interface NewsSetting {
  readonly key: number;
  readonly date: IsoDate;
  readonly after: IsoInstant;
  readonly upTo: IsoInstant;
  readonly vocabulary: Vocabulary;
  readonly news: DayNews;
}

/** A line with its place on the tape, in minutes before the window's end. */
interface Draft {
  readonly minutes: number;
  readonly feed: string;
  readonly title: string;
}

type Pick = (count: number) => number;

/** How many lines a group gives on a day: at least, and at most. */
const STANDING: readonly (readonly [string, number, number])[] = [
  ["trade", 3, 3],
  ["treasury", 1, 2],
  ["abroad", 2, 2],
  ["economy", 2, 3],
  ["world", 2, 2],
  ["oil", 0, 1],
  ["gold", 0, 1],
];
const TALKS = 3;
const FED = "talk FED ";
const CHAIR = `${FED}CHAIR`;

/** The tape of one day: 25 to 45 lines from several feeds, in the order of their times, some of them twice. */
export function newsOf({ key, date, after, upTo, vocabulary, news }: NewsSetting): readonly RawLine[] {
  let drawn = 0;
  const pick: Pick = (count) => choice(key, streams.news + drawn++, count);
  const writer = writerOf(vocabulary, news, pick);
  const standing = STANDING.flatMap(([group, least, most]) =>
    writer.some(group, least + pick(most - least + 1)).map((title) => writer.draft(title, 30 + pick(1150))),
  );
  const drafts = [
    ...closingLines(news, writer, pick),
    ...(news.decision ? writer.burst(news.decision, 3, 270) : []),
    ...news.releases.flatMap((group) => writer.burst(group, 3, 595)),
    ...talkLines(vocabulary, news, writer, pick),
    ...standing,
  ];
  const [begin, end] = [Date.parse(after), Date.parse(upTo)];
  return [...drafts, ...repeats(drafts, vocabulary, pick)]
    .map((draft) => ({
      ...draft,
      at: Math.min(end, Math.max(begin + 1000, end - draft.minutes * 60_000)),
    }))
    .sort((a, b) => a.at - b.at)
    .map(({ at, feed, title }, index) => ({
      time: instant(at),
      feed,
      title,
      link: linkOf(feed, date, index),
    }));
}

/** Takes lines from the vocabulary, each at most once a day. */
interface Writer {
  /** So many lines of a group, in the order of the vocabulary. */
  some(group: string, count: number): readonly string[];
  draft(title: string, minutes: number): Draft;
  /** Lines of a group from one feed, some minutes apart. */
  burst(group: string, count: number, minutes: number): readonly Draft[];
}

function writerOf(vocabulary: Vocabulary, { particulars }: DayNews, pick: Pick): Writer {
  const taken = new Set<string>();
  const feeds = feedsOf(vocabulary);
  const feed = () => feeds[pick(feeds.length)]!;
  const some = (group: string, count: number): readonly string[] => {
    const lines = vocabulary.groups.get(group) ?? [];
    const chosen = drawFrom(
      lines.filter((line) => !taken.has(line)),
      count,
      pick,
    ).sort((a, b) => lines.indexOf(a) - lines.indexOf(b));
    for (const line of chosen) taken.add(line);
    return chosen.map((line) => phrase(line, vocabulary, particulars, pick));
  };
  return {
    some,
    draft: (title, minutes) => ({ title, minutes, feed: feed() }),
    burst(group, count, minutes) {
      const from = feed();
      const apart = 1 + pick(6);
      return some(group, count).map((title, index) => ({
        title,
        feed: from,
        minutes: minutes - index * apart - 1,
      }));
    },
  };
}

function closingLines({ closing }: DayNews, writer: Writer, pick: Pick): Draft[] {
  return closing.flatMap((group) => {
    const count = group.startsWith("index") ? 2 : 1;
    return writer.some(group, count).map((title) => writer.draft(title, 15 + pick(130)));
  });
}

/** Three speakers; after a decision the chair is one of them, and before it nobody of the Fed. */
function talkLines({ groups }: Vocabulary, news: DayNews, writer: Writer, pick: Pick): Draft[] {
  const speakers = [...groups.keys()].filter((group) => group.startsWith("talk "));
  const chair = speakers.filter((group) => news.decision !== null && group === CHAIR);
  const rest = speakers.filter((group) => !(news.isBlackout && group.startsWith(FED)));
  const others = drawFrom(rest, TALKS - chair.length, pick);
  return [
    ...chair.flatMap((group) => writer.burst(group, 5, 240)),
    ...others.flatMap((group) => writer.burst(group, 4 + pick(2), 100 + pick(650))),
  ];
}

/** One line word for word and two or three in other words, by other feeds some minutes later. */
function repeats(drafts: readonly Draft[], vocabulary: Vocabulary, pick: Pick): Draft[] {
  const frames = vocabulary.groups.get("retitle") ?? [];
  return Array.from({ length: 3 + pick(2) }, (_, index) => {
    const { title, feed, minutes } = drafts[pick(drafts.length)]!;
    const others = feedsOf(vocabulary).filter((other) => other !== feed);
    const told = index === 0 ? title : phrase(frames[pick(frames.length)]!, vocabulary, { title }, pick);
    return { title: told, feed: others[pick(others.length)]!, minutes: minutes - 2 - pick(20) };
  });
}

/** So many of them, each at most once. */
function drawFrom(lines: readonly string[], count: number, pick: Pick): string[] {
  const left = [...lines];
  const drawn: string[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(pick(left.length), 1));
  return drawn;
}

function feedsOf({ lists }: Vocabulary): readonly string[] {
  return lists.get("feed") ?? [];
}

function instant(ms: number): IsoInstant {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Where the line would be read; one in six has no link. */
function linkOf(feed: string, date: IsoDate, index: number): string | null {
  if (index % 6 === 5) return null;
  return `https://example.com/${feed.replace(/ /g, "-")}/${date}/${String(index + 1).padStart(3, "0")}`;
}
