// @ts-check
import { h } from "./elements.js";

/** @typedef {import("../api.ts").FigureCard} FigureCard */

/**
 * What a card says, and the way to the figures that its own is made of.
 *
 * @param {FigureCard} shown
 * @param {readonly FigureCard[]} trail
 * @param {{ open: (id: string) => void; back: (length: number) => void; close: () => void }} act
 */
export function contentOf(shown, trail, act) {
  const way = trail
    .slice(0, -1)
    .map((one, index) =>
      h(
        "li",
        {},
        h("button", { type: "button", onclick: () => act.back(index + 1) }, one.printed[0] ?? one.id),
      ),
    );
  const inputs = shown.inputs.map((input) => inputLine(input, act.open));
  return [
    h("button", { type: "button", class: "close", "aria-label": "Close", onclick: act.close }, "×"),
    way.length > 0 ? h("nav", { "aria-label": "Way to this figure" }, h("ol", {}, ...way)) : null,
    h("p", { class: "printed" }, shown.printed.join(" · ") || shown.id),
    h("p", { class: "figure-id" }, shown.printed.length > 0 ? shown.id : "not printed by itself"),
    h(
      "dl",
      {},
      ...row("value", `${trueMinus(shown.value)} ${shown.unit}`),
      ...row("as of", dayInWords(shown.asOf)),
      ...row("formula", shown.method),
      ...row(shown.sources.length === 1 ? "source" : "sources", shown.sources.join("; ") || "n/a"),
      ...(inputs.length > 0 ? row("made of", h("ul", {}, ...inputs)) : []),
    ),
  ].filter((one) => one !== null);
}

/**
 * A figure's button, or an observation in words: its name first where the server gives it, the series' own name small.
 *
 * @param {FigureCard["inputs"][number] & { readonly name?: string | null }} input
 * @param {(id: string) => void} open
 */
function inputLine({ id, text, name }, open) {
  if (id !== null)
    return h(
      "li",
      {},
      h("button", { type: "button", "data-input": id, onclick: () => open(id) }, named(name, text)),
      h("span", { class: "figure-id" }, id),
    );
  const [, series = "", rest = text] = SERIES.exec(text) ?? [];
  if (series === "") return h("li", {}, named(name, text));
  return h("li", {}, name ? h("span", {}, `${name} `) : null, h("span", { class: "series" }, series), rest);
}

/** `US.ICE.IG.OAS on 5 November 2025: 81 bp` */
const SERIES = /^([A-Z0-9_]+(?:\.[A-Z0-9_]+)+)(?=[ :])([\s\S]*)$/;

/** @param {string | null | undefined} name @param {string} text */
function named(name, text) {
  return name ? `${name}: ${text}` : text;
}

/** @param {string} name @param {string | Node} said */
function row(name, said) {
  return [h("dt", {}, name), h("dd", {}, said)];
}

/** @param {number} value */
function trueMinus(value) {
  return String(value).replaceAll("-", "−");
}

/** @param {FigureCard} card */
export function inWords({ value, unit, asOf, method }) {
  return `${value} ${unit}, as of ${dayInWords(asOf)}, ${method}`;
}

/** `2025-11-05` as 5 November 2025; anything else as it is. @param {string} day */
function dayInWords(day) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return day;
  const words = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return words.format(new Date(`${day}T00:00:00Z`));
}
