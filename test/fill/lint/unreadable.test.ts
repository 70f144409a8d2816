import { describe, expect, it } from "vitest";
import { lintTemplates } from "../../../pipeline/fill/lint/lint.ts";
import { allSections } from "../../../pipeline/sections/all.ts";

const NAME = "partials/far.md.hbs";
const faultOf = (text: string) => {
  const [fault, ...more] = lintTemplates({ [NAME]: text }, allSections).faults;
  expect(more).toEqual([]);
  return fault;
};

describe("a template that cannot be read", () => {
  it.each([
    [
      "where the block begins that is never closed",
      "a\nb {{#if x}}\n\nend",
      2,
      3,
      "{{#if}} is never closed. Write {{/if}}",
    ],
    [
      "where an else is too many",
      "{{#if x}}a{{else}}b{{else}}c{{/if}}",
      1,
      20,
      '"{{else}}" stands in no block',
    ],
    ["which block is closed by another", "x\n {{#each a}}{{/if}}", 2, 5, "{{#each}} is closed by {{/if}}."],
    ["that a brace is missing", "ok {{figure a}}\n\nwords {{figure a} words", 3, 17, "Write two: }}"],
    ["that braces are missing", "{{figure a {{b}}", 1, 12, "Write }} before it"],
    ["that braces are open at the end", "one {{figure a", 1, 14, "Write }}"],
    ["that a bracket is missing", '{{#if (is a "b"}}x{{/if}}', 1, 16, "A bracket ( is not closed"],
    ["that a quote is missing", '{{date a "x}}', 1, 10, "A quote is not closed"],
    ["that a comment has no end", "x\n{{!-- open", 2, 1, "A comment is not closed"],
    ["what closes nothing", "a\n{{/if}}", 2, 1, '"{{/if}}" closes a block that is not open'],
  ])("is told in plain words: %s", (_, text, line, column, words) => {
    const fault = faultOf(text);
    expect(fault).toMatchObject({ place: `templates/${NAME}:${line}`, column });
    expect(fault?.message).toContain(`The template cannot be read: `);
    expect(fault?.message).toContain(words);
    expect(fault?.message).not.toMatch(/'[A-Z]{2,}|Expecting|INVALID/);
  });

  it("is the only fault: who calls it calls what is there", () => {
    const callers = { "issue.md.hbs": "{{> far}}", "title.md.hbs": "Title {{> far}}" };
    const places = lintTemplates({ ...callers, [NAME]: "{{#if" }, allSections).faults.map(
      ({ place }) => place,
    );
    expect(places).toEqual([`templates/${NAME}:1`]);
  });
});
