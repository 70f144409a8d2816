import { siteFragment, siteFrame } from "../../render/site-page.ts";
import type { FormsHouse } from "../forms/form-page.ts";
import { type ArchiveHouse, shellOf } from "./archive-house.ts";

/**
 * Pages with a form in the frame of the archive's pages, so that a site has one head and one look. A page's first heading is its title.
 *
 * @throws PipelineError template-invalid: when a page is made
 */
export function framedForms(house: ArchiveHouse): FormsHouse["page"] {
  return (name, view) => {
    const fragment = siteFragment(house.templates, name, view);
    const title = `${view.isWrong === true ? "Not yet: " : ""}${headingOf(fragment)}`;
    const isSubscribing = name === "subscribe";
    const shell = shellOf(house, {
      title,
      description: title,
      path: isSubscribing ? "/subscribe" : null,
      ...(isSubscribing ? { here: "subscribe" as const } : {}),
    });
    return siteFrame(house.templates, shell, fragment);
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
  "&#x60;": "`",
  "&#x3D;": "=",
};

/** Words of the first heading: what Handlebars has escaped is escaped anew with the title. */
function headingOf(html: string): string {
  const words = (/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? "").replace(/<[^>]*>/g, "").trim();
  return words.replace(/&(?:amp|lt|gt|quot|#x27|#x60|#x3D);/g, (entity) => ENTITIES[entity]!);
}
