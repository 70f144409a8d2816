import { describe, expect, it } from "vitest";
import { chartAlts } from "../../pipeline/check/chart-alts.ts";
import type { ChartSpec } from "../../pipeline/model/chart.ts";
import { checkedOf } from "../support/checked.ts";
import { soundLine } from "../support/drawn-charts.ts";

const webOf = (alt: string) => `<svg class="wide" viewBox="0 0 9 9" role="img" aria-label="${alt}"></svg>`;
const mailOf = (alt: string) => `<img src="charts/made-up.png" width="600" alt="${alt}">`;
const said = (
  spec: ChartSpec,
  artifacts: Readonly<Record<string, string>> = { "issue.html": webOf(spec.alt) },
) =>
  chartAlts(checkedOf({ charts: [spec], artifacts })).map(
    ({ verdict, place, message }) => `${verdict} ${place}: ${message}`,
  );
const passed = ["passed charts: 1 alt texts hold the figures of their charts."];
const spoken = (alt: string) => said({ ...soundLine, alt });

describe("the alt text of a chart", () => {
  it("passes with every number that the chart shows, in web page and mail", () => {
    const { alt } = soundLine;
    expect(said(soundLine, { "issue.html": webOf(alt), "email.html": mailOf(alt) })).toEqual(passed);
    expect(spoken("Now 81.0 bp, and 109.25 on average")).toEqual(passed);
  });

  it.each([
    ["A spread of 81 bp", '"109.3 mean"'],
    ["A spread of 81 bp over 1,109.3", '"109.3 mean"'],
    ["A spread of 810 bp, mean 109.3", '"81 bp"'],
    ["A spread of −81 bp, mean 109.3", '"81 bp"'],
    ["A spread of 81 bp, mean 109", '"109.3 mean"'],
    ["A spread over five years", '"81 bp", "109.3 mean"'],
  ])("is refused without one of them: %s", (alt, lacking) => {
    expect(spoken(alt)).toEqual([`refused made-up: The alt text lacks ${lacking}, which the chart shows.`]);
  });

  it("is refused without a minus", () => {
    const below = { ...soundLine, levels: [], end: { ...soundLine.end, value: -0.65, text: "−0.65 sd" } };
    expect(said({ ...below, alt: "It stands at −0.65 sd." })).toEqual(passed);
    expect(said({ ...below, alt: "It stands at 0.65 sd." })[0]).toMatch(/lacks "−0.65 sd"/);
  });

  it("of a small line says where it ends", () => {
    const { width, height, values, end } = soundLine;
    const spark = (alt: string): ChartSpec => ({
      kind: "spark",
      id: "spark",
      alt,
      width,
      height,
      values,
      end,
    });
    expect(said(spark("Its last 5 observations, ending at 81 bp."))).toEqual(passed);
    expect(said(spark("Its last 5 observations."))[0]).toMatch(/^refused spark: .*"81 bp"/);
  });

  it("is refused when it is empty", () => {
    expect(spoken(" ")[0]).toBe("refused made-up: The chart has no alt text.");
  });

  it("is refused where a page reads something else aloud in its place", () => {
    expect(said(soundLine, { "issue.html": webOf("A chart") })[0]).toMatch(
      /^refused issue\.html: A chart is read aloud as what no chart says: <svg class="wide"/,
    );
    expect(said(soundLine, { "email.html": mailOf("") })[0]).toMatch(/^refused email\.html/);
    expect(said(soundLine, { "email.html": '<img src="cid:writer.png" alt="A photograph">' })).toEqual(
      passed,
    );
    expect(said(soundLine, { "issue.html": webOf(soundLine.alt.replace(" bp", "&nbsp;bp")) })).toEqual(
      passed,
    );
  });

  it("was not looked at where no page shows one", () => {
    expect(said(soundLine, {})).toEqual(["not evaluated charts: There is no page with a chart."]);
  });
});
