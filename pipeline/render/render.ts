import { type FaultDetail, PipelineError } from "../errors.ts";
import type { Artifacts, Paper } from "../model/artifacts.ts";
import type { DressedChart } from "../model/chart.ts";
import type { DeliverySettings } from "../model/delivery-settings.ts";
import type { Filled } from "../model/filled.ts";
import type { World } from "../world/world.ts";
import { imagesOf } from "./blocks.ts";
import { type Cut, cut, type Svgs, svgKey, svgKeys } from "./drawing.ts";
import type { Dress } from "./dress.ts";
import { emailPage } from "./email.ts";
import { fitPictures, MAIL_SIDE, PAGE_SIDE } from "./fit-pictures.ts";
import { readFonts } from "./fonts.ts";
import { readForeignFaces } from "./foreign-letters.ts";
import { logoFile } from "./logo.ts";
import { type Parts, partsOf } from "./parts.ts";
import { unfitPicture } from "./pictures.ts";
import { plainText } from "./plain-text.ts";
import { printPage } from "./print-page.ts";
import { chartLook } from "./theme-css.ts";
import { webPage } from "./web.ts";

export type Format = "md" | "html" | "pdf" | "email";

export interface RenderOptions extends Omit<Dress, "fonts" | "foreign"> {
  /** Writers' pictures by file name. */
  readonly images: Readonly<Record<string, Uint8Array>>;
  /** The first is issue.pdf, a second one issue-<paper>.pdf. */
  readonly papers: readonly Paper[];
  /** null: all of them. */
  readonly only: readonly Format[] | null;
  /** null: pages lead nowhere outside, and the mail has no foot of a sender. */
  readonly delivery?: DeliverySettings | null;
}
type Outside = Pick<World, "charts" | "pictures" | "printer" | "files">;

/** What is made of an issue. */
export interface Rendered {
  /** issue.md, issue.html, email.html, email.txt, with their charts and pictures beside them. */
  readonly pages: Artifacts;
  /** issue.pdf, and that of a second paper: they take the longest, and what follows need not wait for them. */
  readonly prints: Promise<Artifacts>;
}

/** The pages of an issue with its prints, all of them. @throws PipelineError as `renderPages` does, and what printing throws */
export async function render(filled: Filled, options: RenderOptions, world: Outside): Promise<Artifacts> {
  const { pages, prints } = await renderPages(filled, options, world);
  return { ...pages, ...(await prints) };
}

/**
 * The pages of an issue, while its prints are still being made.
 *
 * The browser is the slowest, so its drawings are made first and it gets its page as soon as there is one;
 * everything else is made while it prints.
 *
 * @throws PipelineError content-invalid: a text shows a picture or a chart that is not there
 */
export async function renderPages(filled: Filled, options: RenderOptions, world: Outside): Promise<Rendered> {
  const { images, papers, only, templates, assets, delivery = null } = options;
  const wants = (format: Format) => only === null || only.includes(format);
  const [fonts, foreign] = await Promise.all([
    readFonts(world, assets, filled.marked),
    wants("pdf") ? readForeignFaces(world, filled.marked) : [],
  ]);
  const written = partsOf({ filled, images, dress: { templates, assets, fonts, foreign }, delivery });
  checkImages(written);
  const parts = { ...written, images: await fitPictures(written, PAGE_SIDE, world) };
  const drawings = askDrawings(parts, wants, world);
  const forPrint = await drawings.print;
  const prints = later(wants("pdf") ? printAll(parts, forPrint, papers, world) : Promise.resolve({}));
  const mail = wants("email") ? await mailOf(parts) : {};
  const forWeb = await drawings.web;
  const pages = {
    ...(wants("md") ? { "issue.md": encoded(filled.markdown) } : {}),
    ...(wants("html") ? { "issue.html": encoded(webPage(parts, forWeb)) } : {}),
    ...mail,
    ...(await drawings.vectors),
    ...(await drawings.pixels),
    ...(await fitPictures(written, MAIL_SIDE, world)),
  };
  return { pages, prints };
}

