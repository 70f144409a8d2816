import type { FaultDetail } from "../../errors.ts";
import type { Finding } from "../../model/finding.ts";
import type { WrittenText } from "../../model/written.ts";
import { safeHref } from "../../render/escape.ts";
import { type FoundLink, linksIn } from "./links-in.ts";

/** What an issue has for its texts to point at. */
export interface Targets {
  /** Anchors of the built web page; null where there is none. */
  readonly anchors: ReadonlySet<string> | null;
  /** Pictures beside the texts, by file name. */
  readonly images: readonly string[];
  /** Charts of the built issue by id; null where none is built. */
  readonly charts: ReadonlySet<string> | null;
}

type Texts = readonly Pick<WrittenText, "file" | "line" | "raw" | "pieces">[];

/** What can be said of the texts' links and pictures without asking anybody. Pure. */
export function linkFindings(texts: Texts, targets: Targets): readonly Finding[] {
  const links = texts.flatMap(linksIn);
  const said = links.flatMap((link) => {
    const finding = link.kind === "picture" ? pictureFinding(link, targets) : linkFinding(link, targets);
    return finding ? [finding] : [];
  });
  const named = new Set(links.filter(({ kind }) => kind === "picture").map(nameOf));
  const unnamed = targets.images.filter((name) => !named.has(name));
  return [
    ...said,
    ...unnamed.map((name) =>
      finding("pictures", "noted", name, "No text shows this picture.", REMEDIES.unnamed),
    ),
    ...(links.length > 0 && said.length === 0
      ? [finding("links", "passed", "texts", "Every anchor and picture that the texts name is there.")]
      : []),
  ];
}

/** Addresses that are to be asked, each once, with the places that name them. */
export function webLinks(texts: Texts): ReadonlyMap<string, readonly FoundLink[]> {
  const found = new Map<string, FoundLink[]>();
  for (const link of texts.flatMap(linksIn).filter(({ kind, target }) => kind === "link" && isWeb(target))) {
    const href = safeHref(link.target)!;
    found.set(href, [...(found.get(href) ?? []), link]);
  }
  return found;
}

/** The names of pictures that the texts show. */
export function picturesShown(texts: Texts): ReadonlySet<string> {
  const pictures = texts.flatMap(linksIn).filter(({ kind }) => kind === "picture");
  return new Set(pictures.map(nameOf));
}

/** Pictures that a text names and nobody has, as faults at the text's own line: for the door, before anything is made. */
export function missingPictures(texts: Texts, images: readonly string[]): readonly FaultDetail[] {
  const pictures = texts.flatMap(linksIn).filter(({ kind }) => kind === "picture");
  return pictures.flatMap((link): readonly FaultDetail[] => {
    const name = nameOf(link);
    if (!isFileName(name) || images.includes(name)) return [];
    return [
      { code: "content-invalid", place: placeOf(link), message: missing(name), remedy: REMEDIES.missing },
    ];
  });
}

function pictureFinding(link: FoundLink, { images, charts }: Targets): Finding | null {
  const name = nameOf(link);
  const chart = /^charts\/([\w.-]+)\.png$/.exec(name)?.[1];
  if (chart !== undefined)
    return charts === null || charts.has(chart)
      ? null
      : finding("pictures", "refused", placeOf(link), `The issue has no chart "${chart}".`, REMEDIES.chart);
  if (isFileName(name))
    return images.includes(name)
      ? null
      : finding("pictures", "refused", placeOf(link), missing(name), REMEDIES.missing);
  const message = `A picture from elsewhere is not shown, only its words: ${quoted(link.target)}.`;
  return finding("pictures", "noted", placeOf(link), message, "Put the file beside the text.");
}

function linkFinding(link: FoundLink, { anchors }: Targets): Finding | null {
  const { target } = link;
  const href = safeHref(target);
  if (href === null)
    return finding(
      "links",
      "noted",
      placeOf(link),
      `${quoted(target)} is printed as its words.`,
      REMEDIES.kinds,
    );
  if (!href.startsWith("#")) return null;
  if (anchors === null)
    return finding("links", "not evaluated", placeOf(link), `There is no page built to look for ${href} in.`);
  if (anchors.has(href.slice(1))) return null;
  return finding("links", "refused", placeOf(link), `The page has no anchor ${href}.`, nearby(anchors));
}

const REMEDIES = {
  unnamed: "It is not in the issue: name it in a text, or take it away.",
  missing: "Put the file beside the text, or take the picture out of it.",
  chart: "Name one of those in out/<date>/charts/.",
  kinds: "Links lead to http, https, mailto or an #anchor of the page.",
};

function nearby(anchors: ReadonlySet<string>): string {
  const some = [...anchors].filter((name) => /^[a-z][a-z0-9-]*$/.test(name)).slice(0, 20);
  return `Anchors of the page are ${some.map((name) => `#${name}`).join(", ")}.`;
}

function missing(name: string): string {
  return `The text shows a picture that is not there: ${quoted(name)}.`;
}

/** A file beside the text, as the page takes it; an address or a path is none. */
function isFileName(name: string): boolean {
  return /^[^/\\:?#]+$/.test(name);
}

function isWeb(target: string): boolean {
  const href = safeHref(target);
  return href !== null && /^https?:/i.test(href);
}

/** The name that a picture's address means: `%20` stays what it is, since the page takes the address as it stands. */
function nameOf({ target }: FoundLink): string {
  return target;
}

export function placeOf({ file, line }: FoundLink): string {
  return `${file}:${line}`;
}

function quoted(words: string): string {
  return JSON.stringify(words.length > 100 ? `${words.slice(0, 100)}…` : words);
}

export function finding(
  gate: "links" | "pictures",
  verdict: Finding["verdict"],
  place: string,
  message: string,
  remedy?: string,
): Finding {
  return { gate, verdict, place, message, ...(remedy === undefined ? {} : { remedy }) };
}
