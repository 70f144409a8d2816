import type { Artifacts } from "../model/artifacts.ts";
import { type Markup, markupOf, type PageElement } from "./markup.ts";

/** A chart as it is shown somewhere: among the charts, or within the web page in one of its widths. */
export interface Drawing {
  /** `charts/ig-spread-history.svg`, or `issue.html: narrow "ICE BofA US Corporate OAS…"`. */
  readonly place: string;
  readonly svg: PageElement;
  /** Everything within it, in the order in which it is painted. */
  readonly elements: readonly PageElement[];
  readonly markup: Markup;
}

/** Every drawing of an issue. */
export function drawingsOf(artifacts: Artifacts): readonly Drawing[] {
  return Object.entries(artifacts).flatMap(([name, bytes]) => {
    if (name !== "issue.html" && !isChart(name, "svg")) return [];
    const markup = markupOf(bytes);
    return markup.elements
      .filter((element) => element.name === "svg" && isShown(element))
      .map((svg) => ({ place: placeOf(svg, name), svg, elements: elementsIn(svg), markup }));
  });
}

/** Whether a file among the artifacts is a chart of that kind. */
export function isChart(name: string, kind: "svg" | "png"): boolean {
  return name.startsWith("charts/") && name.endsWith(`.${kind}`);
}

/** The corner and the size of what a drawing shows, in its own pixels; null where it does not say. */
export function viewOf({
  svg,
}: Drawing): readonly [x: number, y: number, width: number, height: number] | null {
  const [x, y, width, height] = (svg.attributes.get("viewBox") ?? "").split(/[\s,]+/).map(Number);
  if (x === undefined || y === undefined || !width || !height) return null;
  return [x, y, width, height];
}

/** An ornament says that it is none for the reader; it has no words to be measured. */
function isShown(svg: PageElement): boolean {
  return svg.attributes.get("aria-hidden") !== "true" && svg.attributes.get("role") !== "presentation";
}

function placeOf({ attributes }: PageElement, name: string): string {
  if (name !== "issue.html") return name;
  const label = attributes.get("aria-label") ?? "";
  const short = label.length > 50 ? `${label.slice(0, 49)}…` : label;
  return [`${name}:`, attributes.get("class"), JSON.stringify(short)].filter(Boolean).join(" ");
}

function elementsIn(element: PageElement): readonly PageElement[] {
  return element.children.flatMap((child) => [child, ...elementsIn(child)]);
}
