import type { Headline } from "../../model/headline.ts";
import { type Telling, tellingOf, tells } from "./similarity.ts";

/** One story: the writer's title or else the fullest that it came under, when it first came, and everyone who brought it. */
export interface Story {
  readonly title: string;
  readonly link: string | null;
  /** The earliest; null where no line of it had a time. */
  readonly time: string | null;
  /** The feed of the title first, then the others in the order in which they brought it. */
  readonly feeds: readonly string[];
  /** Every line that told it, the one with the title first. */
  readonly lines: readonly Headline[];
  /** True where the writer pinned any of its lines. */
  readonly pinned: boolean;
}

interface Told {
  readonly headline: Headline;
  readonly telling: Telling;
  /** The page that its link leads to, where that page bears one story. */
  readonly page: string | null;
}

/** A page that came with more titles is a running page or a feed's fixed address: it does not tell stories apart. */
const TITLES_OF_A_PAGE = 3;

/**
 * Stories in the order of their first time. A line joins a story whose fullest title tells all that it does, or whose page it links; the
 * nearest of several. Lines are compared with that title only, so that a story cannot grow from one line to the next.
 */
export function storiesOf(headlines: readonly Headline[]): readonly Story[] {
  const stories: Told[][] = [];
  for (const told of toldOf(headlines)) {
    const known = stories.findLast(
      (story) => tells(story[0]!.telling, told.telling) || story.some((line) => samePage(line, told)),
    );
    if (known) known.push(told);
    else stories.push([told]);
  }
  return stories.map(storyOf).sort(byTime);
}

/** Lines with the fullest title first; of equally full ones a pasted line, the earlier one, the plainer one. */
function toldOf(headlines: readonly Headline[]): readonly Told[] {
  // By the title under which it came: with the writer's own words it would leave the other lines of its story behind.
  const tellings = headlines.map((headline) => ({
    headline,
    telling: tellingOf(headline.originalTitle ?? headline.title),
  }));
  const titles = new Map<string, Set<string>>();
  for (const { headline, telling } of tellings) {
    const page = headline.link && pageOf(headline.link);
    if (page) titles.set(page, (titles.get(page) ?? new Set()).add(telling.exact));
  }
  return tellings
    .map(({ headline, telling }) => {
      const page = headline.link && pageOf(headline.link);
      return { headline, telling, page: page && titles.get(page)!.size <= TITLES_OF_A_PAGE ? page : null };
    })
    .sort(
      (a, b) =>
        b.telling.words.length - a.telling.words.length ||
        Number(isPasted(b.headline)) - Number(isPasted(a.headline)) ||
        byTime(a.headline, b.headline) ||
        a.headline.title.length - b.headline.title.length,
    );
}

/** Two lines that a person pasted with one address are two lines. */
function samePage(a: Told, b: Told): boolean {
  return a.page !== null && a.page === b.page && !(isPasted(a.headline) && isPasted(b.headline));
}

function storyOf(told: readonly Told[]): Story {
  const all = told.map(({ headline }) => headline);
  const first = all.find(({ originalTitle }) => originalTitle !== undefined) ?? all[0]!;
  const others = all.filter((line) => line !== first);
  const lines = [first, ...others];
  const times = lines.flatMap(({ time }) => time ?? []).sort();
  return {
    title: first.title,
    link: lines.find(({ link }) => link !== null)?.link ?? null,
    time: times[0] ?? null,
    feeds: [...new Set([first, ...others.sort(byTime)].map(({ feed }) => feed))],
    lines,
    pinned: lines.some(({ pinned }) => pinned),
  };
}

/** True for a line of the paste lane. */
export function isPasted({ origin }: Headline): boolean {
  return origin.source === "paste";
}

/** What has no time comes first: a person pasted it. */
export function byTime(a: { readonly time: string | null }, b: { readonly time: string | null }): number {
  const [left, right] = [a.time ?? "", b.time ?? ""];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Parameters that say where a reader came from, not what is read. */
const TRACKING = /^(?:utm_.*|gclid|fbclid|mc_[ce]id|cmpid|ocid|mod|ref|smid|icid|__source)$/;

/**
 * The page that a link leads to: without scheme, `www.`, fragment, tracking parameters and closing slash. Null for a site's front page,
 * which bears no story of its own.
 */
export function pageOf(link: string): string | null {
  const { host, pathname, searchParams } = new URL(link);
  const telling = [...searchParams].filter(([name]) => !TRACKING.test(name.toLowerCase())).sort();
  const path = pathname.replace(/\/+$/, "");
  if (path === "" && telling.length === 0) return null;
  return `${host.replace(/^www\./, "")}${path}?${new URLSearchParams(telling)}`;
}
