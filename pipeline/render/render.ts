import { type FaultDetail, PipelineError } from "../errors.ts";
import type { Artifacts, Paper } from "../model/artifacts.ts";
import type { ChartSpec } from "../model/chart.ts";
import type { Filled } from "../model/filled.ts";
import type { World } from "../world/world.ts";
import { imagesOf } from "./blocks.ts";
import { type Drawing, narrowed } from "./drawing.ts";
import type { Dress } from "./dress.ts";
import { emailPage } from "./email.ts";
import { readFonts } from "./fonts.ts";
import { type Parts, partsOf } from "./parts.ts";
import { mediaType } from "./pictures.ts";
import { plainText } from "./plain-text.ts";
import { printPage } from "./print-page.ts";
import { webPage } from "./web.ts";

export type Format = "md" | "html" | "pdf" | "email";

export interface RenderOptions extends Omit<Dress, "fonts"> {
  /** Writers' pictures by file name. */
  readonly images: Readonly<Record<string, Uint8Array>>;
  /** The first is issue.pdf, a second one issue-<paper>.pdf. */
  readonly papers: readonly Paper[];
  /** null: all of them. */
  readonly only: readonly Format[] | null;
}
type Outside = Pick<World, "charts" | "printer" | "files">;

/**
 * The pages of an issue: issue.md, issue.html, issue.pdf, email.html, email.txt, with their charts and pictures beside them.
 *
 * The browser is the slowest, so it gets its page as soon as there is one; everything else is made while it prints.
 *
 * @throws PipelineError content-invalid: a text names a picture that is not beside it
 */
export async function render(filled: Filled, options: RenderOptions, world: Outside): Promise<Artifacts> {
  const { images, papers, only, templates, assets } = options;
  const wants = (format: Format) => only === null || only.includes(format);
  const [drawings, fonts] = await Promise.all([drawAll(filled.charts, world), readFonts(world)]);
  const parts = partsOf({ filled, drawings, images, dress: { templates, assets, fonts } });
  const pictures = picturesOf(parts);
  const printing = wants("pdf") ? printAll(parts, papers, world) : Promise.resolve({});
  // The other pages may fail first: without this the printer's own fault would end the process.
  printing.catch(() => undefined);
  const [pixels, email] = await Promise.all([
    wants("email") || wants("md") ? pixelsOf(filled.charts, world) : {},
    wants("email") ? mailOf(parts) : {},
  ]);
  return {
    ...(wants("md") ? { "issue.md": encoded(filled.markdown) } : {}),
    ...(wants("html") ? { "issue.html": encoded(webPage(parts)) } : {}),
    ...email,
    ...Object.fromEntries(filled.charts.map(({ id }) => [`charts/${id}.svg`, encoded(drawings[id]!.wide)])),
    ...pixels,
    ...pictures,
    ...(await printing),
  };
}

async function drawAll(charts: readonly ChartSpec[], { charts: drawer }: Outside): Promise<Record<string, Drawing>> {
  const drawn = charts.map(async (spec) => {
    const narrow = narrowed(spec);
    const [wide, small] = await Promise.all([drawer.svg(spec), narrow === spec ? null : drawer.svg(narrow)]);
    return [spec.id, { wide, narrow: small ?? wide }] as const;
  });
  return Object.fromEntries(await Promise.all(drawn));
}

async function pixelsOf(charts: readonly ChartSpec[], { charts: drawer }: Outside): Promise<Artifacts> {
  const drawn = charts.map(async (spec) => [`charts/${spec.id}.png`, await drawer.png(spec)] as const);
  return Object.fromEntries(await Promise.all(drawn));
}

async function printAll(parts: Parts, papers: readonly Paper[], { printer }: Outside): Promise<Artifacts> {
  // 16:00 in New York in winter: a PDF bears the day and not the moment at which someone built it.
  const created = `${parts.filled.date}T21:00:00Z`;
  const printed = papers.map(async (paper, index) => {
    const bytes = await printer.print({ html: printPage(parts, paper), paper, created });
    return [index === 0 ? "issue.pdf" : `issue-${paper}.pdf`, bytes] as const;
  });
  return Object.fromEntries(await Promise.all(printed));
}

async function mailOf(parts: Parts): Promise<Artifacts> {
  return { "email.txt": encoded(plainText(parts)), "email.html": encoded(await emailPage(parts)) };
}

/** The pictures that the texts show, each beside the pages under its own name. */
function picturesOf({ arranged, images }: Parts): Artifacts {
  const shown = imagesOf(arranged.blocks).flatMap((image) => (image.kind === "picture" ? [image.name] : []));
  const names = [...new Set(shown)];
  const faults = names.flatMap((name) => pictureFault(name, images[name]));
  if (faults.length > 0) throw new PipelineError(faults);
  return Object.fromEntries(names.map((name) => [name, images[name]!]));
}

function pictureFault(name: string, bytes: Uint8Array | undefined): readonly FaultDetail[] {
  const place = `the picture ${name}`;
  if (!bytes) {
    const remedy = "Put the file beside the text, or take the picture out of it.";
    return [{ code: "content-invalid", place, message: "A text shows it, but there is no such file.", remedy }];
  }
  if (mediaType(bytes)) return [];
  const message = "Its bytes are no PNG, JPEG or GIF, the only kinds that every page and mail program can show.";
  return [{ code: "content-invalid", place, message, remedy: "Save it as PNG or JPEG." }];
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
