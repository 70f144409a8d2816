import type { Dress } from "../../render/dress.ts";
import { dressed, finished, type Slot, stylesheet } from "../../render/layout.ts";
import { nightCss, themeCss } from "../../render/theme-css.ts";
import type { FormsHouse } from "./form-page.ts";

/**
 * The pages of templates/site/ in their frame, site/form.html.hbs. A page's first heading is its title.
 *
 * @throws PipelineError template-invalid, file-missing: when a page is made
 */
export function formPages(given: Omit<Dress, "fonts">): FormsHouse["page"] {
  const dress = siteDress(given);
  const { theme } = dress.assets;
  const style = finished([themeCss(theme), nightCss(theme), stylesheet("form.css", dress)].join("\n"));
  return (name, view) => {
    const body = dressed(`../site/${name}.html.hbs`, view as Readonly<Record<string, Slot>>, dress);
    const { publication, desk, home } = view as Readonly<Record<string, Slot>>;
    const title = finished((view.isWrong === true ? "Not yet: " : "") + headingOf(body));
    const slots = { publication: publication!, desk: desk!, home: home!, title, style, body: finished(body) };
    return dressed("../site/form.html.hbs", slots, dress);
  };
}

/** Layouts are looked for in their own folder; these lie beside it. */
export function siteDress({ templates, assets }: Omit<Dress, "fonts">): Dress {
  const beside = Object.entries(templates).map(([path, text]) => [`layouts/../${path}`, text]);
  return { templates: Object.fromEntries(beside), assets, fonts: {} };
}

/** Escaped already. */
function headingOf(body: string): string {
  return (/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(body)?.[1] ?? "").replace(/<[^>]*>/g, "").trim();
}
