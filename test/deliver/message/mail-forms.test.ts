import { expect, test } from "vitest";
import { readMailForms } from "../../../pipeline/deliver/message/mail-forms.ts";
import { ISSUE_PLACE, UNSUBSCRIBE_PLACE } from "../../../pipeline/post/places.ts";

const links = { unsubscribe: "https://a.test/u/", issue: "https://a.test/i/", mayLackIssue: false };
const encode = (text: string) => new TextEncoder().encode(text);
const issue = `<a href="${ISSUE_PLACE}">read</a>`;

function formsWith(html: string) {
  const forms = {
    "email.html": encode(`${html}<a href="${UNSUBSCRIBE_PLACE}">leave</a>`),
    "email.txt": encode(`${ISSUE_PLACE}\n${UNSUBSCRIBE_PLACE}\n`),
    "issue.pdf": encode("%PDF"),
  };
  return readMailForms({ version: { id: "v", date: "2025-11-05" }, forms, links, domain: "a.test" });
}

test("the way to the issue leads there from a mail's head and from its foot", () => {
  const link = '<a href="https://a.test/i/">read</a>';
  expect(formsWith(issue).html.join("|")).toBe(`${link}<a href="https://a.test/u/|">leave</a>`);
  expect(formsWith(issue + issue).html.join("|")).toBe(
    `${link}${link}<a href="https://a.test/u/|">leave</a>`,
  );
});

test("it stands there no third time, and always as a link", () => {
  expect(() => formsWith(issue.repeat(3))).toThrow(
    "{{delivery.issue}} stands 3 times; each mail holds it once or twice",
  );
  expect(() => formsWith(issue + ISSUE_PLACE)).toThrow("{{delivery.issue}} does not stand as a link");
});
