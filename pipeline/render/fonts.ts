import { createRequire } from "node:module";
import { PipelineError } from "../errors.ts";
import type { Assets, Font, Theme } from "../model/theme.ts";
import type { Files } from "../world/world.ts";

/** Font files (woff2) as packages name them, "inter-latin-400-normal", or by their path below assets/. */
export type Fonts = Readonly<Record<string, Uint8Array>>;

const { resolve } = createRequire(import.meta.url);

/** One cut of a font: from a package, which has a file for each subset, or from a file of one's own. */
interface Face {
  readonly family: string;
  readonly weight: number;
  readonly style: "normal" | "italic";
  readonly from: { readonly package: string } | { readonly file: string };
}

/** All letters of a file of one's own. */
const WHOLE = { name: "", range: null, own: null } as const;
/**
 * The letters of each subset, as the packages cut them; `own` are those that latin does not have: they decide
 * whether it is embedded.
 */
const SUBSETS = [
  {
    name: "latin",
    range:
      "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    own: null,
  },
  {
    name: "latin-ext",
    range:
      "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0",
    own: /[\u0100-\u0130\u0132-\u0151\u0154-\u02BA\u1E00-\u1E9F\u1EF2-\u1EFF\u20A0-\u20AB\u20AD-\u20C0]/,
  },
  { name: "greek", range: "U+0370-03FF", own: /[\u0370-\u03FF]/ },
  {
    name: "cyrillic",
    range: "U+0301,U+0400-045F,U+0490-0491,U+2116",
    own: /[\u0400-\u045F\u0490\u0491\u2116]/,
  },
] as const;
type Subset = (typeof SUBSETS)[number] | typeof WHOLE;

/**
 * The font files that pages with these words need; all of them where no words are given. Of a package's subsets only latin must be there.
 *
 * @throws PipelineError file-missing: a package is not whole, or a file is gone
 */
export async function readFonts(
  { files }: { readonly files: Pick<Files, "read"> },
  { theme, files: own }: Assets,
  words: string | null = null,
): Promise<Fonts> {
  const wanted = facesOf(theme).flatMap((face) =>
    subsetsOf(face, words).map((subset) => ({ face, name: fileName(face, subset) })),
  );
  const found = await Promise.all(
    wanted.map(async ({ face, name }) => {
      if ("file" in face.from) return { name, path: `assets/${name}`, bytes: own[name] ?? null };
      const path = packagedFile(`${face.from.package}/files/${name}.woff2`);
      return { name, path, bytes: path && (await files.read(path)) };
    }),
  );
  const missing = found.flatMap(({ path, bytes }) => (path !== null && bytes === null ? [path] : []));
  if (missing.length > 0) throw new PipelineError(missing.map(missingFont));
  return Object.fromEntries(found.flatMap(({ name, bytes }) => (bytes ? [[name, bytes]] : [])));
}

function missingFont(place: string) {
  const message = "A font file of the pages is not there.";
  return { code: "file-missing", place, message, remedy: "Run npm ci." } as const;
}

/** Where an installed package has a file, such as "@fontsource/inter/files/…"; null where it has none of that name. */
export function packagedFile(name: string): string | null {
  try {
    return resolve(name);
  } catch {
    return null;
  }
}

/**
 * `@font-face` rules with the files inside: latin always, another subset only where the page's words need it, italics unless the page has none.
 */
export function fontFaces(
  { assets, fonts }: { readonly assets: Assets; readonly fonts: Fonts },
  words: string,
  { italics = true }: { readonly italics?: boolean } = {},
): string {
  return facesOf(assets.theme)
    .filter(({ style }) => italics || style === "normal")
    .flatMap((face) => subsetsOf(face, words).map((subset) => fontFace(face, subset, fonts)))
    .join("\n");
}

/** A font's regular and bold cut as charts take them: the package's own file by its name, a file of one's own as it is. */
export function chartFiles(
  font: Font,
  { files }: Assets,
): { readonly regular: string; readonly bold: string } {
  const [regular, bold] = (["regular", "bold"] as const).map((cut) => {
    const face = faceOf(font, cut);
    const name = fileName(face, SUBSETS[0]);
    return "package" in face.from ? `${face.from.package}/files/${name}.woff2` : fontUri(files[name]!);
  });
  return { regular: regular!, bold: bold! };
}

function facesOf({ fonts }: Theme): readonly Face[] {
  return [fonts.sans, fonts.serif].flatMap((font) => {
    const hasItalic = font.files ? font.files.italic !== undefined : font.italic;
    const cuts = ["regular", ...(hasItalic ? (["italic"] as const) : []), "bold"] as const;
    return cuts.map((cut) => faceOf(font, cut));
  });
}

function faceOf({ family, files, weights, package: pack }: Font, cut: "regular" | "italic" | "bold"): Face {
  return {
    family,
    weight: cut === "bold" ? weights.bold : weights.regular,
    style: cut === "italic" ? "italic" : "normal",
    from: files ? { file: files[cut]! } : { package: pack! },
  };
}

function subsetsOf({ from }: Face, words: string | null): readonly Subset[] {
  if ("file" in from) return [WHOLE];
  return SUBSETS.filter(({ own }) => own === null || words === null || own.test(words));
}

/** Empty where the package has no such subset: the reader's own font stands in for its letters. */
function fontFace(face: Face, subset: Subset, fonts: Fonts): readonly string[] | string {
  const bytes = fonts[fileName(face, subset)];
  if (!bytes && subset !== WHOLE && subset.own !== null) return [];
  if (!bytes) throw new Error(`no font file ${fileName(face, subset)} was handed to render`);
  const { family, weight, style } = face;
  const cut = `font-family:"${family}";font-weight:${weight};font-style:${style}`;
  const range = subset.range === null ? "" : `;unicode-range:${subset.range}`;
  return `@font-face{${cut};src:url(${fontUri(bytes)}) format("woff2")${range}}`;
}

/** A woff2 file as CSS holds it. */
export function fontUri(bytes: Uint8Array): string {
  return `data:font/woff2;base64,${Buffer.from(bytes).toString("base64")}`;
}

function fileName({ from, weight, style }: Face, { name }: Subset): string {
  return "file" in from ? from.file : `${from.package.replace(/^.*\//, "")}-${name}-${weight}-${style}`;
}
