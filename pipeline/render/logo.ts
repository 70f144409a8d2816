import type { Artifacts } from "../model/artifacts.ts";
import type { Assets } from "../model/theme.ts";
import { type Finished, finished } from "./layout.ts";
import { dataUri, pixelSize } from "./pictures.ts";

/** A logo as a layout prints it: in the place of the publication's name, so its alt text says that. */
export type LogoSlot = {
  /** An address of letters that need no escaping. */
  readonly source: Finished;
  readonly alt: string;
  readonly height: number;
  readonly width: number | null;
};

/** For pages that are one file; null where the theme has no logo. */
export function pageLogo({ theme: { logo }, files }: Assets): LogoSlot | null {
  if (!logo) return null;
  const bytes = files[logo.file]!;
  return slotOf(logo, /\.svg$/i.test(logo.file) ? svgUri(bytes) : dataUri(bytes), bytes);
}

/** For the mail: a picture beside it, by name. */
export function mailLogo({ theme: { logo }, files }: Assets): LogoSlot | null {
  if (!logo) return null;
  const name = logo.mail ?? logo.file;
  return slotOf(logo, `assets/${name}`, files[name]!);
}

/** The file that the mail's logo names. */
export function logoFile({ theme: { logo }, files }: Assets): Artifacts {
  if (!logo) return {};
  const name = logo.mail ?? logo.file;
  return { [`assets/${name}`]: files[name]! };
}

/** Outlook takes sizes from attributes alone, and wants both. */
function slotOf(
  { alt, heightPx }: { alt: string; heightPx: number },
  source: string,
  bytes: Uint8Array,
): LogoSlot {
  const size = pixelSize(bytes);
  const width = size && size.height > 0 ? Math.round((size.width / size.height) * heightPx) : null;
  return { source: finished(source), alt, height: heightPx, width };
}

function svgUri(bytes: Uint8Array): string {
  return `data:image/svg+xml;base64,${Buffer.from(bytes).toString("base64")}`;
}
