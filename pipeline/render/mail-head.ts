import type { Dress } from "./dress.ts";
import { mailStyles } from "./mail-styles.ts";

const NIGHT = /@media \(prefers-color-scheme:dark\)\{((?:[^{}]*\{[^{}]*\})*)\}/;

/**
 * The style elements of the mail's head: assets/email-head.css, and its night once more for Outlook.com, which marks what it has
 * recoloured with [data-ogsc] (words) and [data-ogsb] (grounds). Those stand apart: a program that cannot read them leaves out no more.
 *
 * @see https://www.hteumeuleu.com/2019/dealing-with-outlook-com-s-dark-mode/
 */
export function mailHead(dress: Dress): string {
  const css = packed(mailStyles("email-head.css", dress));
  const night = NIGHT.exec(css)?.[1] ?? "";
  return [css, outlookNight(night)]
    .filter((sheet) => sheet !== "")
    .map((sheet) => `<style>${sheet}</style>`)
    .join("\n");
}

/** The classes that a stylesheet asks for. */
export function classesIn(css: string): ReadonlySet<string> {
  const selectors = css.replace(/\{[^{}]*\}/g, "{}");
  return new Set([...selectors.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name!));
}

/** Without remarks and the blanks that are for editors' eyes. */
function packed(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{}:;,]) ?/g, (_, sign: string) => sign)
    .replaceAll(";}", "}")
    .trim();
}

function outlookNight(rules: string): string {
  const parts = [
    ["[data-ogsc]", /^(?:color|border-color):/],
    ["[data-ogsb]", /^background-color:/],
  ] as const;
  return [...rules.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
    .flatMap(([, selectors = "", body = ""]) =>
      parts.map(([mark, asks]) => {
        const kept = body.split(";").filter((one) => asks.test(one));
        const marked = selectors.split(",").map((selector) => `${mark} ${selector}`);
        return kept.length === 0 ? "" : `${marked.join(",")}{${kept.join(";")}}`;
      }),
    )
    .join("");
}
