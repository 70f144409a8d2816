// @ts-check
import { h } from "./elements.js";

/**
 * @typedef {import("pdfjs-dist").PDFDocumentProxy} Pdf
 * @typedef {{ readonly element: HTMLElement; drawn: Pdf | null; drawing: boolean; near: boolean; words: HTMLElement }} Leaf
 */

const [CSS_PER_POINT, MARGIN] = [96 / 72, 24];
/** How far ahead of the window pages are drawn. */
const AHEAD = "400px 0px";

/**
 * A PDF as pages under each other. Only those in view are drawn; an old one stands until the new one is drawn.
 *
 * @param {HTMLElement} element
 * @param {(page: number, pages: number) => void} turned
 */
export function pdfPagesIn(element, turned) {
  /** @type {Leaf[]} */
  const leaves = [];
  /** @type {Pdf | null} */
  let pdf = null;
  const watch = new IntersectionObserver(see, { root: element, rootMargin: AHEAD });

  /** @param {Uint8Array} bytes @returns {Promise<void>} when the pages in view are drawn */
  async function refresh(bytes) {
    const { getDocument, GlobalWorkerOptions } = await import(LIBRARY);
    GlobalWorkerOptions.workerSrc = "/pdf.worker.mjs";
    const fresh = await getDocument({ data: bytes, useWasm: false, isOffscreenCanvasSupported: false })
      .promise;
    const old = pdf;
    pdf = fresh;
    await layOut(fresh);
    await Promise.all(leaves.filter(({ near }) => near).map(draw));
    await old?.loadingTask.destroy();
    tell();
    read(fresh);
  }

  /** The words of each page, for who cannot see the picture: one page after the other, since nobody waits for them. @param {Pdf} from */
  async function read(from) {
    for (const [index, leaf] of [...leaves].entries()) {
      if (pdf !== from) return;
      const words = await from
        .getPage(index + 1)
        .then(wordsOf)
        .catch(() => null);
      if (pdf === from && words !== null && leaf.words.textContent !== words) leaf.words.textContent = words;
    }
  }

  /** As many leaves as pages, each of its page's size; those that are there stay, so that the scroll stays. @param {Pdf} fresh */
  async function layOut(fresh) {
    for (const gone of leaves.splice(fresh.numPages)) {
      watch.unobserve(gone.element);
      gone.element.remove();
    }
    while (leaves.length < fresh.numPages) {
      const words = h("p", { class: "unseen" });
      const leaf = {
        element: h("div", { class: "leaf", role: "group" }, words),
        words,
        drawn: null,
        drawing: false,
        near: false,
      };
      leaves.push(leaf);
      element.append(leaf.element);
    }
    await Promise.all(leaves.map((leaf, index) => size(leaf, index, fresh)));
    for (const { element: leaf } of leaves) watch.observe(leaf);
    for (const leaf of leaves) leaf.near = isNear(leaf.element);
  }

  /** @param {Leaf} leaf @param {number} index @param {Pdf} fresh */
  async function size({ element: leaf }, index, fresh) {
    const page = await fresh.getPage(index + 1);
    const { width, height } = page.getViewport({ scale: CSS_PER_POINT });
    const shown = Math.min(width, Math.max(element.clientWidth - 2 * MARGIN, 200));
    leaf.style.width = `${shown}px`;
    leaf.style.height = `${(height * shown) / width}px`;
    leaf.setAttribute("aria-label", `Page ${index + 1} of ${fresh.numPages}`);
  }

  /** @param {readonly IntersectionObserverEntry[]} entries */
  function see(entries) {
    for (const { target, isIntersecting } of entries) {
      const leaf = leaves.find((one) => one.element === target);
      if (leaf) leaf.near = isIntersecting;
      if (leaf && isIntersecting) draw(leaf);
    }
  }

  /** @param {Leaf} leaf */
  async function draw(leaf) {
    const from = pdf;
    if (!from || leaf.drawing || leaf.drawn === from) return;
    leaf.drawing = true;
    const page = await from.getPage(leaves.indexOf(leaf) + 1).catch(() => null);
    const canvas = page && (await picture(page, leaf.element.clientWidth));
    leaf.drawing = false;
    if (pdf !== from) return draw(leaf);
    if (canvas === null) return;
    leaf.drawn = from;
    leaf.element.replaceChildren(canvas, leaf.words);
  }

  /** @param {HTMLElement} leaf */
  function isNear(leaf) {
    const [outer, inner] = [element.getBoundingClientRect(), leaf.getBoundingClientRect()];
    return inner.bottom > outer.top - 400 && inner.top < outer.bottom + 400;
  }

  function tell() {
    const middle = element.getBoundingClientRect().top + element.clientHeight / 2;
    const at = leaves.findIndex(({ element: leaf }) => leaf.getBoundingClientRect().bottom > middle);
    if (leaves.length > 0) turned((at < 0 ? leaves.length - 1 : at) + 1, leaves.length);
  }

  element.addEventListener("scroll", tell, { passive: true });
  new ResizeObserver(async () => {
    if (!pdf || element.clientWidth === 0) return;
    await layOut(pdf);
    tell();
  }).observe(element);
  return { refresh, isShown: () => pdf !== null };
}

/** Under this name the server gives out pdfjs-dist. */
const LIBRARY = "/pdf.mjs";

/**
 * @param {import("pdfjs-dist").PDFPageProxy} page
 * @param {number} width CSS pixels
 */
async function picture(page, width) {
  const own = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: (width * devicePixelRatio) / own.width });
  const canvas = h("canvas", {
    "aria-hidden": true,
    width: Math.round(viewport.width),
    height: Math.round(viewport.height),
  });
  // A page whose document was destroyed meanwhile is drawn again from the newer one.
  return page.render({ canvas, viewport }).promise.then(
    () => canvas,
    () => null,
  );
}

/** The words of a page in the order in which they are printed. @param {import("pdfjs-dist").PDFPageProxy} page */
async function wordsOf(page) {
  const { items } = await page.getTextContent();
  return items
    .map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : ""))
    .join("")
    .trim();
}
