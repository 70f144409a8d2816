import { createHash } from "node:crypto";
import type { Palette } from "../model/theme.ts";
import type { Dress } from "./dress.ts";
import { fontFaces } from "./fonts.ts";
import { stylesheet } from "./layout.ts";
import { standIns } from "./stand-ins.ts";
import { nightCss, screenCss, themeCss } from "./theme-css.ts";

export interface SiteStyles {
  readonly css: string;
  /** Font files by the path that the stylesheet names: "fonts/0f3a9b2c.woff2", after their content. */
  readonly fonts: Readonly<Record<string, Uint8Array>>;
}

/** A letter of each subset of the fonts: who reads names of all countries fetches only what a page needs. */
const ALL_SUBSETS = "ĀΑА";
const INSIDE = /url\((?:"|')?data:font\/woff2;base64,([A-Za-z0-9+/=]+)(?:"|')?\)/g;

/**
 * The site's stylesheet in the theme's colours and fonts, and the font files beside it.
 *
 * @throws PipelineError file-missing where assets/site.css or assets/stand-ins.css is not there
 */
export function siteStyles(dress: Omit<Dress, "templates">): SiteStyles {
  const { theme } = dress.assets;
  const fonts: Record<string, Uint8Array> = {};
  const faces = fontFaces(dress, ALL_SUBSETS).replace(INSIDE, (_, base64: string) => {
    const bytes = Buffer.from(base64, "base64");
    const name = `fonts/${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.woff2`;
    fonts[name] = bytes;
    return `url(${name})`;
  });
  const shown = faces.replaceAll("@font-face{", "@font-face{font-display:swap;");
  const bare = { ...dress, templates: {} };
  const own = [standIns(bare), stylesheet("site.css", bare)];
  return { css: [shown, themeCss(theme), screenCss(theme), nightCss(theme), ...own].join("\n"), fonts };
}

/** The publication's mark beside a page's name: a step line, as the policy path is drawn. */
export function siteMark({ light, dark }: { readonly light: Palette; readonly dark: Palette }): string {
  const night = `@media (prefers-color-scheme:dark){rect{fill:${dark.paper}}path{stroke:${dark.ink}}circle{fill:${dark.accent}}}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>rect{fill:${light.ink}}path{fill:none;stroke:${light.paper};stroke-width:3}circle{fill:${light.accent}}${night}</style><rect width="32" height="32" rx="5"/><path d="M5 9.5h8v6h7v6h5"/><circle cx="25" cy="21.5" r="3.5"/></svg>\n`;
}
