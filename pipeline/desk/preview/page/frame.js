// @ts-check
import { patch } from "./patch.js";

/** What the desk adds to a page in the frame: it stands in a sheet of its own, which the page's policy does not reach. */
const SHEET = `
  html { overflow-anchor: none; }
  [data-desk-changed] { outline: 2px solid var(--desk-outline, #12667f); outline-offset: 4px; border-radius: 1px; animation: desk-changed 1.4s ease-in forwards; }
  @keyframes desk-changed { to { outline-color: transparent; } }
  @media (prefers-reduced-motion: reduce) { [data-desk-changed] { animation: none; } }
  data[data-figure] { cursor: help; text-decoration-thickness: 1px !important; text-decoration-color: color-mix(in srgb, currentColor 28%, transparent) !important; }
  data[data-figure]:is(:focus-visible, [data-desk-open]) { outline: 2px solid var(--desk-outline, #12667f); outline-offset: 2px; border-radius: 1px; }
  .desk-marks button { position: absolute; width: 20px; height: 20px; margin: 0; padding: 0; border: 0; border-radius: 50%; cursor: pointer;
    background: #5c6068; color: #fff; font: 600 12px/20px Inter, Arial, sans-serif; text-align: center; }
  .desk-marks button.narrow { width: 15px; height: 15px; font-size: 10px; line-height: 15px; }
  .desk-marks button.contradicted { background: #b93a23; }
  .desk-marks button:focus-visible { outline: 2px solid var(--desk-outline, #12667f); outline-offset: 2px; }
  @media (prefers-color-scheme: dark) {
    :root { --desk-outline: #5bb4cd; }
  }
  @media print { .desk-marks { display: none; } }
`;
const SHOWN_MS = 1600;

/**
 * The issue in a frame in which nothing runs. A change is laid into the page that stands there.
 *
 * @typedef {object} Frame
 * @property {(address: string) => Promise<Document | null>} open resolves when the page is there
 * @property {(html: string) => Element[]} refresh what changed
 * @property {() => Document | null} document the page, if there is one
 *
 * @param {HTMLIFrameElement} element
 * @returns {Frame}
 */
export function frameIn(element) {
  /** @type {{ before: Document; live: Document } | null} */
  let page = null;
  let opened = 0;

  /** @param {string} address */
  async function open(address) {
    const turn = ++opened;
    const top = page?.live.defaultView?.scrollY ?? 0;
    page = null;
    const wanted = new URL(address, location.href).href;
    const isThere = wanted === element.contentWindow?.location.href;
    const loaded = loadedAt(element, wanted);
    if (isThere) element.contentWindow?.location.reload();
    else element.contentWindow?.location.replace(wanted);
    const live = await loaded;
    if (turn !== opened) return null;
    page = { before: /** @type {Document} */ (live.cloneNode(true)), live };
    dress(live);
    live.defaultView?.scrollTo({ top, behavior: "instant" });
    return live;
  }

  /** @param {string} html */
  function refresh(html) {
    if (page === null) return [];
    const { before, live } = page;
    const after = parsed(html, live);
    if (before.documentElement.isEqualNode(after.documentElement)) return [];
    const changed = keepingPlace(live, () => {
      renewHead(before, after, live);
      return patch(before.body, after.body, live.body);
    });
    page = { before: after, live };
    for (const one of changed) outline(one);
    return changed;
  }

  return { open, refresh, document: () => page?.live ?? null };
}

/** The page of that address, when it is there. @param {HTMLIFrameElement} element @param {string} wanted @returns {Promise<Document>} */
function loadedAt(element, wanted) {
  return new Promise((resolve) => {
    const look = () => {
      const live = element.contentDocument;
      if (live?.URL !== wanted) return;
      element.removeEventListener("load", look);
      resolve(live);
    };
    element.addEventListener("load", look);
  });
}

/**
 * Parsed by the frame's own parser: one of this page would hold every inline style against this page's policy.
 *
 * @param {string} html
 * @param {Document} live
 */
function parsed(html, live) {
  const Parser = /** @type {any} */ (live.defaultView).DOMParser;
  return /** @type {Document} */ (new Parser().parseFromString(html, "text/html"));
}

/** @param {Document} live */
function dress(live) {
  const Sheet = /** @type {any} */ (live.defaultView).CSSStyleSheet;
  const sheet = new Sheet();
  sheet.replaceSync(SHEET);
  live.adoptedStyleSheets = [...live.adoptedStyleSheets, sheet];
}

/** Title and style sheets, where they are others. @param {Document} before @param {Document} after @param {Document} live */
function renewHead(before, after, live) {
  live.title = after.title;
  const [old, fresh, shown] = [before, after, live].map((one) => [...one.head.querySelectorAll("style")]);
  fresh?.forEach((style, index) => {
    const there = shown?.[index];
    if (!there) live.head.append(live.importNode(style, true));
    else if (old?.[index]?.textContent !== style.textContent) there.textContent = style.textContent;
  });
  for (const gone of shown?.slice(fresh?.length) ?? []) gone.remove();
}

/**
 * Changes a page so that what stood at the top of the window stays there, and the focus on the figure that had it.
 *
 * @template T
 * @param {Document} live
 * @param {() => T} change
 * @returns {T}
 */
function keepingPlace(live, change) {
  const view = live.defaultView;
  const top = view?.scrollY ?? 0;
  const anchors = anchorsIn(live);
  const refocus = focusKept(live);
  const result = change();
  const anchor = anchors.find(({ element }) => element.isConnected);
  const moved = anchor && top > 0 ? anchor.element.getBoundingClientRect().top - anchor.top : 0;
  view?.scrollTo({ top: top + moved, behavior: "instant" });
  refocus();
  return result;
}

/** The figure or link that has the focus, found again after a change. @param {Document} live @returns {() => void} */
function focusKept(live) {
  const held = live.activeElement;
  const name = ["data-figure", "href"].find((one) => held?.hasAttribute(one));
  if (!held || !name) return () => {};
  const wanted = `[${name}="${CSS.escape(held.getAttribute(name) ?? "")}"]`;
  const named = () => [...live.querySelectorAll(wanted)];
  const at = named().indexOf(held);
  return () => {
    const again = /** @type {HTMLElement | undefined} */ (named()[at] ?? named()[0]);
    if (!again || live.activeElement !== live.body) return;
    if (name === "data-figure") again.tabIndex = -1;
    again.focus({ preventScroll: true });
  };
}

/** What stands at the top of the window, innermost first. @param {Document} live */
function anchorsIn(live) {
  /** @type {{ element: Element; top: number }[]} */
  const found = [];
  const middle = (live.defaultView?.innerWidth ?? 0) / 2;
  for (let one = live.elementFromPoint(middle, 8); one && one !== live.body; one = one.parentElement)
    found.push({ element: one, top: one.getBoundingClientRect().top });
  return found;
}

/** @param {Element} element */
function outline(element) {
  element.setAttribute("data-desk-changed", "");
  setTimeout(() => element.removeAttribute("data-desk-changed"), SHOWN_MS);
}
