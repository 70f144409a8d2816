// @ts-check

/**
 * Tabs of which one is chosen: one stop for the tab key, arrows choose.
 *
 * @param {HTMLElement} list holds `[role=tab]` with `data-choice`
 * @param {(choice: string) => void} chosen
 */
export function tabsIn(list, chosen) {
  const tabs = () => [...list.querySelectorAll("[role=tab]")].map((one) => /** @type {HTMLElement} */ (one));

  /** @param {string} choice */
  function choose(choice) {
    for (const tab of tabs()) {
      const isChosen = tab.dataset.choice === choice;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
    }
  }

  list.addEventListener("click", (event) => {
    const tab = /** @type {HTMLElement} */ (event.target).closest("[role=tab]");
    if (tab) chosen(/** @type {HTMLElement} */ (tab).dataset.choice ?? "");
  });
  list.addEventListener("keydown", (event) => {
    const all = tabs();
    const at = all.indexOf(/** @type {HTMLElement} */ (event.target));
    const steps = /** @type {Readonly<Record<string, number>>} */ ({
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: all.length - 1,
    });
    const to = steps[event.key];
    if (at < 0 || to === undefined) return;
    const next = all.at(to % all.length);
    next?.focus();
    chosen(next?.dataset.choice ?? "");
    event.preventDefault();
  });
  return { choose };
}
