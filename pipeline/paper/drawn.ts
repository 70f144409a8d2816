import { type Matrix, numbersIn, plain, product } from "./matrix.ts";
import type { PdfFont } from "./pdf-fonts.ts";
import { lastAdvance, wordsShown } from "./shown.ts";

/** A piece of text as it is drawn in one go: mostly a line, or a word in a line. All lengths in points from the lower left. */
export interface Run {
  text(): string;
  readonly font: number;
  readonly size: number;
  /** Points of a unit in which it is drawn: 0.75 of a CSS pixel that nothing makes larger or smaller. */
  readonly unit: number;
  /** The base line, where the text begins and ends. */
  readonly x: number;
  readonly y: number;
  readonly endX: number;
  readonly endY: number;
  /** Its number among the marked pieces of the page; null where it is unmarked, such as heads and feet. */
  readonly mark: number | null;
}

/** A rectangle, filled or to clip by, or a picture. */
export interface Area {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  readonly mark: number | null;
}

/** What a page's content draws. */
export interface Drawn {
  readonly runs: readonly Run[];
  readonly areas: readonly Area[];
  readonly pictures: readonly Area[];
}

/**
 * Reads the drawing operators of a page, line by line as Chromium writes them. Forms that a page draws are not entered.
 *
 * It runs once in most processes, so that what counts is its time before anything is compiled: a line is told by its last letters, and searching
 * and parsing are left to what the language brings.
 */
export function readDrawn(streams: readonly Buffer[], fonts: ReadonlyMap<number, PdfFont>): Drawn {
  const pen = new Pen(fonts);
  for (const stream of streams) {
    const content = stream.toString("latin1");
    for (let from = 0; from < content.length; ) {
      const end = content.indexOf("\n", from);
      let to = end < 0 ? content.length : end;
      // Most lines draw a curve.
      const last = content.charCodeAt(to - 1);
      if (last === TEXT) {
        const closed = content.indexOf("\nET", from);
        to = closed < 0 ? content.length : closed + 3;
        pen.readText(content.slice(from, to));
      } else if (last !== CURVE && last !== STRAIGHT) pen.read(content.slice(from, to));
      from = to + 1;
    }
  }
  return pen;
}

/** The last letters of lines: `c`, `l`, and `BT`, which opens a block of text up to `ET`. */
const [CURVE, STRAIGHT, TEXT] = [0x63, 0x6c, 0x54];
const STEPS = /^[\d.-]+ [\d.-]+(?= Td)/gm;

class Pen implements Drawn {
  readonly runs: Run[] = [];
  readonly areas: Area[] = [];
  readonly pictures: Area[] = [];
  readonly #fonts: ReadonlyMap<number, PdfFont>;
  readonly #kept: Matrix[] = [];
  #space: Matrix = plain;
  #line: Matrix = plain;
  #mark: number | null = null;
  readonly #around: (number | null)[] = [];

  constructor(fonts: ReadonlyMap<number, PdfFont>) {
    this.#fonts = fonts;
  }

  read(line: string): void {
    if (line === "q") this.#kept.push(this.#space);
    else if (line === "Q") this.#space = this.#kept.pop() ?? plain;
    else if (line.endsWith("BDC")) this.#enter(line);
    else if (line === "EMC") this.#mark = this.#around.pop() ?? null;
    else if (line.endsWith(" re")) this.areas.push(this.#area(numbersIn(line)));
    else if (line.endsWith(" cm")) this.#space = product(numbersIn(line), this.#space);
    else if (line.endsWith(" Do")) this.pictures.push(this.#area([0, 0, 1, 1]));
  }

  /** A block of text, or its parts in a font each. */
  readText(block: string): void {
    const chosen = block.indexOf("/F");
    const end = block.indexOf(" Tf\n", chosen);
    if (chosen < 0 || end < 0) return;
    const other = block.indexOf(" Tf\n", end + 1);
    const next = other < 0 ? block.length : block.lastIndexOf("\n", other);
    const blank = block.indexOf(" ", chosen);
    const font = this.#fonts.get(Number(block.slice(chosen + 2, blank)));
    const part = block.slice(end + 4, next);
    const begun = part.indexOf(" Tm\n");
    if (begun >= 0) this.#line = numbersIn(part.slice(part.lastIndexOf("\n", begun) + 1, begun));
    if (font) this.#show(part, font, Number(block.slice(blank, end)));
    if (other >= 0) this.readText(block.slice(next));
  }

  #enter(line: string): void {
    this.#around.push(this.#mark);
    const mark = line.indexOf("/MCID ");
    if (mark >= 0) this.#mark = Number.parseInt(line.slice(mark + 6), 10);
  }

  #show(part: string, font: PdfFont, ownSize: number): void {
    const matrix = product(this.#line, this.#space);
    const [x, y] = pointOn(matrix, 0, 0);
    let [along, across] = [0, 0];
    for (const step of part.match(STEPS) ?? []) {
      along += Number.parseFloat(step);
      if (!step.endsWith(" 0")) across += Number.parseFloat(step.slice(step.indexOf(" ")));
    }
    const [endX, endY] = pointOn(matrix, along + (lastAdvance(part, font) / 1000) * ownSize, across);
    const size = ownSize * Math.hypot(matrix[2], matrix[3]);
    const unit = Math.hypot(this.#space[0], this.#space[1]);
    this.runs.push({
      text: () => wordsShown(part, font),
      font: font.object,
      size,
      unit,
      mark: this.#mark,
      x,
      y,
      endX,
      endY,
    });
  }

  #area([x = 0, y = 0, width = 0, height = 0]: readonly number[]): Area {
    const [a, b, c, d, e, f] = this.#space;
    const [oneX, otherX] = [a * x + c * y + e, a * (x + width) + c * (y + height) + e];
    const [oneY, otherY] = [b * x + d * y + f, b * (x + width) + d * (y + height) + f];
    return {
      left: Math.min(oneX, otherX),
      right: Math.max(oneX, otherX),
      bottom: Math.min(oneY, otherY),
      top: Math.max(oneY, otherY),
      mark: this.#mark,
    };
  }
}

function pointOn([a, b, c, d, e, f]: Matrix, along: number, across: number): readonly [x: number, y: number] {
  return [a * along + c * across + e, b * along + d * across + f];
}
