import type { Finding } from "../model/finding.ts";
import type { Gate } from "./gate.ts";
import { markupOf, type PageElement } from "./markup.ts";

const MAIL = "email.html";
/** What Outlook's Word engine or Gmail drops, with the words that stand in its place; a style in the head is an extra that may be lost. */
const UNSAFE_STYLE =
  /(?:^|;)\s*(?:display\s*:\s*(?:inline-)?(?:flex|grid)|position\s*:\s*(?!static|relative)[\w-]+|[\w-]+\s*:[^;]*\b(?:var|calc|clamp)\()/i;
const UNSAFE_ELEMENTS = new Set([
  "svg",
  "form",
  "input",
  "button",
  "video",
  "audio",
  "iframe",
  "object",
  "embed",
  "link",
]);

/**
 * The mail keeps to what every mail program shows: no drawing, form or file from elsewhere, and on elements no style that one drops.
 *
 * @see https://www.caniemail.com/ (display: flex, position, CSS variables, calc(), SVG)
 */
export const mailMarkup: Gate = ({ artifacts }) => {
  const mail = artifacts[MAIL];
  if (!mail) return [finding("not evaluated", "No mail was made.")];
  const faults = markupOf(mail).elements.flatMap(elementFaults);
  if (faults.length === 0) return [finding("passed", "Every mail program shows what is in it.")];
  return faults.slice(0, 5).map((message) => finding("refused", message));
};

function finding(verdict: Finding["verdict"], message: string): Finding {
  const remedy = verdict === "refused" ? { remedy: "Use tables and plain styles in assets/email.css." } : {};
  return { gate: "mail markup", verdict, place: MAIL, message, ...remedy };
}

function elementFaults({ name, attributes, tag }: PageElement): string[] {
  if (UNSAFE_ELEMENTS.has(name)) return [`Mail programs do not show <${name}>: ${tag}`];
  const unsafe = UNSAFE_STYLE.exec(attributes.get("style") ?? "")?.[0];
  if (unsafe) return [`Mail programs do not keep "${unsafe.replace(/^[;\s]+/, "")}": ${tag}`];
  const sizes = ["width", "height"].map((side) => attributes.get(side) ?? "");
  if (name === "img" && !sizes.some((size) => /^\d+$/.test(size)))
    return [`Outlook asks the width of a picture, or its height, in pixels: ${tag}`];
  return [];
}
