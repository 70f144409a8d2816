import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { Filled } from "../../pipeline/model/filled.ts";
import { type RenderOptions, render } from "../../pipeline/render/render.ts";
import { drawingOf, dress, filledFrom, pixel, sampleText } from "../support/rendering.ts";

/** A world that writes down what it is asked for, in order. */
function fakeWorld() {
  const asked: string[] = [];
  const printed: { html: string; paper: string; created: string }[] = [];
  const unused = () => {
    throw new Error("render asks nothing else of the world");
  };
  return {
    asked,
    printed,
    files: { read: (path: string) => readFile(path), list: unused, write: unused, remove: unused },
    charts: {
      warm: unused,
      svg: async (spec: Filled["charts"][number]) => {
        asked.push(`svg ${spec.id} ${spec.width}`);
        return drawingOf(spec);
      },
      png: async ({ id }: { id: string }) => {
        asked.push(`png ${id}`);
        return pixel;
      },
    },
    pictures: { fitted: unused },
    printer: {
      warm: unused,
      print: async (page: { html: string; paper: string; created: string }) => {
        asked.push(`print ${page.paper}`);
        printed.push(page);
        return new TextEncoder().encode(`%PDF of ${page.paper}`);
      },
    },
  };
}
const options = (rest: Partial<RenderOptions> = {}): RenderOptions => ({
  ...dress,
  images: { "small-firms.png": pixel, "unused.png": pixel },
  papers: ["a4"],
  only: null,
  ...rest,
});
const words = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe("the files of an issue", () => {
  test("are all there by name, with the charts and pictures that they show and no others", async () => {
    const filled = filledFrom(sampleText);
    const artifacts = await render(filled, options(), fakeWorld());
    const charts = filled.charts.flatMap(({ id }) => [`charts/${id}.svg`, `charts/${id}.png`]);
    const pages = ["issue.md", "issue.html", "issue.pdf", "email.html", "email.txt"];
    expect(Object.keys(artifacts).sort()).toEqual([...pages, ...charts, "small-firms.png"].sort());
    expect(words(artifacts["issue.md"])).toBe(filled.markdown);
    expect(words(artifacts["issue.html"])).toMatch(/^<!doctype html>/);
  });

  test("are printed on every paper of the edition, as of the issue's own close", async () => {
    const world = fakeWorld();
    const artifacts = await render(filledFrom(sampleText), options({ papers: ["a4", "letter"] }), world);
    expect([words(artifacts["issue.pdf"]), words(artifacts["issue-letter.pdf"])]).toEqual([
      "%PDF of a4",
      "%PDF of letter",
    ]);
    expect(world.printed.map(({ created }) => created)).toEqual([
      "2025-11-05T21:00:00Z",
      "2025-11-05T21:00:00Z",
    ]);
    expect(world.printed[1]?.html).toContain("@page{size:letter");
  });

  test("what the browser needs is drawn before anything else, and each drawing is made once", async () => {
    const world = fakeWorld();
    await render(filledFrom(sampleText), options(), world);
    const first = world.asked.slice(0, 10);
    expect(first.slice(6)).toEqual([
      "svg sector-contributions 340",
      "svg sector-returns 340",
      "svg ig-spread 672",
      "svg policy-path 340",
    ]);
    expect(first.slice(0, 6).every((one) => /^svg key-figures-[\w-]+ 120$/.test(one))).toBe(true);
    expect(world.asked).toEqual([...new Set(world.asked)]);
  });

  test("are only those that were asked for", async () => {
    const world = fakeWorld();
    const artifacts = await render(filledFrom(sampleText), options({ only: ["html"] }), world);
    const pages = Object.keys(artifacts).filter((name) => !name.startsWith("charts/"));
    expect(pages.sort()).toEqual(["issue.html", "small-firms.png"]);
    expect(world.asked.filter((one) => !one.startsWith("svg"))).toEqual([]);
  });
});

describe("a text that shows what is not there", () => {
  test("is refused with every such picture and chart at once", async () => {
    const text =
      "# T\n\nS\n\n![a](missing.png)\n\n![b](drawing.svg)\n\n![c](charts/nowhere.png)\n\n![d](charts/ig-spread.png)";
    const filled = filledFrom(text);
    const images = { "drawing.svg": new TextEncoder().encode("<svg onload='alert(1)'/>") };
    const charts = filled.charts.filter(({ id }) => id === "ig-spread");
    await expect(render({ ...filled, charts }, options({ images }), fakeWorld())).rejects.toThrow(
      [
        "missing.png: A text shows a picture that is not there. Put the file beside the text, or take the picture out of it.",
        "drawing.svg: A picture is an SVG, which can hold scripts, and which no mail program shows. Save it as PNG or JPEG.",
        "charts/nowhere.png: A text shows a chart that is not drawn. This issue has the charts ig-spread.",
      ].join("\n"),
    );
  });

  test("a browser that fails fails the issue, with its own fault", async () => {
    const world = fakeWorld();
    world.printer.print = () => Promise.reject(new Error("the browser is gone"));
    await expect(render(filledFrom(sampleText), options(), world)).rejects.toThrow("the browser is gone");
  });

  test("the first fault is the one that is told when the browser fails as well", async () => {
    const world = fakeWorld();
    world.charts.png = () => Promise.reject(new Error("a chart could not be drawn"));
    world.printer.print = () =>
      new Promise((_, reject) => setTimeout(reject, 5, new Error("the browser is gone")));
    await expect(render(filledFrom(sampleText), options(), world)).rejects.toThrow(
      "a chart could not be drawn",
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
});
