// @ts-check
import { VIEWS } from "./choice.js";
import { byId, byIdAs, counted, h } from "./elements.js";
import { tabsIn } from "./tabs.js";

/**
 * @typedef {import("../api.ts").State} State
 * @typedef {import("./choice.js").Choice} Choice
 */

/**
 * The head of the page: which issue, in which form, and where it stands.
 *
 * @param {(change: Partial<Choice>) => void} choose
 * @param {() => void} explain leads to what keeps the issue where it stands
 */
export function bar(choose, explain) {
  const date = byIdAs("date", HTMLSelectElement);
  const other = byIdAs("other-date", HTMLInputElement);
  const source = byIdAs("source", HTMLSelectElement);
  const editions = [...document.querySelectorAll('input[name="edition"]')].map(
    (one) => /** @type {HTMLInputElement} */ (one),
  );
  byId("views").append(
    ...VIEWS.map(({ view, name }) =>
      h(
        "button",
        { type: "button", role: "tab", id: `view-${view}`, "data-choice": view, "aria-controls": "view" },
        name,
      ),
    ),
  );
  const views = tabsIn(byId("views"), (view) => choose({ view: /** @type {Choice["view"]} */ (view) }));
  const panes = tabsIn(byId("panes"), (pane) => choose({ pane: /** @type {Choice["pane"]} */ (pane) }));
  byId("standing").addEventListener("click", explain);
  date.addEventListener("change", () => choose({ date: date.value }));
  other.addEventListener("change", () => other.value !== "" && choose({ date: other.value }));
  source.addEventListener("change", () => choose({ source: source.value }));
  for (const one of editions) one.addEventListener("change", () => choose({ edition: one.value }));

  /** @param {Choice} choice */
  function lay({ view, pane }) {
    views.choose(view);
    panes.choose(pane);
    byId("view").setAttribute("aria-labelledby", `view-${view}`);
    for (const one of ["write", "findings"]) byId(one).hidden = one !== pane;
  }

  /** @param {State} state */
  function update(state) {
    document.title = `${state.date} · ${state.publication ?? "Preview"}`;
    byId("publication").textContent = state.publication ?? "";
    fill(
      date,
      [...new Set([state.date, ...state.dates])]
        .sort()
        .reverse()
        .map((one) => ({ id: one, says: one })),
      state.date,
    );
    if (document.activeElement !== other) other.value = state.date;
    fill(
      source,
      state.sources.map((one) => ({ id: one.id, says: sourceInWords(one) })),
      state.source,
    );
    source.title = source.selectedOptions[0]?.text ?? "";
    for (const one of editions) one.checked = one.value === state.edition;
    stand(state.standing, "");
    count(
      "write-count",
      state.statements.filter(({ verdict }) => verdict === "contradicted").length,
      "contradicted",
    );
    count("findings-count", state.findings.filter(({ verdict }) => verdict === "refused").length, "refused");
  }

  return { lay, update, lost: (/** @type {string} */ words) => stand(words, "lost") };
}

/** What a standing begins with, and how it looks beside its words. */
const STANDINGS = /** @type {const} */ ([
  { begins: /refus|^cannot/i, kind: "refused" },
  { begins: /^approved/i, kind: "approved" },
  { begins: /^(?:ready|waits|held)/i, kind: "waiting" },
]);

/** @param {string} words @param {string} kind */
function stand(words, kind) {
  const standing = byId("standing");
  if (standing.textContent !== words) standing.textContent = words;
  standing.title = `${words}. To the findings`;
  standing.className = kind || (STANDINGS.find(({ begins }) => begins.test(words))?.kind ?? "");
}

/** `sample:holes` with its sentence as words for a list. @param {{ id: string; says: string }} source */
function sourceInWords({ id, says }) {
  const name = id === "data" ? "folder" : id.replace(":", " ");
  const words = says.replace(/^(?:(?:the|a) folder(?: that was)?|simulated:)\s+/i, "").replace(/\.$/, "");
  return [name, words].filter(Boolean).join(id === "data" ? " " : ": ");
}

/** @param {string} id @param {number} count @param {string} what */
function count(id, count, what) {
  byId(id).replaceChildren(
    ...(count === 0 ? [] : [String(count), h("span", { class: "unseen" }, ` ${what}`)]),
  );
}

/** @param {HTMLSelectElement} select @param {readonly { id: string; says: string }[]} options @param {string} chosen */
function fill(select, options, chosen) {
  const all = options.some(({ id }) => id === chosen) ? options : [{ id: chosen, says: chosen }, ...options];
  const key = JSON.stringify(all);
  if (select.dataset.filled !== key) {
    select.dataset.filled = key;
    select.replaceChildren(...all.map(({ id, says }) => h("option", { value: id }, says)));
  }
  select.value = chosen;
}

/** What is said when the counts have changed. @param {State | null} before @param {State} now @returns {string | null} */
export function countsInWords(before, now) {
  const count = (/** @type {State | null} */ state, /** @type {string} */ verdict) =>
    state?.statements.filter((one) => one.verdict === verdict).length ?? 0;
  const changed = ["contradicted", "not verifiable"].filter(
    (verdict) => count(before, verdict) !== count(now, verdict),
  );
  const refused = now.findings.filter(({ verdict }) => verdict === "refused").length;
  const wasRefused = before?.findings.filter(({ verdict }) => verdict === "refused").length ?? 0;
  const words = changed.map((verdict) => `${count(now, verdict) || "none"} ${verdict}`);
  if (refused !== wasRefused) words.push(counted(refused, "finding refused", "findings refused"));
  return words.length > 0 ? words.join(", ") : null;
}
