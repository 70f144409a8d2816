// @ts-check

/** What may be opened to change only a part of it; anything else is replaced whole. */
const OPENED = /^(BODY|MAIN|SECTION|DIV|HEADER|FOOTER|NAV|ARTICLE|ASIDE|FIGURE|TABLE|TBODY|TR|TD)$/;
const INLINE = /^(A|ABBR|B|BR|CODE|DATA|EM|I|IMG|SMALL|SPAN|STRONG|SUB|SUP|TIME)$/;
/** Above this, blocks are paired without looking for the longest common run. */
const MOST_COMPARED = 40_000;

/**
 * Makes what is shown like `after`, touching only what differs, so that scroll, selection and focus stay with the rest.
 *
 * @param {Element} before as the server sent it last; never touched
 * @param {Element} after as the server sends it now; never touched
 * @param {Element} shown made from `before`; its own attributes may have changed since, its children may not
 * @returns {Element[]} what is new in `shown`
 */
export function patch(before, after, shown) {
  if (before.isEqualNode(after)) return [];
  const [old, live] = [meant(before), meant(shown)];
  if (old.length !== live.length) {
    shown.replaceChildren(...[...after.childNodes].map((node) => copied(node, shown)));
    return [shown];
  }
  const place = new Map(old.map((node, index) => [node, /** @type {ChildNode} */ (live[index])]));
  return patchChildren(pairs(old, meant(after)), place, shown);
}

/**
 * @param {readonly Pair[]} paired
 * @param {ReadonlyMap<Node, ChildNode>} place
 * @param {Element} shown
 */
function patchChildren(paired, place, shown) {
  /** @type {Element[]} */
  const changed = [];
  /** @type {ChildNode | null} */
  let last = null;
  for (const [from, to] of paired) {
    const there = from && (place.get(from) ?? null);
    if (from && to && there && from.isEqualNode(to)) last = there;
    else if (isElement(from) && isElement(to) && isElement(there) && isOpened(from, to)) {
      changed.push(...patch(from, to, there));
      last = there;
    } else {
      const made = to && copied(to, shown);
      if (made && there) there.replaceWith(made);
      else if (made) last ? last.after(made) : shown.prepend(made);
      else there?.remove();
      last = /** @type {ChildNode | null} */ (made) ?? last;
      if (made?.nodeType === Node.ELEMENT_NODE) changed.push(/** @type {Element} */ (made));
    }
  }
  return changed;
}

/** @param {Node} node @param {Element} shown */
function copied(node, shown) {
  return /** @type {ChildNode} */ (shown.ownerDocument.importNode(node, true));
}

/**
 * Children that say something: blank text between blocks is nothing, and what the desk has put in is not the issue's.
 *
 * @param {Element} element
 */
function meant(element) {
  return [...element.childNodes].filter(
    (node) =>
      (node.nodeType !== Node.TEXT_NODE || node.textContent?.trim() !== "") &&
      node.nodeType !== Node.COMMENT_NODE,
  );
}

/**
 * @typedef {readonly [ChildNode | null, ChildNode | null]} Pair before and after; null: not there
 * @param {readonly ChildNode[]} old
 * @param {readonly ChildNode[]} fresh
 * @returns {Pair[]}
 */
function pairs(old, fresh) {
  let head = 0;
  while (head < old.length && head < fresh.length && same(old[head], fresh[head])) head++;
  let tail = 0;
  const most = Math.min(old.length, fresh.length) - head;
  while (tail < most && same(old.at(-1 - tail), fresh.at(-1 - tail))) tail++;
  const ends = { old: old.length - tail, fresh: fresh.length - tail };
  return [
    ...old.slice(0, head).map((node, index) => pair(node, fresh[index])),
    ...pairsBetween(old.slice(head, ends.old), fresh.slice(head, ends.fresh)),
    ...old.slice(ends.old).map((node, index) => pair(node, fresh[ends.fresh + index])),
  ];
}

/** @param {ChildNode | undefined} from @param {ChildNode | undefined} to @returns {Pair} */
function pair(from, to) {
  return [from ?? null, to ?? null];
}

/** @param {readonly ChildNode[]} old @param {readonly ChildNode[]} fresh @returns {Pair[]} */
function pairsBetween(old, fresh) {
  if (old.length * fresh.length > MOST_COMPARED) return pairsInOrder(old, fresh);
  const kept = longestCommon(old, fresh);
  /** @type {Pair[]} */
  const found = [];
  let [a, b] = [0, 0];
  for (const [i, j] of [...kept, /** @type {const} */ ([old.length, fresh.length])]) {
    found.push(...pairsInOrder(old.slice(a, i), fresh.slice(b, j)));
    if (i < old.length) found.push(pair(old[i], fresh[j]));
    [a, b] = [i + 1, j + 1];
  }
  return found;
}

/**
 * What stands between two unchanged blocks: a block goes with the next one of its kind, the rest came or went.
 *
 * @param {readonly ChildNode[]} old
 * @param {readonly ChildNode[]} fresh
 * @returns {Pair[]}
 */
function pairsInOrder(old, fresh) {
  /** @type {Pair[]} */
  const found = [];
  let next = 0;
  for (const to of fresh) {
    const at = old.findIndex((from, index) => index >= next && isAlike(from, to));
    if (at < 0) found.push([null, to]);
    else {
      found.push(...old.slice(next, at).map((gone) => pair(gone, undefined)), pair(old[at], to));
      next = at + 1;
    }
  }
  return [...found, ...old.slice(next).map((gone) => pair(gone, undefined))];
}

/** @param {readonly ChildNode[]} old @param {readonly ChildNode[]} fresh @returns {(readonly [number, number])[]} */
function longestCommon(old, fresh) {
  const lengths = [...old, null].map(() => new Uint16Array(fresh.length + 1));
  const equal = old.map((from) => fresh.map((to) => same(from, to)));
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = fresh.length - 1; j >= 0; j--) {
      const [row, below] = [
        /** @type {Uint16Array} */ (lengths[i]),
        /** @type {Uint16Array} */ (lengths[i + 1]),
      ];
      row[j] = equal[i]?.[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  /** @type {(readonly [number, number])[]} */
  const path = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    if (equal[i]?.[j]) path.push([i++, j++]);
    else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i++;
    else j++;
  }
  return path;
}

/** @param {Node | undefined} from @param {Node | undefined} to */
function same(from, to) {
  return from !== undefined && to !== undefined && from.isEqualNode(to);
}

/** @param {Node} from @param {Node} to */
function isAlike(from, to) {
  if (!(isElement(from) && isElement(to))) return from.nodeType === to.nodeType;
  return from.tagName === to.tagName && from.id === to.id && from.className === to.className;
}

/** @param {Node | null} node @returns {node is Element} an element of any window: `instanceof` knows only its own */
function isElement(node) {
  return node?.nodeType === Node.ELEMENT_NODE;
}

/** @param {Element} from @param {Element} to */
function isOpened(from, to) {
  if (from.tagName !== to.tagName || !OPENED.test(from.tagName)) return false;
  const isLayout = !/^T/.test(from.tagName) || from.closest("table")?.getAttribute("role") === "presentation";
  return isLayout && sameAttributes(from, to) && [from, to].every(holdsBlocks);
}

/** @param {Element} element */
function holdsBlocks(element) {
  const inner = meant(element);
  return inner.length > 0 && inner.every((node) => isElement(node) && !INLINE.test(node.tagName));
}

/** @param {Element} from @param {Element} to */
function sameAttributes(from, to) {
  return from.cloneNode(false).isEqualNode(to.cloneNode(false));
}
