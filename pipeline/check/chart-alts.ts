import type { Artifacts } from "../model/artifacts.ts";
import type { ChartSpec, Label } from "../model/chart.ts";
import type { Finding } from "../model/finding.ts";
import { labelsOf } from "./chart-labels.ts";
import type { Gate } from "./gate.ts";
import { markupOf } from "./markup.ts";

const PAGES = ["issue.html", "email.html"];
/** Numbers as they are printed, with their minus but without plus and unit: `1,234.5`, `−33`. */
const NUMERALS = /−?\d[\d,]*(?:\.\d+)?/g;

/** Who hears a chart in place of seeing it hears its figures: every chart has an alt text, with each number that is written on it. */
export const chartAlts: Gate = ({ artifacts, filled: { charts } }) => {
  const pages = PAGES.filter((name) => artifacts[name]);
  if (charts.length === 0 || pages.length === 0)
    return [finding("not evaluated", "charts", "There is no page with a chart.")];
  const wrong = [
    ...charts.flatMap(altFaults),
    ...pages.flatMap((name) => pageFaults(name, charts, artifacts)),
  ];
  if (wrong.length > 0) return wrong;
  return [finding("passed", "charts", `${charts.length} alt texts hold the figures of their charts.`)];
};

function finding(verdict: Finding["verdict"], place: string, message: string): Finding {
  const remedy =
    verdict === "refused" ? { remedy: "Write it into the chart's alt text, in the section's template." } : {};
  return { gate: "chart alts", verdict, place, message, ...remedy };
}

function altFaults(spec: ChartSpec): Finding[] {
  if (spec.alt.trim() === "") return [finding("refused", spec.id, "The chart has no alt text.")];
  const lacking = spokenLabels(spec).filter(({ text }) => !speaks(spec.alt, text));
  if (lacking.length === 0) return [];
  const texts = lacking.map(({ text }) => `"${text}"`).join(", ");
  return [finding("refused", spec.id, `The alt text lacks ${texts}, which the chart shows.`)];
}

/** What is written on a small line's chart is nothing; what it is about is where it ends. */
function spokenLabels(spec: ChartSpec): readonly Label[] {
  return spec.kind === "spark" ? [spec.end] : labelsOf(spec);
}

/**
 * Whether a text holds a label's number, with its minus and as exactly as the label or better: "−0.65" speaks "−0.6 sd". A label
 * without a number asks for nothing.
 */
function speaks(alt: string, label: string): boolean {
  const [wanted] = label.match(NUMERALS) ?? [];
  if (wanted === undefined) return true;
  const half = 0.5 * 10 ** -(wanted.split(".")[1]?.length ?? 0);
  return (alt.match(NUMERALS) ?? []).some(
    (said) => Math.abs(numberIn(said) - numberIn(wanted)) <= half + 1e-9,
  );
}

function numberIn(numeral: string): number {
  return Number(numeral.replace("−", "-").replaceAll(",", ""));
}

/** The alt text stands where the chart does. A chart that a page leaves out is not asked for. */
function pageFaults(name: string, charts: readonly ChartSpec[], artifacts: Artifacts): Finding[] {
  const { elements } = markupOf(artifacts[name]!);
  const alts = new Set(charts.map(({ alt }) => plain(alt)));
  const shown = elements.filter(({ name: tag, attributes }) =>
    tag === "img"
      ? /^charts\//.test(attributes.get("src") ?? "")
      : tag === "svg" && attributes.get("role") === "img",
  );
  return shown.flatMap(({ attributes, tag }) => {
    const said = attributes.get("alt") ?? attributes.get("aria-label") ?? "";
    if (alts.has(plain(said))) return [];
    return [finding("refused", name, `A chart is read aloud as what no chart says: ${tag}`)];
  });
}

/** Pages keep a number and its unit on one line with a blank of another kind. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
