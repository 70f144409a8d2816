import { loadFont, type Measure, measureWithCanvas } from "../../../pipeline/world/charts/fonts.ts";
import { shippedLook } from "../../support/theme.ts";

/** A word of an SVG as a reader sees it: its text and the ground it covers, px. */
export interface SeenWord {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

/** Every `<text>` with the ink box of its capitals and descenders. */
export function wordsIn(svg: string): SeenWord[] {
  const measure = measureWithCanvas(loadFont(shippedLook.font));
  const shared = /<g [^>]*font-size="([\d.]+)"/.exec(svg)?.[1];
  return [...svg.matchAll(/<text ([^>]*)>(.*?)<\/text>/g)].map(([, attributes, content]) => {
    const own = (name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes!)?.[1];
    const size = Number(own("font-size") ?? shared);
    const width = widthOf(content!, own("font-weight") === "600", size, measure);
    const shift = { start: 0, middle: width / 2, end: width }[own("text-anchor") ?? "start"]!;
    const [left, y] = [Number(own("x")) - shift, Number(own("y"))];
    return {
      text: textOf(content!),
      left,
      right: left + width,
      top: y - 0.73 * size,
      bottom: y + 0.2 * size,
    };
  });
}

function widthOf(content: string, bold: boolean, size: number, measure: Measure): number {
  const parts = content.split(/(<tspan.*?<\/tspan>)/).filter(Boolean);
  return parts.reduce((sum, part) => {
    return sum + measure(textOf(part), { size, bold: bold || part.startsWith("<tspan") });
  }, 0);
}

function textOf(content: string): string {
  return content.replace(/<[^>]+>/g, "").replace(/&(amp|lt|gt|quot);/g, (entity) => ENTITIES[entity]!);
}

export function overlap(one: SeenWord, other: SeenWord): boolean {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
}

/** The corners of the drawn lines, gaps as null. */
export function lineIn(svg: string): ({ x: number; y: number } | null)[] {
  const paths = [...svg.matchAll(/<path [^>]*stroke="(?:#0e5468|#cc4a31)"[^>]* d="([^"]*)"/g)].map(
    ([, path]) => path!,
  );
  return paths.flatMap((path) =>
    cornersOf(path).flatMap(({ begins, x, y }) => [...(begins ? [null] : []), { x, y }]),
  );
}

/** The corners of a path of `M`, `l`, `h` and `v`, px. */
export function cornersOf(path: string): { x: number; y: number; begins: boolean }[] {
  let [x, y] = [0, 0];
  return [...path.matchAll(/([Mlhv])([^a-zA-Z]*)/g)].flatMap(([, command, rest]) => {
    const numbers = [...rest!.matchAll(/-?(?:\d+\.?\d*|\.\d+)/g)].map(([number]) => Number(number));
    if (command === "M") {
      [x, y] = numbers as [number, number];
      return [{ x, y, begins: true }];
    }
    const corners: { x: number; y: number; begins: boolean }[] = [];
    for (let at = 0; at < numbers.length; at += command === "l" ? 2 : 1) {
      x += command === "v" ? 0 : numbers[at]!;
      y += command === "h" ? 0 : numbers[command === "v" ? at : at + 1]!;
      corners.push({ x, y, begins: false });
    }
    return corners;
  });
}

/** True when the line runs through the word, sampled along each segment. */
export function crosses(line: readonly ({ x: number; y: number } | null)[], word: SeenWord): boolean {
  return line.some((to, index) => {
    const from = line[index - 1];
    if (!from || !to) return false;
    return Array.from({ length: 21 }, (_, step) => step / 20).some((share) => {
      const [x, y] = [from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)];
      return x > word.left && x < word.right && y > word.top && y < word.bottom;
    });
  });
}
