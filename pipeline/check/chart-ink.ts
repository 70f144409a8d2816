import type { Artifacts } from "../model/artifacts.ts";
import type { ChartSpec, Label } from "../model/chart.ts";
import type { Finding } from "../model/finding.ts";
import { chartPicture } from "./chart-picture.ts";
import { type Drawing, drawingsOf, isChart, viewOf } from "./drawings.ts";
import type { Gate } from "./gate.ts";

/** Shares of the pixels looked at: the barest chart of 20 issues has 0.01, the fullest 0.5. */
const [LEAST_INK, MOST_INK] = [0.001, 0.85];
const MARKS = new Set(["path", "line", "polyline", "polygon", "rect", "circle", "ellipse"]);

const PLACES = ["d", "points", "x", "y", "cx", "cy", "r", "width", "height"];
const NO_NUMBER = ["NaN", "undefined", "Infinity"];

/** No chart is blank: each picture has ink, and each drawing the marks that its values ask for, all of them at places that exist. */
export const chartInk: Gate = ({ artifacts, filled: { charts } }) => {
  const drawings = drawingsOf(artifacts);
  const pictures = Object.keys(artifacts).filter((name) => isChart(name, "png"));
  if (drawings.length + pictures.length === 0)
    return [finding("not evaluated", "charts", "No chart was drawn.")];
  const specs = new Map(charts.map((spec) => [spec.id, spec]));
  const wrong = [
    ...pictures.flatMap((name) => pictureFaults(name, artifacts)),
    ...drawings.flatMap((drawing) => drawingFaults(drawing, specs)),
  ];
  if (wrong.length > 0) return wrong;
  const measured = `${pictures.length} pictures and ${drawings.length} drawings`;
  return [finding("passed", "charts", `No chart is blank: ${measured} measured.`)];
};

function finding(verdict: Finding["verdict"], place: string, message: string): Finding {
  const remedy = verdict === "refused" ? { remedy: "Look at the chart, then build the issue again." } : {};
  return { gate: "chart ink", verdict, place, message, ...remedy };
}

function pictureFaults(name: string, artifacts: Artifacts): Finding[] {
  const picture = chartPicture(artifacts[name]!);
  if (picture === null) return [finding("refused", name, "It is no picture, or not all of it is there.")];
  const percent = `${(picture.ink * 100).toFixed(1)}%`;
  if (picture.ink < LEAST_INK)
    return [finding("refused", name, `The picture is blank: ${percent} of it is drawn on.`)];
  if (picture.ink > MOST_INK)
    return [finding("refused", name, `The picture has no ground: ${percent} of it is drawn on.`)];
  return [];
}

function drawingFaults(drawing: Drawing, specs: ReadonlyMap<string, ChartSpec>): Finding[] {
  const { place, elements } = drawing;
  const refused = (message: string) => [finding("refused", place, message)];
  if (viewOf(drawing) === null) return refused("The drawing does not say how large it is.");
  const nowhere = elements.find(({ attributes }) =>
    PLACES.some((name) => NO_NUMBER.some((word) => attributes.get(name)?.includes(word))),
  );
  if (nowhere) return refused(`A mark is drawn at no place: ${nowhere.tag}`);
  const marks = elements.filter(({ name }) => MARKS.has(name));
  if (marks.length === 0) return refused("The drawing is blank: nothing is drawn in it.");
  const spec = specs.get(/^charts\/(.*)\.svg$/.exec(place)?.[1] ?? "");
  const lacking = spec ? lackingMarks(spec, drawing) : null;
  return lacking === null ? [] : refused(lacking);
}

/** What the values of a chart ask for and the drawing has not: axes and words alone are no chart. */
function lackingMarks(spec: ChartSpec, { elements }: Drawing): string | null {
  for (const length of lengthsOf(spec)) {
    // Points that stand in one column of pixels are drawn as one, so a long line may have fewer than it has days.
    const least = Math.min(length, 3);
    if (length > 1 && !elements.some(({ attributes }) => goesTo(least, attributes.get("d") ?? "")))
      return `A line of ${length} values is not drawn.`;
  }
  const bars = barsOf(spec).filter(({ label }) => label.value !== 0).length;
  const filled = elements.filter(
    ({ name, attributes }) => MARKS.has(name) && ![undefined, "none"].includes(attributes.get("fill")),
  );
  const areas = filled.reduce((sum, { attributes }) => sum + areasIn(attributes.get("d") ?? "M"), 0);
  return areas >= bars ? null : `Of ${bars} bars ${areas} are drawn.`;
}

function barsOf(spec: ChartSpec): readonly { readonly label: Label }[] {
  if (spec.kind === "dots") return spec.rows;
  return spec.kind === "bars" ? spec.bars : [];
}

/** How many values each line of a chart has. */
function lengthsOf(spec: ChartSpec): readonly number[] {
  const lines: (readonly (number | null)[])[] = [];
  if ("values" in spec) lines.push(spec.values);
  if ("panels" in spec) lines.push(...spec.panels.map(({ values }) => values));
  if ("others" in spec) lines.push(...(spec.others ?? []).map(({ values }) => values));
  return lines.map((values) => values.filter((value) => value !== null).length);
}

/** Bars that are filled alike may be one path. */
function areasIn(path: string): number {
  return path.match(/m/gi)?.length ?? 0;
}

const NUMBER = /-?(?:\d+\.?\d*|\.\d+)/g;
/** How many numbers a command has for each place that it goes to. */
const NUMBERS: Readonly<Record<string, number>> = { h: 1, v: 1, l: 2, t: 2, s: 4, q: 4, c: 6, a: 7 };

/** Whether a path goes to so many places after its first. */
function goesTo(places: number, path: string): boolean {
  let found = 0;
  for (const [, command = "", numbers = ""] of path.matchAll(/([a-z])([^a-z]*)/gi)) {
    const each = NUMBERS[command.toLowerCase()];
    if (each) found += (numbers.match(NUMBER)?.length ?? 0) / each;
    if (found >= places) return true;
  }
  return false;
}
