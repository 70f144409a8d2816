import { expect, test } from "vitest";
import type { Figure } from "../../pipeline/model/figure.ts";
import { figureNotes, noteAttributes } from "../../pipeline/render/figure-notes.ts";
import { origin } from "../support/snapshots.ts";

const figure = (rest: Partial<Figure>): Figure => ({
  kind: "figure",
  id: "a.b",
  value: 1,
  unit: "bp",
  asOf: "2025-11-05",
  method: "first - second",
  inputs: [{ series: "MADE.UP", date: "2025-11-05", value: 1, unit: "percent", origin }],
  ...rest,
});

test("what figures share stands once, and the first of a kind needs no class", () => {
  const notes = figureNotes();
  const first = notes.idsOf(figure({}));
  const second = notes.idsOf(figure({ unit: "percent", method: "second" }));
  expect(noteAttributes(first, false)).toBe("");
  expect(noteAttributes(second, true)).toBe(' class="U1 M1" tabindex="0" aria-describedby="U1 D0 M1 S0"');
  expect(notes.idsOf(figure({ id: "c.d" }))).toEqual(first);
  expect(notes.css()).toBe(
    'data{--U:"Basis points"}.U1{--U:"Percent"}data{--D:"5 November 2025"}data{--M:"first − second"}.M1{--M:"second"}data{--S:"test"}',
  );
  expect(notes.html()).toContain('<p id="M0">Method: first − second</p>');
});

test("words of a method can leave neither the stylesheet nor their element", () => {
  const notes = figureNotes();
  notes.idsOf(figure({ method: '</style><script>"}' }));
  expect(notes.css()).not.toMatch(/<|"\}"/);
  expect(notes.html()).toContain("&lt;/style&gt;&lt;script&gt;");
});