/** Asks for every drawing in the order in which it is needed: one thread draws them one after the other. */
function askDrawings(
  { arranged, charts, dress }: Parts,
  wants: (format: Format) => boolean,
  { charts: drawer }: Outside,
) {
  const look = chartLook(dress.assets);
  const [specs, asked] = [new Map<string, DressedChart>(), new Map<DressedChart, Promise<string>>()];
  // One object for one drawing, whatever it is asked for.
  const specOf = (id: string, to: Cut) => {
    const spec = cut(charts.get(id)!, to);
    const name = `${id} ${spec.width} ${spec.height}`;
    const dressed = specs.get(name) ?? { ...spec, look };
    specs.set(name, dressed);
    return dressed;
  };
  const draw = (key: string) => {
    const [id = "", to] = key.split("/") as [string, Cut];
    const spec = specOf(id, to);
    const svg = asked.get(spec) ?? drawer.svg(spec);
    asked.set(spec, svg);
    return svg;
  };
  const svgsOf = (page: "print" | "web"): Promise<Svgs> =>
    named(svgKeys(page === "print" ? arranged.printed : arranged.blocks, page), draw, (key) => key);
  const ids = [...charts.keys()];
  // The same picture as the PNG beside it.
  const vector = async (id: string) => encoded(await draw(svgKey(id, "mail")));
  return {
    print: later(wants("pdf") ? svgsOf("print") : Promise.resolve({})),
    web: later(wants("html") ? svgsOf("web") : Promise.resolve({})),
    vectors: later(named(ids, vector, (id) => `charts/${id}.svg`)),
    pixels: later(
      wants("email") || wants("md")
        ? named(
            ids,
            (id) => drawer.png(specOf(id, "mail")),
            (id) => `charts/${id}.png`,
          )
        : Promise.resolve({}),
    ),
  };
}

/** What `make` makes of each, by name. */
async function named<Id extends string, T>(
  ids: readonly Id[],
  make: (id: Id) => Promise<T>,
  name: (id: Id) => string,
): Promise<Record<string, T>> {
  return Object.fromEntries(await Promise.all(ids.map(async (id) => [name(id), await make(id)] as const)));
}

/** A promise that is awaited later: until then its failure must not end the process. */
function later<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

function printAll(
  parts: Parts,
  svgs: Svgs,
  papers: readonly Paper[],
  { printer }: Outside,
): Promise<Artifacts> {
  // 16:00 in New York in winter: a PDF bears the day and not the moment at which someone built it.
  const created = `${parts.filled.date}T21:00:00Z`;
  const print = (paper: Paper) => printer.print({ html: printPage(parts, svgs, paper), paper, created });
  return named(papers, print, (paper) => (paper === papers[0] ? "issue.pdf" : `issue-${paper}.pdf`));
}

async function mailOf(parts: Parts): Promise<Artifacts> {
  const pages = { "email.txt": encoded(plainText(parts)), "email.html": encoded(await emailPage(parts)) };
  return { ...pages, ...logoFile(parts.dress.assets) };
}

/** @throws PipelineError with every image that the texts name and nobody has */
function checkImages({ arranged, charts, images }: Parts): void {
  const faults = new Map<string, FaultDetail>();
  for (const image of imagesOf(arranged.blocks)) {
    if (image.kind === "picture") {
      const fault = pictureFault(image.name, images[image.name]);
      if (fault) faults.set(image.name, fault);
    } else if (!charts.has(image.id)) {
      const remedy = `This issue has the charts ${[...charts.keys()].sort().join(", ") || "none"}.`;
      const place = `charts/${image.id}.png`;
      faults.set(image.id, {
        code: "content-invalid",
        place,
        message: "A text shows a chart that is not drawn.",
        remedy,
      });
    }
  }
  if (faults.size > 0) throw new PipelineError([...faults.values()]);
}

function pictureFault(place: string, bytes: Uint8Array | undefined): FaultDetail | null {
  if (bytes) return unfitPicture(place, bytes);
  const remedy = "Put the file beside the text, or take the picture out of it.";
  return { code: "content-invalid", place, message: "A text shows a picture that is not there.", remedy };
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
