// @ts-check
import { h } from "./elements.js";

/** @typedef {import("../../../model/finding.ts").Finding} Finding */

/** Refused first: that is what stands in the way. */
const VERDICTS = /** @type {const} */ ([
  { verdict: "refused", says: "Refused" },
  { verdict: "noted", says: "Noted" },
  { verdict: "not evaluated", says: "Not evaluated" },
  { verdict: "passed", says: "Passed" },
]);

/**
 * What the gates say, grouped by verdict; a place that can be shown is a button.
 *
 * @param {HTMLElement} element
 * @param {{ canShow: (place: string) => boolean; show: (place: string) => void }} places
 */
export function findingsPane(element, { canShow, show }) {
  /** @type {readonly Finding[]} */
  let findings = [];
  let drawn = "";

  /** @param {readonly Finding[]} now */
  function update(now) {
    findings = now;
    const key = JSON.stringify(now.map((one) => [one, canShow(one.place)]));
    if (key === drawn) return;
    drawn = key;
    const unfolded = new Set(
      [...element.querySelectorAll("details[open]")].map((one) => one.getAttribute("data-verdict")),
    );
    const held = [...element.querySelectorAll("[data-stop]")].indexOf(
      /** @type {Element} */ (document.activeElement),
    );
    element.replaceChildren(
      ...VERDICTS.map((one) => group(one, unfolded.has(one.verdict))).filter((one) => one !== null),
    );
    if (findings.length === 0) element.append(h("p", { class: "nothing" }, "The gates have not spoken yet."));
    if (held >= 0) stops()[held]?.focus();
  }

  /** @param {(typeof VERDICTS)[number]} given @param {boolean} isUnfolded */
  function group({ verdict, says }, isUnfolded) {
    const own = findings.filter((one) => one.verdict === verdict);
    if (own.length === 0) return null;
    const isFolded = verdict === "passed" && !isUnfolded;
    return h(
      "details",
      { class: verdict.replace(" ", "-"), "data-verdict": verdict, open: !isFolded },
      h("summary", {}, h("h2", {}, says, " ", h("span", { class: "count" }, String(own.length)))),
      h("ul", {}, ...own.map(entry)),
    );
  }

  /** @param {Finding} finding */
  function entry({ gate, place, message, remedy, verdict }) {
    const stop = verdict !== "passed";
    const where = canShow(place)
      ? h(
          "button",
          { type: "button", class: "place", "data-stop": stop, onclick: () => show(place), title: place },
          shortOf(place),
        )
      : h("span", { class: "place", "data-stop": stop, tabindex: stop ? -1 : null }, shortOf(place));
    return h(
      "li",
      {},
      h("p", { class: "gate" }, gate, h("span", { class: "sep", "aria-hidden": true }, " · "), where),
      h("p", {}, message),
      remedy ? h("p", { class: "remedy" }, remedy) : null,
    );
  }

  function stops() {
    return [...element.querySelectorAll("[data-stop]")].map((one) => /** @type {HTMLElement} */ (one));
  }

  return { update, redraw: () => update(findings), stops };
}

/** A writer's file without the folder of its day. @param {string} place */
function shortOf(place) {
  return place.replace(/^content\/issues\/\d{4}-\d{2}-\d{2}\/(?=.)/, "");
}
