import type { Fonts } from "./fonts.ts";

/** What pages are dressed in: an editor's files, and fonts. */
export interface Dress {
  /** Template texts by path below templates/: "layouts/web.html.hbs". */
  readonly templates: Readonly<Record<string, string>>;
  /** Files by path below assets/: "web.css". */
  readonly assets: Readonly<Record<string, Uint8Array>>;
  readonly fonts: Fonts;
}
