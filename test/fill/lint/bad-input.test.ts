import { describe, expect, it } from "vitest";
import { PipelineError } from "../../../pipeline/errors.ts";
import { compileTemplates } from "../../../pipeline/fill/compile-templates.ts";
import { lintTemplates } from "../../../pipeline/fill/lint/lint.ts";
import { allSections } from "../../../pipeline/sections/all.ts";

const NAME = "sections/ig-spread.md.hbs";
const faultsOf = (text: string, others: Readonly<Record<string, string>> = {}) =>
  lintTemplates({ ...others, [NAME]: text }, allSections).faults.map(
    ({ place, message }) => `${place}: ${message}`,
  );

describe("a file that is no template", () => {
  it.each([
    [
      "a block that is never closed",
      "one\n{{#if note}}\ntwo",
      `templates/${NAME}:2: The template cannot be read: {{#if}} is never closed. Write {{/if}} where it ends.`,
    ],
    ["a block closed by another", "one\n{{#if note}}\n{{/each}}", "{{#if}} is closed by {{/each}}."],
    ["braces that are never closed", "one\n{{note", `templates/${NAME}:2: The template cannot be read:`],
    [
      "bytes that are no text",
      "one\n\u0000\ufffd\u0001{{",
      `templates/${NAME}:2: The template holds bytes that are no text.`,
    ],
    [
      "a megabyte of mustaches",
      "{{figure view.main.level}}\n".repeat(40_000),
      "holds more than 100,000 characters",
    ],
    ["a megabyte of braces", "{".repeat(1_000_000), "holds more than 100,000 characters"],
    [
      "blocks a thousand deep",
      "{{#if note}}".repeat(1_000) + "{{/if}}".repeat(1_000),
      "More than 200 blocks or brackets",
    ],
    [
      "else after else",
      `{{#if note}}${"{{else if note}}x".repeat(3_000)}{{/if}}`,
      "More than 200 blocks or brackets",
    ],
    [
      "brackets without end",
      `{{#if ${"(not ".repeat(10_000)}note${")".repeat(10_000)}}}{{/if}}`,
      "More than 200 blocks or brackets",
    ],
  ])("is refused at once: %s", (_, text, fault) => {
    const began = performance.now();
    expect(faultsOf(text)).toEqual([expect.stringContaining(fault)]);
    expect(() => compileTemplates({ [NAME]: text })).toThrow(PipelineError);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("is told beside the mistakes of the others", () => {
    const faults = faultsOf("{{#if}", { "title.md.hbs": "{{date dtae}}", "partials/far.md.hbs": "{{/if}}" });
    expect(faults.map((fault) => fault.replace(/:\d+:.*/, ""))).toEqual([
      "templates/partials/far.md.hbs",
      `templates/${NAME}`,
      "templates/title.md.hbs",
    ]);
  });
});

describe("partials that call each other in ever more ways", () => {
  it("are looked at in a moment", () => {
    const partials = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `partials/p${index}.md.hbs`,
        `{{> p${index + 1} a${index}="x"}}{{> p${index + 1} a${index}="y"}}`,
      ]),
    );
    const began = performance.now();
    expect(faultsOf("{{> p0}}", { ...partials, "partials/p30.md.hbs": "{{nope}}" })).toEqual([
      expect.stringContaining('templates/partials/p30.md.hbs:1: There is no field "nope"'),
    ]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
