import { expect, test } from "vitest";
import { shortSvg } from "../../pipeline/render/short-svg.ts";

const course = (path: string) =>
  / d="([^"]*)"/.exec(shortSvg(`<svg><path stroke="#111111" d="${path}"/></svg>`))![1];

/** The corners of a path of `M`, `l`, `h` and `v`. */
function cornersOf(path: string): (readonly [number, number])[] {
  const [, x, y, kind, rest] = /^M(-?[\d.]+?) ?(-?[\d.]+)([lhv])(.*)$/.exec(path)!;
  const steps = [...rest!.matchAll(/-?(?:\d+\.?\d*|\.\d+)/g)].map(([number]) => Number(number));
  const corners: [number, number][] = [[Number(x), Number(y)]];
  for (let at = 0; at < steps.length; at += kind === "l" ? 2 : 1) {
    const [left, top] = corners.at(-1)!;
    const [across, down] =
      kind === "l" ? [steps[at]!, steps[at + 1]!] : kind === "h" ? [steps[at]!, 0] : [0, steps[at]!];
    corners.push([left + across, top + down]);
  }
  return corners;
}

test("a line is told to a tenth of a pixel, each corner from the one before", () => {
  expect(course("M25 129.29L25.87 141.54L30 100.06")).toBe("M25 129.3l.9 12.2 4.1-41.4");
  expect(course("M0.04 262.5L530 262.5")).toBe("M0 262.5h530");
  expect(course("M10 5L10 0.5")).toBe("M10 5v-4.5");
});

test("no place of a long line is further from it than a third of a pixel, and tenths do not add up", () => {
  const value = (at: number) => Number((100 + 40 * Math.sin(at / 9) + 9 * Math.sin(at * 1.7)).toFixed(2));
  const points = Array.from(
    { length: 1300 },
    (_, at) => [Number((at * 0.43).toFixed(2)), value(at)] as const,
  );
  const short = course(`M${points.map((point) => point.join(" ")).join("L")}`)!;
  const corners = cornersOf(short);
  const off = points.map(([x, y]) => {
    const right = Math.max(
      1,
      corners.findIndex(([at]) => at >= x - 0.05),
    );
    return Math.min(
      ...[right - 1, right, right + 1].map((end) => distance([x, y], corners[end - 1], corners[end])),
    );
  });
  expect(Math.max(...off)).toBeLessThan(0.33);
  expect(corners.at(-1)![0]).toBeCloseTo(points.at(-1)![0], 0);
});

function distance(
  [x, y]: readonly [number, number],
  from?: readonly [number, number],
  to?: readonly [number, number],
): number {
  if (!from || !to) return Number.POSITIVE_INFINITY;
  const [across, down] = [to[0] - from[0], to[1] - from[1]];
  const along = ((x - from[0]) * across + (y - from[1]) * down) / (across ** 2 + down ** 2 || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from[0] - share * across, y - from[1] - share * down);
}

test("corners on the line between others go, sharp ones stay", () => {
  expect(course("M0 0L1 1L2 2L3 3L3 0")).toBe("M0 0l3 3 0-3");
});

test("neighbours that are drawn alike are one path, others keep their place", () => {
  const line = (d: string, colour: string) => `<path fill="none" stroke="${colour}" d="${d}"/>`;
  const svg = `<svg>${line("M0 1L9 1", "#111111")}${line("M0 2L9 2", "#111111")}<text>x</text>${line("M0 3L9 3", "#111111")}${line("M0 4L9 4", "#222222")}</svg>`;
  expect(shortSvg(svg)).toBe(
    '<svg><path fill="none" stroke="#111111" d="M0 1h9M0 2h9"/><text>x</text><path fill="none" stroke="#111111" d="M0 3h9"/><path fill="none" stroke="#222222" d="M0 4h9"/></svg>',
  );
});

test("boxes and curves stay as they are", () => {
  expect(course("M0 0H9V4H0Z")).toBe("M0 0H9V4H0Z");
  expect(shortSvg("<svg><circle r='2'/></svg>")).toBe("<svg><circle r='2'/></svg>");
});
