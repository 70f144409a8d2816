import type { Tier } from "../../../pipeline/model/subscriber.ts";

export interface MadeUpReader {
  readonly address: string;
  /** "" for those who gave none. */
  readonly name: string;
  readonly tier: Tier;
}

/** As people are called, in many scripts, with signs that a header must not break on. */
const NAMES = [
  "Ada Lovelace",
  "Zoë Öztürk-Łukasiewicz",
  "Ольга Ладыженская",
  "Ελένη Παπαδοπούλου",
  "田中 花子",
  "김민준",
  "محمد بن عبد الله",
  "שרה לוי",
  "प्रिया शर्मा",
  "สมชาย ใจดี",
  "Nguyễn Thị Minh Khai",
  "Byron, Ada (Desk) <not@an.address>",
  'Anna "Annie" O\'Neil; Jr.',
  "=?utf-8?Q?not_encoded?=",
  "Փառանձեմ Տեր-Գրիգորյան",
  "नाम जो इतना लंबा है कि वह एक पंक्ति में नहीं आता और उसे कई शब्दों में लिखना पड़ता है",
  "🦉 Owl & Söhne",
  "",
] as const;

const LOCALS = ["reader", "o'neil", "first.last", "plus+tag", "UPPER", "a-very-long-local-part_of-a-mailbox"];

/** So many readers, every third of them paying; the same each time. */
export function madeUpReaders(count: number, domain = "reader.test"): readonly MadeUpReader[] {
  return Array.from({ length: count }, (_, at) => ({
    address: `${LOCALS[at % LOCALS.length]}.${at}@${domain}`,
    name: NAMES[at % NAMES.length]!,
    tier: at % 3 === 0 ? "paid" : "free",
  }));
}

/** A list that `subscribers import` takes. */
export function readersCsv(readers: readonly MadeUpReader[]): string {
  const rows = readers.map(({ address, name, tier }) => `${address},"${name.replaceAll('"', '""')}",${tier}`);
  return `address,name,tier\n${rows.join("\n")}\n`;
}
