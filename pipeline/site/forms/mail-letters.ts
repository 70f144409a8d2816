import { type Posting, plainLetter } from "../../deliver/message/plain-letter.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { Letter } from "../../model/letter.ts";
import { domainOf } from "../../post/address.ts";
import type { Dress } from "../../render/dress.ts";
import { dressed, finished } from "../../render/layout.ts";
import type { MailWords } from "./compose.ts";

export interface LetterHouse {
  readonly publication: string;
  readonly desk: string;
  readonly settings: Posting["settings"] & Pick<DeliverySettings, "postalAddress">;
  readonly dkimKey: string | null;
}

interface LetterWorld {
  now(): string;
  /** For the Message-ID. */
  nonce(): string;
}

/**
 * Letters to people who asked on the site: templates/mail/<name>.txt.hbs, whose first line is the subject, and <name>.html.hbs.
 *
 * @throws PipelineError template-invalid, subscriber-invalid, secret-missing: when a letter is made
 */
export function mailLetters(
  { publication, desk, settings, dkimKey }: LetterHouse,
  given: Omit<Dress, "fonts">,
  { now, nonce }: LetterWorld,
): (words: MailWords) => Letter {
  const dress = siteDress(given);
  const { postalAddress } = settings;
  return ({ template, to, link }) => {
    const slots = { publication, desk, link, postalAddress };
    const plain = Object.fromEntries(
      Object.entries(slots).map(([name, words]) => [name, words && finished(words)]),
    );
    const [subject = "", ...lines] = dressed(`../mail/${template}.txt.hbs`, plain, dress).split("\n");
    const html = dressed(`../mail/${template}.html.hbs`, { ...slots, subject }, dress);
    return plainLetter(
      {
        // No name: whoever typed the address may have typed anything there.
        to: { address: to, name: null },
        subject: subject.trim(),
        text: lines.join("\n").trim(),
        html,
        messageId: `<${template}.${nonce()}@${domainOf(settings.from.address)}>`,
        date: now(),
        headers: { "Auto-Submitted": "auto-replied" },
      },
      { settings, dkimKey },
    );
  };
}

/** Layouts are looked for in their own folder; these lie beside it. */
function siteDress({ templates, assets }: Omit<Dress, "fonts">): Dress {
  const beside = Object.entries(templates).map(([path, text]) => [`layouts/../${path}`, text]);
  return { templates: Object.fromEntries(beside), assets, fonts: {} };
}
