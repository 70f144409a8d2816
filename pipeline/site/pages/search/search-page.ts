import { sitePage } from "../../../render/site-page.ts";
import { type ArchiveHouse, shellOf } from "../archive-house.ts";
import { cardOf } from "../cards.ts";
import type { Day, Shelf } from "../shelf.ts";
import { excerptsOf, marked } from "./excerpts.ts";
import type { Hit, Search } from "./search-index.ts";
import { tokensOf } from "./tokens.ts";

interface SearchWorld {
  readonly house: ArchiveHouse;
  readonly shelf: Pick<Shelf, "head" | "words">;
  readonly search: Search;
}

const MOST_LETTERS = 200;
const MOST_TERMS = 12;
const PAGE = 20;
const MOST_PAGES = 100;

/** `/search?q=…&page=2`: the issues that hold all words of the question. */
export async function searchPage(query: string, days: readonly Day[], world: SearchWorld): Promise<string> {
  const { house } = world;
  const asked = new URLSearchParams(query);
  const words = wordsOf(asked.get("q") ?? "");
  const terms = [...new Set(tokensOf(words).map(({ term }) => term))].slice(0, MOST_TERMS);
  const hits = terms.length === 0 ? [] : await world.search.find(terms, days);
  const page = pageOf(asked.get("page"), hits.length);
  const from = (page - 1) * PAGE;
  const shell = shellOf(house, {
    title: words === "" ? "Search" : `Search: ${words}`,
    description: `Search the issues of ${house.publication}.`,
    path: null,
    here: "search",
  });
  return sitePage(house.templates, "search", {
    ...shell,
    query: words,
    said: said(words, hits.length, { terms, page }),
    start: from + 1,
    hits: await Promise.all(hits.slice(from, from + PAGE).map((hit) => hitView(hit, terms, world))),
    pages: pagesOf(shell.search, words, { page, count: hits.length }),
  });
}

/** One line of what was typed, without letters that cannot be seen. */
function wordsOf(typed: string): string {
  const seen = typed
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return seen.slice(0, MOST_LETTERS).toWellFormed();
}

function pageOf(typed: string | null, count: number): number {
  const page = /^[1-9]\d{0,2}$/.test(typed ?? "") ? Number(typed) : 1;
  return Math.min(page, Math.max(1, Math.ceil(count / PAGE)), MOST_PAGES);
}

function said(
  words: string,
  count: number,
  { terms, page }: { readonly terms: readonly string[]; readonly page: number },
): string | null {
  if (words === "") return null;
  if (terms.length === 0) return "Nothing to look for: write words, figures or a date.";
  const held = terms.length === 1 ? "it" : "all of it";
  if (count === 0) return `No issue holds ${held}. Fewer words, or shorter ones, find more.`;
  const issues = count === 1 ? "One issue holds" : `${count} issues hold`;
  const pages = Math.ceil(count / PAGE);
  return `${issues} ${held}${pages > 1 ? `; page ${page} of ${pages}` : ""}.`;
}

async function hitView({ day, version }: Hit, terms: readonly string[], world: SearchWorld) {
  const { date, dateline, href, title, corrected } = await cardOf(day, world);
  const { lines } = await world.shelf.words(version);
  return {
    date,
    dateline: `${dateline} ${date.slice(0, 4)}`,
    href,
    title: marked(title, terms),
    excerpts: excerptsOf(lines, terms),
    corrected,
  };
}

function pagesOf(
  path: string,
  words: string,
  { page, count }: { readonly page: number; readonly count: number },
): { readonly before: string | null; readonly after: string | null } | null {
  const last = Math.min(Math.ceil(count / PAGE), MOST_PAGES);
  if (last <= 1) return null;
  const at = (number: number) => `${path}?${new URLSearchParams({ q: words, page: String(number) })}`;
  return { before: page > 1 ? at(page - 1) : null, after: page < last ? at(page + 1) : null };
}
