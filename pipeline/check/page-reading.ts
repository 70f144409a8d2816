import type { Finding } from "../model/finding.ts";
import type { Gate } from "./gate.ts";
import { type Markup, markupOf, type PageElement } from "./markup.ts";

const PAGES = ["issue.html", "email.html"];

/** Web page and mail can be read aloud: a language, a title, headings in order, and words for every picture and link. */
export const pageReading: Gate = ({ artifacts }) => {
  const pages = PAGES.filter((name) => artifacts[name]);
  if (pages.length === 0) return [finding("not evaluated", "artifacts", "No page was made.")];
  const wrong = pages.flatMap((name) => {
    const markup = markupOf(artifacts[name]!);
    return [...documentFaults(markup), ...headingFaults(markup), ...nameFaults(markup)].map((message) =>
      finding("refused", name, `${message}.`),
    );
  });
  if (wrong.length > 0) return wrong;
  return [
    finding("passed", pages.join(", "), "Language, title, headings, pictures and links can be read aloud."),
  ];
};

function finding(verdict: Finding["verdict"], place: string, message: string): Finding {
  const remedy =
    verdict === "refused"
      ? { remedy: "Mend it in templates/, or in the text that a writer left there." }
      : {};
  return { gate: "page reading", verdict, place, message, ...remedy };
}

function documentFaults(markup: Markup): string[] {
  const html = markup.elements.find(({ name }) => name === "html");
  const title = markup.elements.find(({ name, parent }) => name === "title" && parent?.name === "head");
  const faults: string[] = [];
  if (!/^[a-z]{2,3}(-|$)/i.test(html?.attributes.get("lang") ?? ""))
    faults.push("The page does not say its language");
  if (!title || markup.words(title) === "") faults.push("The page has no title");
  return faults;
}

/** One first heading, none without words, and none that skips a level on the way down. */
function headingFaults(markup: Markup): string[] {
  const headings = markup.elements.filter(({ name }) => /^h[1-6]$/.test(name));
  const faults: string[] = [];
  const first = headings.filter(({ name }) => name === "h1").length;
  if (first !== 1) faults.push(`The page has ${first} headings of the first level`);
  let before = 0;
  for (const heading of headings) {
    const level = Number(heading.name[1]);
    const words = markup.words(heading);
    if (words === "") faults.push(`A heading has no words: ${heading.tag}`);
    if (level > before + 1)
      faults.push(`"${words}" is a heading of level ${level} under one of level ${before}`);
    before = level;
  }
  return faults;
}

const SPOKEN = new Set(["img", "svg", "a"]);

/** A picture has words in its place, or says that it is an ornament; a link says where it leads. */
function nameFaults(markup: Markup): string[] {
  return markup.elements.flatMap((element) => {
    const { name, attributes, tag } = element;
    if (!SPOKEN.has(name) || isHidden(element)) return [];
    if (name === "img") return attributes.has("alt") ? [] : [`A picture has no words in its place: ${tag}`];
    if (name === "svg") return labelled(element) ? [] : [`A drawing has no words in its place: ${tag}`];
    if (name === "a" && attributes.has("href"))
      return labelled(element) || spoken(element, markup) ? [] : [`A link has no words: ${tag}`];
    return [];
  });
}

function labelled({ attributes, children }: PageElement): boolean {
  const said = ["aria-label", "aria-labelledby"].some((name) => attributes.get(name)?.trim());
  return said || children.some(({ name }) => name === "title");
}

function spoken(link: PageElement, markup: Markup): boolean {
  if (markup.words(link) !== "") return true;
  return link.children.some(
    ({ attributes }) => attributes.get("alt")?.trim() || attributes.get("aria-label")?.trim(),
  );
}

function isHidden(element: PageElement): boolean {
  for (let one: PageElement | null = element; one; one = one.parent) {
    const role = one.attributes.get("role");
    if (
      one.attributes.get("aria-hidden") === "true" ||
      (one === element && (role === "presentation" || role === "none"))
    )
      return true;
  }
  return false;
}
