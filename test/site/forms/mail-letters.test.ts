import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { siteSlots } from "../../../pipeline/fill/lint/site-slots.ts";
import type { Shape } from "../../../pipeline/sections/shape.ts";
import type { PageName, PageView } from "../../../pipeline/site/forms/form-page.ts";
import { mailLetters } from "../../../pipeline/site/forms/mail-letters.ts";
import { framedForms } from "../../../pipeline/site/pages/form-frame.ts";
import { shippedTemplates } from "../../support/shipped-templates.ts";
import { shippedTheme } from "../../support/theme.ts";
import { houseOf } from "../pages/made-up-archive.ts";

const HOSTILE = `<b onclick="x">&'\u2028`;
const dress = { templates: shippedTemplates, assets: { theme: shippedTheme, files: {} } };

/** A view of a shape, all of whose words are hostile. */
function filled(shape: Shape): never {
  if (shape.kind === "object")
    return Object.fromEntries(Object.entries(shape.fields).map(([name, of]) => [name, filled(of)])) as never;
  if (shape.kind === "nullable") return filled(shape.of);
  if (shape.kind === "list") return [filled(shape.of)] as never;
  return (shape.kind === "boolean" ? true : HOSTILE) as never;
}

describe("the pages with forms", () => {
  const page = framedForms(houseOf());
  const names = Object.keys(siteSlots).flatMap((path) => /^site\/(.+)\.html\.hbs$/.exec(path)?.[1] ?? []);

  it.each(names)("print every word of %s escaped", (name) => {
    const html = page(name as PageName, filled(siteSlots[`site/${name}.html.hbs`]!) as PageView);
    expect(html).not.toContain("<b ");
    expect(html).toContain("&lt;b onclick");
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html.match(/<h1/g)).toHaveLength(1);
  });
});

describe("a mail to somebody who asked", () => {
  const settings = {
    from: { name: "The Tracker", address: "tracker@example.com" },
    replyTo: null,
    dkim: null,
    postalAddress: "1 Street\nTown",
  };
  const house = { publication: "The Tracker", desk: "tracker@example.com", settings, dkimKey: null };
  const letter = mailLetters(house, dress, {
    now: () => "2025-11-05T21:30:00.000Z",
    nonce: () => "nonce00000000001",
  });

  it.each(["confirm", "leave"] as const)(
    "to %s has the link in both its forms, and says who sends it",
    async (template) => {
      const link = "https://tracker.example.com/confirm/AAAA-bbbb_1234";
      const { parts, to } = letter({ template, to: "ada@example.org", link });
      const mail = await simpleParser(Buffer.concat(parts));
      expect(to).toBe("ada@example.org");
      expect(mail.text?.split("\n")).toContain(link);
      expect(mail.html).toContain(`href="${link}"`);
      expect(mail.subject).toMatch(
        template === "confirm" ? /^Confirm that you want The Tracker$/ : /^Your link to leave/,
      );
      expect(mail.messageId).toBe(`<${template}.nonce00000000001@example.com>`);
      expect(mail.headers.get("auto-submitted")).toBe("auto-replied");
      expect(mail.text).toContain("1 Street");
    },
  );
});
