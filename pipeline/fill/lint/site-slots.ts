import { type Fields, nullable, type Shape } from "../../sections/shape.ts";

const flag: Shape = { kind: "boolean" };
const words: Shape = { kind: "text", date: false };
const object = (fields: Fields): Shape => ({ kind: "object", fields });
const page = { publication: words, desk: words, home: words };
const mail = { publication: words, desk: words, link: words, postalAddress: nullable(words) };

/** What the public site hands to the pages with its forms, and to the mails that they send; test/site/forms/mail-letters.test.ts holds them together. */
export const siteSlots: Readonly<Record<string, Shape>> = {
  "site/subscribe.html.hbs": object({
    ...page,
    action: words,
    address: words,
    name: words,
    wrong: object({ address: nullable(words), name: nullable(words) }),
    isWrong: flag,
  }),
  "site/confirm.html.hbs": object({ ...page, action: words }),
  "site/confirmed.html.hbs": object(page),
  "site/unsubscribe.html.hbs": object({ ...page, action: words }),
  "site/unsubscribed.html.hbs": object({ ...page, subscribe: words }),
  "site/leave.html.hbs": object({
    ...page,
    action: words,
    address: words,
    wrong: nullable(words),
    isWrong: flag,
  }),
  "site/note.html.hbs": object({
    ...page,
    title: words,
    words: { kind: "list", of: words },
    link: nullable(object({ href: words, words })),
  }),
  "mail/confirm.txt.hbs": object(mail),
  "mail/confirm.html.hbs": object({ ...mail, subject: words }),
  "mail/leave.txt.hbs": object(mail),
  "mail/leave.html.hbs": object({ ...mail, subject: words }),
};
