import type { Assets } from "../model/theme.ts";
import type { Fonts } from "./fonts.ts";
import type { ForeignFace } from "./foreign-letters.ts";

/** What pages are dressed in: an editor's files, and fonts. */
export interface Dress {
  /** Template texts by path below templates/: "layouts/web.html.hbs". */
  readonly templates: Readonly<Record<string, string>>;
  /** The theme, and stylesheets and pictures below assets/: "web.css". */
  readonly assets: Assets;
  readonly fonts: Fonts;
  /** Fonts for the words' foreign letters, where a page goes on paper; left out: there is no such page. */
  readonly foreign?: readonly ForeignFace[];
}
