import { describe, expect, it } from "vitest";
import { chartInk } from "../../pipeline/check/chart-ink.ts";
import { chartPicture } from "../../pipeline/check/chart-picture.ts";
import type { ChartSpec } from "../../pipeline/model/chart.ts";
import { pngOf } from "../../pipeline/world/charts/png.ts";
import { checkedOf } from "../support/checked.ts";
import { drawingOf, soundLine } from "../support/drawn-charts.ts";

const [WIDTH, HEIGHT] = [400, 200];
const stroke = '<path fill="none" stroke="#12667f" d="M0 9L1 8L3 2L4 1"/>';
const { id, alt, width, height } = soundLine;
const bars: ChartSpec = {
  kind: "bars",
  id,
  alt,
  width,
  height,
  layout: "rows",
  bars: [0.17, 0, -0.03].map((value) => ({
    name: "Energy",
    label: { figure: "made-up.move", value, text: String(value) },
  })),
};

/** White, with so many rows in black from a row on. */
function pictureOf(black: number, from = 0): Promise<Uint8Array> {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 4).fill(255);
  for (let at = from * WIDTH * 4; at < (from + black) * WIDTH * 4; at += 4) pixels.fill(0, at, at + 3);
  return pngOf(pixels, { width: WIDTH, height: HEIGHT }, ["#ffffff", "#000000"]);
}

function said(artifacts: Readonly<Record<string, Uint8Array | string>>, charts: readonly ChartSpec[] = []) {
  const bytes = Object.entries(artifacts).map(([name, content]) => [
    name,
    typeof content === "string" ? new TextEncoder().encode(content) : content,
  ]);
  const checked = { ...checkedOf({ charts }), artifacts: Object.fromEntries(bytes) };
  return chartInk(checked).map(({ verdict, place, message }) => `${verdict} ${place}: ${message}`);
}

describe("a picture of a chart", () => {
  it("has its size, and ink for each row that is drawn on", async () => {
    const picture = chartPicture(await pictureOf(20));
    expect(picture).toMatchObject({ width: WIDTH, height: HEIGHT });
    expect(picture?.ink).toBeCloseTo(0.1, 5);
  });

  it("passes with ink and with ground", async () => {
    expect(said({ "charts/made-up.png": await pictureOf(20) })).toEqual([
      "passed charts: No chart is blank: 1 pictures and 0 drawings measured.",
    ]);
  });

  it("is refused when it is blank, or has no ground", async () => {
    expect(said({ "charts/made-up.png": await pictureOf(0) })).toEqual([
      "refused charts/made-up.png: The picture is blank: 0.0% of it is drawn on.",
    ]);
    const noise = new Uint8Array(WIDTH * HEIGHT * 4).map((_, at) => (at % 4) * 31 + ((at >> 2) % 9) * 24);
    expect(
      said({ "charts/made-up.png": await pngOf(noise, { width: WIDTH, height: HEIGHT }, []) })[0],
    ).toMatch(/^refused .*has no ground/);
  });

  it("is refused when it is no picture, or cut short", async () => {
    const whole = await pictureOf(20);
    const damaged = Uint8Array.from(whole);
    damaged.fill(0xff, 60, 64);
    const lost = "refused charts/made-up.png: It is no picture, or not all of it is there.";
    for (const bytes of [
      new Uint8Array(),
      whole.subarray(0, 60),
      damaged,
      new TextEncoder().encode("GIF89a"),
    ])
      expect(said({ "charts/made-up.png": bytes })).toEqual([lost]);
  });

  it("is refused when its end is damaged, which is not looked at otherwise", async () => {
    let grain = 1;
    const sand = new Uint8Array(WIDTH * HEIGHT * 4).map(() => {
      grain = (grain * 48271) % 0x7fffffff;
      return (grain >> 8) & 0xc0;
    });
    const damaged = Uint8Array.from(await pngOf(sand, { width: WIDTH, height: HEIGHT }, []));
    expect(damaged.length).toBeGreaterThan(20_000);
    expect(chartPicture(damaged)).not.toBeNull();
    damaged[damaged.length - 100]! ^= 1;
    expect(chartPicture(damaged)).toBeNull();
  });
});

describe("a drawing of a chart", () => {
  const name = "charts/made-up.svg";

  it("passes with the marks that its values ask for", () => {
    expect(said({ [name]: drawingOf(stroke) }, [soundLine])[0]).toMatch(/^passed/);
    const boxes = '<path fill="#12667f" d="M0 0H9V9Z"/><path fill="#c4452d" d="M0 0H9V9Z"/>';
    expect(said({ [name]: drawingOf(boxes) }, [bars])[0]).toMatch(/^passed/);
  });

  it("is refused without any mark, whatever words stand in it", () => {
    expect(said({ [name]: drawingOf('<text x="1" y="20">81 bp</text>') })).toEqual([
      `refused ${name}: The drawing is blank: nothing is drawn in it.`,
    ]);
  });

  it("is refused where axes are drawn and the line is not", () => {
    expect(said({ [name]: drawingOf('<path stroke="#d8d5cd" d="M0 9L200 9"/>') }, [soundLine])).toEqual([
      `refused ${name}: A line of 4 values is not drawn.`,
    ]);
  });

  it("is refused where a bar is missing", () => {
    expect(said({ [name]: drawingOf('<path fill="#12667f" d="M0 0H9V9Z"/>') }, [bars])).toEqual([
      `refused ${name}: Of 2 bars 1 are drawn.`,
    ]);
  });

  it("is refused where a mark stands nowhere, or nobody knows how large it is", () => {
    expect(said({ [name]: drawingOf(`${stroke}<circle cx="NaN" cy="3" r="2"/>`) })[0]).toMatch(
      /^refused .*A mark is drawn at no place: <circle cx="NaN"/,
    );
    expect(said({ [name]: `<svg>${stroke}</svg>` })[0]).toMatch(/does not say how large/);
  });

  it("is looked at within the web page too, in each of its widths", () => {
    const page = `<main><svg class="narrow" viewBox="0 0 9 9" role="img" aria-label="A spread"></svg><svg aria-hidden="true"></svg></main>`;
    expect(said({ "issue.html": page })).toEqual([
      'refused issue.html: narrow "A spread": The drawing is blank: nothing is drawn in it.',
    ]);
  });

  it("was not looked at where none was made", () => {
    expect(said({ "issue.md": "text" })).toEqual(["not evaluated charts: No chart was drawn."]);
  });
});
