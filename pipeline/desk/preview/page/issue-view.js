// @ts-check
import { announce } from "./announce.js";
import { addressOf, formOf } from "./choice.js";
import { byId, byIdAs } from "./elements.js";
import { readForm, readPdf } from "./exchange.js";
import { pointAtFigures, prepareFigures } from "./figures.js";
import { frameIn } from "./frame.js";
import { markMargin, placeMarks } from "./margin.js";
import { pdfPagesIn } from "./pdf-pages.js";
import { plainIn } from "./plain.js";

/**
 * @typedef {import("../api.ts").State["forms"]} Forms
 * @typedef {import("../../../model/written.ts").Statement} Statement
 * @typedef {import("./choice.js").Choice} Choice
 */

/**
 * The issue in the form that was chosen. `bring` may be called at any time with what is known then: the newest call wins, and what
 * already stands there stays. `html[data-view]` names the view that can be seen; without it one is on its way.
 *
 * @param {object} act
 * @param {import("./figures.js").Pointing} act.pointing
 * @param {(statement: Statement) => void} act.picked a mark in the margin
 * @param {(event: KeyboardEvent) => void} act.pressed a key in the frame
 */
export function issueView({ pointing, picked, pressed }) {
  const element = byIdAs("frame", HTMLIFrameElement);
  const frame = frameIn(element);
  const plain = plainIn(byId("plain"));
  // What scrolls can be reached by the keyboard.
  for (const id of ["plain", "pdf"]) byId(id).tabIndex = 0;
  const pdf = pdfPagesIn(byId("pdf"), (page, pages) => {
    byId("page-number").textContent = `Page ${page} of ${pages}`;
  });
  /** @type {readonly Statement[]} */
  let statements = [];
  let inFrame = "";
  /** @type {Map<string, string>} form → the hash that is shown, with its address */
  const shown = new Map();
  /** @type {Map<HTMLElement, string>} the address of what each element holds */
  const there = new Map();
  /** @type {{ choice: Choice; forms: Forms | null } | null} */
  let wanted = null;
  /** @type {Promise<void> | null} */
  let running = null;

  /** @param {Choice} choice @param {Forms | null} forms null: not known yet */
  async function bring(choice, forms) {
    wanted = { choice, forms };
    lay(choice, forms);
    cover(choice);
    running ??= work().finally(() => {
      running = null;
    });
    await running;
  }

  async function work() {
    while (wanted !== null) {
      const { choice, forms } = wanted;
      wanted = null;
      const form = formOf(choice.view);
      const address = addressOf(`/issue/${form}`, choice);
      const key = `${address} ${forms?.[form] ?? ""}`;
      // Before anything is known the page may be on its way already; what has to be made for it is not asked for twice.
      if (forms === null && (form === "pdf" || form === "text")) continue;
      if (forms?.[form] === null) shown.delete(form);
      else if (shown.get(form) !== key && (await renewed(form, address, choice))) {
        shown.set(form, key);
        there.set(elementOf(form), address);
      }
      if (wanted === null) uncover(choice, forms);
    }
  }

  /** @param {Choice} choice */
  function isThere(choice) {
    const form = formOf(choice.view);
    return there.get(elementOf(form)) === addressOf(`/issue/${form}`, choice);
  }

  /** Another form or issue than the wanted is not shown at its width or under its date. @param {Choice} choice */
  function cover(choice) {
    const { dataset } = document.documentElement;
    byId("view").classList.toggle("coming", !isThere(choice));
    if (!isThere(choice) || dataset.view !== choice.view) delete dataset.view;
  }

  /** From now on the page says which form can be seen. @param {Choice} choice @param {Forms | null} forms */
  function uncover(choice, forms) {
    const isSettled = isThere(choice) || forms?.[formOf(choice.view)] === null;
    byId("view").classList.toggle("coming", !isSettled);
    if (isSettled) document.documentElement.dataset.view = choice.view;
  }

  /** @param {string} form @param {string} address @param {Choice} choice @returns {Promise<boolean>} whether it came */
  async function renewed(form, address, choice) {
    if (form === "pdf") return renewPdf(choice);
    if (form !== "text" && (inFrame !== address || !shown.has(form))) return opened(form, address);
    const text = await readForm(form, choice);
    if (text === null) return false;
    const changed = form === "text" ? plain.refresh(text) : frame.refresh(text);
    if (form !== "text") prepare();
    tellChanged(changed);
    return true;
  }

  /** @param {Choice} choice */
  async function renewPdf(choice) {
    byId("page-number").classList.add("busy");
    const bytes = await readPdf(choice);
    if (bytes !== null) await pdf.refresh(bytes);
    byId("page-number").classList.remove("busy");
    return bytes !== null;
  }

  /** @param {string} form @param {string} address */
  async function opened(form, address) {
    there.delete(element);
    for (const other of ["web", "email"]) if (other !== form) shown.delete(other);
    inFrame = address;
    const page = await frame.open(address);
    if (page === null) return false;
    pointAtFigures(page, pointing);
    page.addEventListener("keydown", pressed);
    page.addEventListener("click", (event) => follow(event));
    page.addEventListener("scroll", pointing.moved, { passive: true });
    prepare();
    new ResizeObserver(() => placeMarks(page, statements)).observe(page.body);
    return true;
  }

  function prepare() {
    const page = frame.document();
    if (page === null) return;
    prepareFigures(page);
    markMargin(page, statements, picked);
  }

  /** @param {readonly Statement[]} found */
  function mark(found) {
    statements = found;
    const page = frame.document();
    if (page) markMargin(page, statements, picked);
  }

  /** @param {string} place */
  function partOf(place) {
    const page = frame.document();
    const [name = ""] = place.split(/[:, ]/);
    if (!page || name === "") return null;
    return (
      page.querySelector(`data[data-figure="${CSS.escape(name)}"]`) ??
      page.getElementById(name) ??
      page.getElementById(name.split(".")[0] ?? "")
    );
  }

  /** @param {string} place */
  function scrollTo(place) {
    const part = partOf(place);
    part?.scrollIntoView({ block: part.tagName === "DATA" ? "center" : "start" });
    part?.setAttribute("data-desk-changed", "");
    setTimeout(() => part?.removeAttribute("data-desk-changed"), 1600);
  }

  return { bring, mark, canShow: (/** @type {string} */ place) => partOf(place) !== null, scrollTo, element };
}

