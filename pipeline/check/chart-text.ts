import type { Finding } from "../model/finding.ts";
import { type Drawing, drawingsOf, viewOf } from "./drawings.ts";
import type { Gate } from "./gate.ts";
import type { PageElement } from "./markup.ts";

/** The room that a word takes, in pixels of its drawing. */
interface Box {
  readonly words: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Pixels: what the soft edge of a letter may reach out, and how far boxes may enter each other before letters touch. */
const [OUTSIDE, TOUCHING] = [0.75, 1];
/** Inter's parts of its size: above the line for capitals and digits, and below it for letters that hang. */
const [ABOVE, BELOW] = [0.75, 0.21];

/** Every word in a chart stands inside its picture, and none lies over another. */
export const chartText: Gate = ({ artifacts }) => {
  const drawings = drawingsOf(artifacts);
  const measured = drawings.map((drawing) => ({ drawing, boxes: boxesOf(drawing) }));
  const words = measured.reduce((sum, { boxes }) => sum + boxes.length, 0);
  if (words === 0) return [finding("not evaluated", "charts", "No chart has words.")];
  const wrong = measured.flatMap(({ drawing, boxes }) => [
    ...unmeasured(drawing, boxes),
    ...clipped(drawing, boxes),
    ...overlapping(drawing, boxes),
  ]);
  if (wrong.length > 0) return wrong;
  return [finding("passed", "charts", `${words} words in ${drawings.length} drawings are whole and apart.`)];
};

function finding(verdict: Finding["verdict"], place: string, message: string): Finding {
  const remedy = verdict === "refused" ? { remedy: "Shorten the words in the section's template." } : {};
  return { gate: "chart text", verdict, place, message, ...remedy };
}

/** Without the width that the drawer measured nothing can be said of a word. */
function unmeasured({ place }: Drawing, boxes: readonly Box[]): Finding[] {
  const unknown = boxes.find(({ left, right, top }) => Number.isNaN(left + right + top));
  return unknown ? [finding("refused", place, `Nobody measured "${unknown.words}".`)] : [];
}

function clipped(drawing: Drawing, boxes: readonly Box[]): Finding[] {
  const view = viewOf(drawing);
  if (view === null) return [];
  const [x, y, width, height] = view;
  return boxes.flatMap(({ words, left, right, top, bottom }) => {
    const outside = Math.max(x - left, right - x - width, y - top, bottom - y - height);
    if (!(outside > OUTSIDE)) return [];
    const message = `"${words}" is cut off: ${outside.toFixed(1)} px of it lie outside.`;
    return [finding("refused", drawing.place, message)];
  });
}

function overlapping({ place }: Drawing, boxes: readonly Box[]): Finding[] {
  return boxes.flatMap((one, index) =>
    boxes.slice(index + 1).flatMap((other) => {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (!(across > TOUCHING && down > TOUCHING)) return [];
      const message = `"${one.words}" and "${other.words}" lie over each other by ${across.toFixed(1)} by ${down.toFixed(1)} px.`;
      return [finding("refused", place, message)];
    }),
  );
}

function boxesOf({ elements, markup }: Drawing): readonly Box[] {
  return elements.flatMap((element) => {
    if (element.name !== "text") return [];
    const words = markup.words(element);
    return words === "" ? [] : [boxOf(element, words)];
  });
}

/** A word's letters and not its line: what has no letter that hangs ends on the line. */
function boxOf(element: PageElement, words: string): Box {
  const size = Number(inherited(element, "font-size") ?? 16);
  const [x, y] = placeOf(element);
  const width = Number(element.attributes.get("data-w") ?? Number.NaN);
  const anchor = inherited(element, "text-anchor");
  const left = anchor === "end" ? x - width : anchor === "middle" ? x - width / 2 : x;
  const hangs = /[gjpqyQ,;()/|]/.test(words);
  return {
    words,
    left,
    right: left + width,
    top: y - ABOVE * size,
    bottom: y + (hangs ? BELOW : 0) * size,
  };
}

/** Where its line begins, moved as the groups around it are. */
function placeOf(element: PageElement): readonly [number, number] {
  let [x, y] = ["x", "y"].map((name) => Number(element.attributes.get(name) ?? 0)) as [number, number];
  for (let one: PageElement | null = element; one; one = one.parent) {
    const moved = /^translate\(\s*(-?[\d.]+)(?:[\s,]+(-?[\d.]+))?\s*\)$/.exec(
      one.attributes.get("transform") ?? "",
    );
    if (moved) [x, y] = [x + Number(moved[1]), y + Number(moved[2] ?? 0)];
  }
  return [x, y];
}

function inherited(element: PageElement, attribute: string): string | undefined {
  for (let one: PageElement | null = element; one; one = one.parent) {
    const value = one.attributes.get(attribute);
    if (value !== undefined) return value;
  }
  return undefined;
}
