import { createRequire } from "node:module";
import { PipelineError } from "../errors.ts";
import type { Files } from "../world/world.ts";

/** Font files (woff2) by their name in the @fontsource packages: "inter-latin-400-normal". */
export type Fonts = Readonly<Record<string, Uint8Array>>;

const { resolve } = createRequire(import.meta.url);

const FACES = [
  { family: "Inter", pack: "inter", weight: 400, style: "normal" },
  { family: "Inter", pack: "inter", weight: 600, style: "normal" },
  { family: "Source Serif 4", pack: "source-serif-4", weight: 400, style: "normal" },
  { family: "Source Serif 4", pack: "source-serif-4", weight: 400, style: "italic" },
  { family: "Source Serif 4", pack: "source-serif-4", weight: 600, style: "normal" },
] as const;
type Face = (typeof FACES)[number];

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

/**
 * The font files that pages with these words need; all of them where no words are given.
 *
 * @throws PipelineError file-missing: the packages are not installed
 */
export async function readFonts(
  { files }: { readonly files: Pick<Files, "read"> },
  words: string | null = null,
): Promise<Fonts> {
  const needed = words === null ? SUBSETS : subsetsFor(words);
  const names = FACES.flatMap((face) => needed.map(({ name }) => ({ face, name: fileName(face, name) })));
  const found = await Promise.all(
    names.map(async ({ face, name }) => {
      const path = resolve(`@fontsource/${face.pack}/files/${name}.woff2`);
      return { name, path, bytes: await files.read(path) };
    }),
  );
  const missing = found.filter(({ bytes }) => bytes === null);
  if (missing.length > 0)
    throw new PipelineError(
      missing.map(({ path }) => ({
        code: "file-missing",
        place: path,
        message: "A font file of the pages is not there.",
        remedy: "Run npm ci.",
      })),
    );
  return Object.fromEntries(found.map(({ name, bytes }) => [name, bytes!]));
}

/**
 * `@font-face` rules with the files inside: latin always, another subset only where the page's words need it.
 */
export function fontFaces(fonts: Fonts, words: string): string {
  const needed = subsetsFor(words);
  return FACES.flatMap((face) => needed.map((subset) => fontFace(face, subset, fonts))).join("\n");
}

function subsetsFor(words: string): readonly (typeof SUBSETS)[number][] {
  return SUBSETS.filter(({ own }) => own === null || own.test(words));
}

function fontFace(face: Face, { name, range }: (typeof SUBSETS)[number], fonts: Fonts): string {
  const bytes = fonts[fileName(face, name)];
  if (!bytes) throw new Error(`no font file ${fileName(face, name)} was handed to render`);
  const source = `url(data:font/woff2;base64,${Buffer.from(bytes).toString("base64")}) format("woff2")`;
  const { family, weight, style } = face;
  const cut = `font-family:"${family}";font-weight:${weight};font-style:${style}`;
  return `@font-face{${cut};src:${source};unicode-range:${range}}`;
}

function fileName({ pack, weight, style }: Face, subset: string): string {
  return `${pack}-${subset}-${weight}-${style}`;
}