/** @param {string} form */
function elementOf(form) {
  return byId(form === "text" ? "plain" : form === "pdf" ? "pdf" : "frame");
}

/** Shows the one element of three, at its width. @param {Choice} choice @param {Forms | null} forms */
function lay(choice, forms) {
  const form = formOf(choice.view);
  const isThere = forms === null || forms[form] !== null;
  byId("empty").hidden = isThere;
  byId("frame").hidden = !isThere || form === "text" || form === "pdf";
  byId("plain").hidden = !isThere || form !== "text";
  byId("pdf").hidden = !isThere || form !== "pdf";
  byId("page-number").hidden = byId("pdf").hidden;
  byId("view").dataset.view = choice.view;
}

/** @param {readonly Element[]} changed */
function tellChanged(changed) {
  const names = changed.map(
    (one) => one.closest("section")?.getAttribute("aria-label") ?? one.closest("[class]")?.className ?? "",
  );
  const said = [...new Set(names.filter((name) => /^[\p{L}\d &-]+$/u.test(name)))].slice(0, 3);
  if (changed.length > 0) announce(said.length > 0 ? `Updated: ${said.join(", ")}` : "Updated");
}

/** A link inside the issue scrolls; one that leads out of it opens a page of its own. @param {MouseEvent} event */
function follow(event) {
  const link = /** @type {Element | null} */ (event.target)?.closest?.("a[href]");
  const href = link?.getAttribute("href") ?? "";
  if (href === "" || href.startsWith("#")) return;
  event.preventDefault();
  if (/^https?:/.test(href)) window.open(href, "_blank", "noopener,noreferrer");
}
