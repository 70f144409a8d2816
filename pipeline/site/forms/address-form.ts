import { readAddress } from "../../post/address.ts";
import type { PublicAsked } from "../../world/public-server.ts";
import type { Reply } from "../../world/serve.ts";
import { type Fields, readFields } from "./fields.ts";
import { type FormsHouse, notePage } from "./form-page.ts";
import type { MailLimits } from "./mail-limits.ts";
import { isFromHere } from "./origin.ts";
import type { Asking, Outbox } from "./outbox.ts";

export interface AskingWorld {
  readonly outbox: Pick<Outbox, "ask">;
  readonly limits: MailLimits;
  now(): string;
}

/** The fields of a form that this site's own page sent, or the answer to one that cannot be taken. */
export async function ownFields(
  asked: PublicAsked,
  house: FormsHouse,
  again: string,
): Promise<Fields | { readonly refused: Reply }> {
  const link = { path: again, words: "Back to the form" };
  if (!isFromHere(asked)) {
    const words = ["The form was sent by a page of another site."];
    return { refused: notePage(house, { title: "Not sent", words, link }, { status: 403 }) };
  }
  const fields = await readFields(asked);
  if (typeof fields !== "number") return fields;
  const words = ["What was sent is not what the form sends."];
  return { refused: notePage(house, { title: "Not understood", words, link }, { status: fields }) };
}

/** What is wrong with the field, as a sentence for the person who filled it in; or the address. */
export function addressOf(fields: Fields): { readonly address: string } | { readonly wrong: string } {
  const given = (fields.get("address") ?? "").trim();
  if (given === "") return { wrong: "Enter your address, such as ada@example.com." };
  const read = readAddress(given);
  return "address" in read ? read : { wrong: `${read.wrong} It looks like ada@example.com.` };
}

/**
 * Has the address's owner written to, within limits. The answer tells nothing of the address: neither whether it is on the list nor whether
 * it got its share of mails.
 *
 * @returns null when it is on its way as far as anybody may know
 */
export function askedFor(
  asking: Omit<Asking, "at">,
  house: FormsHouse,
  { outbox, limits, now }: AskingWorld,
): Reply | null {
  const verdict = limits.take(asking);
  if (verdict === "enough") return null;
  if (verdict === "write" && outbox.ask({ ...asking, at: now() })) return null;
  const words = ["More people than usual ask for mails just now. Try again in an hour."];
  const headers = { "retry-after": "3600" };
  return notePage(house, { title: "Too many at once", words }, { status: 429, headers });
}
