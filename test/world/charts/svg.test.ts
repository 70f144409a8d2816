import { newCourse } from "canvas";
import { describe, expect, it } from "vitest";
import type { Word } from "../../../pipeline/world/charts/marks.ts";
import { svgDocument } from "../../../pipeline/world/charts/svg.ts";
import { shippedLook } from "../../support/theme.ts";
import { SPECS } from "./specs.ts";
import { cornersOf } from "./svg-words.ts";

const spec = SPECS.find(({ id }) => id === "line-five-years")!;
const dress = { look: shippedLook, measure: () => 10 };
const stroke = (d: string, colour: string) =>
  ({ d, stroke: colour, width: 1, join: "miter", dash: [] }) as const;
const word = (text: string, size: number, colour: Word["colour"]): Word =>
  ({ x: 1, y: 2, anchor: "start", size, colour, runs: [{ text, bold: false }] }) as Word;
const inside = (svg: string) => svg.replace(/^.*?<\/title>/, "");

function courseOf(...corners: readonly (readonly [number, number])[]): string {
  const course = newCourse();
  for (const [index, corner] of corners.entries()) course[index === 0 ? "moveTo" : "lineTo"](...corner);
  return course.words();
}

describe("a path", () => {
  it("goes to a tenth of a pixel, each corner from the one before", () => {
    expect(courseOf([25, 129.29], [25.87, 141.54], [30, 100.06])).toBe("M25 129.3l.9 12.2 4.1-41.4");
    expect(courseOf([0.04, 262.5], [530, 262.5])).toBe("M0 262.5h530");
    expect(courseOf([10, 5], [10, 0.5])).toBe("M10 5v-4.5");
    expect(courseOf([0, 1], [4, 1], [4, 3], [7, 5])).toBe("M0 1h4v2l3 2");
  });

  it("of no length is still there: its round end shows", () => {
    expect(courseOf([3, 4], [3.01, 4])).toBe("M3 4h0");
  });

  it("of many corners ends where its last one is: tenths do not add up", () => {
    const corners = Array.from(
      { length: 1300 },
      (_, at) => [at * 0.43, 100 + 40 * Math.sin(at / 9)] as const,
    );
    const read = cornersOf(courseOf(...corners));
    const off = read.map(({ x, y }) =>
      Math.min(...corners.map(([left, top]) => Math.hypot(left - x, top - y))),
    );
    expect(Math.max(...off)).toBeLessThan(0.08);
    expect(read.at(-1)!.x).toBeCloseTo(corners.at(-1)![0], 0);
  });
});

describe("a drawing as SVG", () => {
  it("has neighbours that are drawn alike as one path, and others in their order", () => {
    const { hairline: one, ink: other } = shippedLook.colours;
    const paths = [
      stroke("M0 1h9", "hairline"),
      stroke("M0 2h9", "hairline"),
      stroke("M0 3h9", "ink"),
      stroke("M0 4h9", "hairline"),
    ];
    const svg = svgDocument(spec, { paths, marks: { under: [], over: [], words: [] } }, dress);
    const look = (colour: string) => `fill="none" stroke="${colour}" stroke-width="1"`;
    expect(inside(svg)).toBe(
      `<path ${look(one)} d="M0 1h9M0 2h9"/><path ${look(other)} d="M0 3h9"/><path ${look(one)} d="M0 4h9"/></svg>`,
    );
  });

  it("says once what most words share, and what is another's own on that word", () => {
    const words = [word("81 bp", 11, "ink"), word("171", 11, "ink"), word("2025", 10, "ink")];
    const svg = svgDocument(spec, { paths: [], marks: { under: [], over: [], words } }, dress);
    expect(svg.match(/font-size="[^"]*"/g)).toEqual(['font-size="11"', 'font-size="10"']);
    expect(svg.match(/fill="[^"]*"/g)).toHaveLength(1);
    expect(svg).toContain('<text x="1" y="2" font-size="10" data-w="10.0">2025</text>');
  });
});
