import type { Font, Theme } from "../model/theme.ts";
import type { Dress } from "./dress.ts";
import { stylesheet } from "./layout.ts";
import { withoutVariables } from "./theme-css.ts";

/** A stylesheet of the mail with the theme's values in it. @throws PipelineError template-invalid, file-missing */
export function mailStyles(name: string, dress: Dress): string {
  return withoutVariables(stylesheet(name, dress), readersFonts(dress.assets.theme), `assets/${name}`);
}

/** A mail brings no fonts, and Word, where it does not have the first one named, takes Times for all that follow. */
function readersFonts(theme: Theme): Theme {
  const { serif, sans } = theme.fonts;
  return { ...theme, fonts: { serif: fallbacksOnly(serif), sans: fallbacksOnly(sans) } };
}

function fallbacksOnly(font: Font): Font {
  const [family = font.family, ...fallbacks] = font.fallbacks;
  return { ...font, family, fallbacks };
}
