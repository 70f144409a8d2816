import { z } from "zod";

const quoted = 'in quotes, such as "#16181d" (YAML takes what follows a bare # for a comment)';
const ColourSchema = z
  .string({
    error: ({ input }) => (input === undefined ? "A colour is missing here" : `Write a colour ${quoted}`),
  })
  .regex(/^#[0-9a-f]{6}$/i, {
    error: ({ input }) =>
      `A colour is a # and six hex digits, such as "#16181d", not ${JSON.stringify(input)}`,
  })
  .transform((colour) => colour.toLowerCase());
/** From pale to strong. */
const ShadesSchema = z.tuple([ColourSchema, ColourSchema, ColourSchema]);

/** All colours of an issue by day or by night, as "#rrggbb". */
const PaletteSchema = z.strictObject({
  ink: ColourSchema,
  grey: ColourSchema,
  hairline: ColourSchema,
  panel: ColourSchema,
  paper: ColourSchema,
  accent: ColourSchema,
  link: ColourSchema,
  bar: ColourSchema,
  /** Of cells that hold a score or a correlation. */
  heat: z.strictObject({ above: ShadesSchema, below: ShadesSchema }),
  chart: z.strictObject({ positive: ColourSchema, negative: ColourSchema, band: ColourSchema }),
});
export type Palette = z.infer<typeof PaletteSchema>;

// These names stand in CSS and SVG as they are.
const FamilySchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9 -]*$/, "A font's name is made of letters, digits, blanks and hyphens");
const GENERIC = ["serif", "sans-serif", "monospace", "system-ui"];
const WeightSchema = z.int().min(100).max(900);
/** Below assets/, never out of it. */
const below = (kinds: string, words: string) =>
  z
    .string()
    .regex(new RegExp(`^(?!.*\\.\\.)[\\w-][\\w./-]*\\.(${kinds})$`, "i"), `Name ${words} below assets/`);
const FontFileSchema = below("woff2", "a woff2 file");

const FontSchema = z
  .strictObject({
    family: FamilySchema,
    package: z
      .string()
      .regex(/^@fontsource\/[a-z0-9-]+$/, 'Name a font package such as "@fontsource/inter"')
      .optional(),
    files: z
      .strictObject({ regular: FontFileSchema, bold: FontFileSchema, italic: FontFileSchema.optional() })
      .optional(),
    weights: z.strictObject({ regular: WeightSchema, bold: WeightSchema }),
    /** A package has an italic of the regular weight; files say it themselves. */
    italic: z.boolean().default(false),
    fallbacks: z
      .array(FamilySchema)
      .min(1)
      .refine((names) => GENERIC.includes(names.at(-1)!), `The last fallback is ${GENERIC.join(", ")}`),
  })
  .refine((font) => (font.package === undefined) !== (font.files === undefined), {
    message: "A font comes from a package or from files: name one of them",
  });
export type Font = z.infer<typeof FontSchema>;

const LogoSchema = z
  .strictObject({
    file: below("png|jpe?g|svg", "a PNG, JPEG or SVG file"),
    /** What the mail shows in its place. */
    mail: below("png|jpe?g", "a PNG or JPEG file").optional(),
    alt: z.string().min(1),
    heightPx: z.int().min(8).max(160),
  })
  .refine(({ file, mail }) => mail !== undefined || !/\.svg$/i.test(file), {
    message: "Mail programs show no SVG: name a PNG or JPEG beside it, as mail",
    path: ["file"],
  });
export type Logo = z.infer<typeof LogoSchema>;

/** Sizes of letters by what they are set on, in the unit of that page; every form of an issue has the same seven. */
const scale = <Size extends z.ZodType>(size: Size) =>
  z.strictObject({
    title: size,
    /** What a section or a chart finds. */
    finding: size,
    standfirst: size,
    reading: size,
    table: size,
    label: size,
    /** Sources and notes. */
    small: size,
  });
const sizeFrom = (least: number, most: number) => z.number().min(least).max(most);
/** The size on the narrowest screen and on the widest. */
const FluidSchema = z
  .tuple([sizeFrom(10, 96), sizeFrom(10, 96)])
  .refine(
    ([narrow, wide]) => narrow <= wide,
    "Write the size on a phone first, then the one on a desk's screen",
  );

const TypeSchema = z.strictObject({
  printPt: scale(sizeFrom(5, 60)),
  webPx: scale(FluidSchema),
  mailPx: scale(sizeFrom(10, 60)),
  /** In a drawing 660 px wide: the label at a line's end, others, and ticks. */
  chartPx: z.strictObject({ end: sizeFrom(7, 24), label: sizeFrom(7, 24), tick: sizeFrom(7, 24) }),
});
export type TypeScale = z.infer<typeof TypeSchema>;

export const PaperSchema = z.enum(["a4", "letter"]);

/** content/theme.yaml: how an issue looks, in every form of it. */
export const ThemeSchema = z.strictObject({
  colours: z.strictObject({ light: PaletteSchema, dark: PaletteSchema }),
  fonts: z.strictObject({ serif: FontSchema, sans: FontSchema }),
  type: TypeSchema,
  /** The step of the spacing grid: distances are whole or half steps of it. */
  grid: z.strictObject({ printMm: sizeFrom(0.5, 3), webPx: sizeFrom(2, 12), mailPx: z.int().min(2).max(12) }),
  logo: LogoSchema.nullable(),
  page: z.strictObject({
    papers: z.array(PaperSchema).min(1),
    marginsMm: z.strictObject({
      /** Holds the running head: less cuts it. */
      top: z.number().min(18).max(60),
      side: z.number().min(5).max(50),
      /** Holds the notices and the page number. */
      bottom: z.number().min(14).max(60),
      /** The top of the first page. */
      first: z.number().min(5).max(60),
    }),
  }),
});
export type Theme = z.infer<typeof ThemeSchema>;

/** What pages are dressed in: the theme, and the files below assets/ by their path there. */
export interface Assets {
  readonly theme: Theme;
  readonly files: Readonly<Record<string, Uint8Array>>;
}
