import type { Font, Logo, Theme } from "../../model/theme.ts";
import { packagedFile } from "../../render/fonts.ts";
import { mediaType } from "../../render/pictures.ts";
import type { World } from "../../world/world.ts";
import type { FieldPath } from "./read-yaml.ts";

/** What is wrong with a file that the theme names, and in which of its lines. */
export interface FileFault {
  readonly field: FieldPath;
  readonly message: string;
  readonly remedy: string;
}
type Reading = (file: string) => Promise<Uint8Array | null>;

/** A page holds its logo, and a mail is cut at 100 kB of text alone. */
const MOST_BYTES = 300_000;

/** Looks at every file that a theme names: fonts that are there and are fonts, a logo that is a picture and nothing else. */
export async function themeFileFaults(
  { fonts, logo }: Theme,
  root: string,
  { files }: Pick<World, "files">,
): Promise<readonly FileFault[]> {
  const read: Reading = (file) => files.read(`${root}/assets/${file}`);
  const found = await Promise.all([
    fontFaults(fonts.serif, ["fonts", "serif"], read),
    fontFaults(fonts.sans, ["fonts", "sans"], read),
    logo ? logoFaults(logo, read) : [],
  ]);
  return found.flat();
}

async function fontFaults(font: Font, at: FieldPath, read: Reading): Promise<readonly FileFault[]> {
  if (font.package) return packageFaults({ ...font, package: font.package }, at);
  const found = Object.entries(font.files!).map(async ([cut, file]) => {
    const field = [...at, "files", cut];
    const bytes = await read(file!);
    if (!bytes) return [missing(field, file!)];
    const begins = new TextDecoder().decode(bytes.subarray(0, 4));
    const remedy = "Save the font as WOFF2.";
    return begins === "wOF2" ? [] : [{ field, message: `assets/${file} is no woff2 file.`, remedy }];
  });
  return (await Promise.all(found)).flat();
}

function packageFaults(
  { package: pack, weights, italic }: Font & { readonly package: string },
  at: FieldPath,
): readonly FileFault[] {
  const short = pack.replace(/^.*\//, "");
  const has = (weight: number, style: string) =>
    packagedFile(`${pack}/files/${short}-latin-${weight}-${style}.woff2`) !== null;
  if (packagedFile(`${pack}/package.json`) === null)
    return [
      {
        field: [...at, "package"],
        message: `The font package ${pack} is not installed.`,
        remedy: `Run npm install ${pack}, or correct its name.`,
      },
    ];
  const cuts = [
    ...(["regular", "bold"] as const).map((cut) => [["weights", cut], weights[cut], "normal"] as const),
    ...(italic ? ([[["italic"], weights.regular, "italic"]] as const) : []),
  ];
  return cuts
    .filter(([, weight, style]) => !has(weight, style))
    .map(([field, weight, style]) => ({
      field: [...at, ...field],
      message: `${pack} has no ${style} cut of weight ${weight}.`,
      remedy: "Take one that the package has; its page at fontsource.org lists them.",
    }));
}

async function logoFaults({ file, mail }: Logo, read: Reading): Promise<readonly FileFault[]> {
  const named = [["file", file], ...(mail ? [["mail", mail]] : [])] as [string, string][];
  const found = named.map(async ([key, name]) => {
    const field = ["logo", key];
    const bytes = await read(name);
    if (!bytes) return [missing(field, name)];
    const wrong =
      bytes.length > MOST_BYTES
        ? tooLarge(bytes)
        : /\.svg$/i.test(name)
          ? wrongSvg(bytes)
          : wrongPicture(bytes);
    return wrong
      ? [
          {
            field,
            message: `assets/${name} ${wrong}`,
            remedy: "Save the logo anew without it, or take another file.",
          },
        ]
      : [];
  });
  return (await Promise.all(found)).flat();
}

function missing(field: FieldPath, file: string): FileFault {
  return { field, message: `There is no file assets/${file}.`, remedy: "Put it there, or correct its name." };
}

function tooLarge({ length }: Uint8Array): string {
  return `has ${Math.round(length / 1000)} kB, and a logo stands in every page: ${MOST_BYTES / 1000} kB at most.`;
}

function wrongPicture(bytes: Uint8Array): string | null {
  const type = mediaType(bytes);
  return type === "image/png" || type === "image/jpeg" ? null : "is no PNG or JPEG, whatever its name says.";
}

/** Pages show it as a picture, where no script runs; but a file lives on beside them, and is opened on its own. */
const ACTIVE: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/<\s*(?:[\w-]+:)?script\b/i, "holds a script."],
  [/\son[a-z]+\s*=/i, "holds an event handler, which is a script."],
  [/javascript\s*:/i, "holds a javascript: link."],
  [/<\s*(?:[\w-]+:)?(?:foreignObject|iframe|object|embed)\b/i, "holds a page within the picture."],
  [/<!\s*(?:DOCTYPE|ENTITY)/i, "declares entities, which can hide anything."],
  [/(?:href|src)\s*=\s*["']?\s*(?!#|data:image\/)[^"'\s>]/i, "fetches something from outside."],
  [/@import|url\(\s*["']?\s*(?!#|data:image\/)/i, "fetches something from outside."],
];

function wrongSvg(bytes: Uint8Array): string | null {
  const text = new TextDecoder().decode(bytes);
  if (!/^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(text))
    return "is no SVG picture.";
  return ACTIVE.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
