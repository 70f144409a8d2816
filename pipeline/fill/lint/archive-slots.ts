import { type Fields, nullable, type Shape } from "../../sections/shape.ts";

const flag: Shape = { kind: "boolean" };
const count: Shape = { kind: "number" };
const words: Shape = { kind: "text", date: false };
/** As machines read it: what people read stands beside it. */
const date = words;
const object = (fields: Fields): Shape => ({ kind: "object", fields });
const listOf = (of: Shape): Shape => ({ kind: "list", of });

const shell: Fields = {
  ...{ title: words, description: words, publication: words, base: words, desk: words },
  canonical: nullable(words),
  image: nullable(object({ address: words, alt: words })),
  logo: nullable(object({ source: words, alt: words, height: count })),
  ...{ search: words, subscribe: words },
  here: object({ issues: flag, search: flag, subscribe: flag }),
};
const link = object({ on: words, href: words });
const card: Fields = {
  ...{ date, dateline: words, href: words, title: words, standfirst: nullable(words) },
  paid: nullable(object({ only: flag, href: words })),
  corrected: nullable(link),
};
const months = listOf(object({ id: words, name: words, short: words, cards: listOf(object(card)) }));
const year: Fields = { year: words, href: words, count };
const lead: Fields = {
  ...card,
  pdf: nullable(words),
  findings: listOf(object({ section: words, text: words })),
  picture: nullable(
    object({ name: words, alt: words, caption: nullable(words), path: words, source: words }),
  ),
};
const changes = listOf(object({ name: words, was: words, is: words }));
const correction = nullable(
  object({ on: words, at: words, cause: words, note: words, changes, more: changes }),
);
const told = object({
  ...{ isNewest: flag, isFirst: flag, on: words, at: words, title: words, href: words },
  correction,
});
const parts = listOf(object({ text: words, isFound: flag }));
const hit = object({
  ...{ date, dateline: words, href: words, title: parts },
  excerpts: listOf(object({ section: words, parts })),
  corrected: nullable(link),
});

/** What the public site hands to the archive's pages and their frame; test/site/pages/archive-slots.test.ts holds the two together. */
export const archiveSlots: Readonly<Record<string, Shape>> = {
  "site/page.html.hbs": object({ ...shell, page: words }),
  "site/front.html.hbs": object({
    ...shell,
    lead: nullable(object(lead)),
    months,
    years: listOf(object(year)),
  }),
  "site/year.html.hbs": object({
    ...shell,
    year: words,
    months,
    years: listOf(object({ ...year, here: flag })),
  }),
  "site/titles.html.hbs": object({
    ...shell,
    years: listOf(object({ year: words, issues: listOf(object({ date, href: words, title: words })) })),
  }),
  "site/search.html.hbs": object({
    ...shell,
    ...{ query: words, said: nullable(words), start: count, hits: listOf(hit) },
    pages: nullable(object({ before: nullable(words), after: nullable(words) })),
  }),
  "site/versions.html.hbs": object({
    ...shell,
    ...{ dateline: words, href: words, issue: words, told: listOf(told) },
  }),
  "site/earlier.html.hbs": object({
    ...shell,
    dateline: words,
    was: object({ title: words, on: words, href: words }),
    pdf: nullable(words),
    now: object({ href: words }),
    ...{ correction, on: words, all: words },
  }),
  "site/teaser.html.hbs": object({
    ...shell,
    ...{ date, dateline: words, sections: listOf(words), isByMail: flag },
  }),
  "site/locked.html.hbs": object({ ...shell, dateline: words, why: words, free: nullable(words) }),
  "site/missing.html.hbs": object(shell),
};
