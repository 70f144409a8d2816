import { plainStream, type Update } from "./increment.ts";
import type { PdfFile } from "./pdf-file.ts";
import type { PdfCatalogue } from "./pdf-pages.ts";
import { pdfWords, referred, wordsOf } from "./pdf-words.ts";

/** What a PDF says of itself, in both places where programs look: its document information and an XMP packet. */
export function metadataUpdate(file: PdfFile, catalogue: PdfCatalogue, author: string | null): Update {
  const update = new Map<number, string>();
  const own = referred(file.trailer, "Info");
  const known = own === null ? "" : file.object(own);
  if (own !== null && author !== null && wordsOf(known, "Author") === null)
    update.set(own, known.replace(/>>\s*$/, `\n/Author ${pdfWords(author)}>>`));
  const { dictionary, object } = catalogue;
  if (/\/Metadata \d/.test(dictionary)) return update;
  const language = wordsOf(dictionary, "Lang");
  update.set(file.size, plainStream(packet(known, author, language), "/Type /Metadata\n/Subtype /XML\n"));
  return update.set(object, dictionary.replace(/>>\s*$/, `\n/Metadata ${file.size} 0 R>>`));
}

/** ASCII, so that letters and bytes are the same count: others are written as character references. */
function packet(known: string, author: string | null, language: string | null): string {
  const title = wordsOf(known, "Title");
  const moment = instantOf(wordsOf(known, "CreationDate"));
  const told = [
    "<dc:format>application/pdf</dc:format>",
    title && `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${xml(title)}</rdf:li></rdf:Alt></dc:title>`,
    author && `<dc:creator><rdf:Seq><rdf:li>${xml(author)}</rdf:li></rdf:Seq></dc:creator>`,
    author && `<dc:publisher><rdf:Bag><rdf:li>${xml(author)}</rdf:li></rdf:Bag></dc:publisher>`,
    language && `<dc:language><rdf:Bag><rdf:li>${xml(language)}</rdf:li></rdf:Bag></dc:language>`,
    moment && `<xmp:CreateDate>${moment}</xmp:CreateDate><xmp:ModifyDate>${moment}</xmp:ModifyDate>`,
    `<xmp:CreatorTool>${xml(wordsOf(known, "Creator") ?? "")}</xmp:CreatorTool>`,
    `<pdf:Producer>${xml(wordsOf(known, "Producer") ?? "")}</pdf:Producer>`,
  ];
  return `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
${told.filter(Boolean).join("\n")}
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}

/** `D:20251105210000+00'00'` as XMP writes it. */
function instantOf(date: string | null): string | null {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(date ?? "");
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

function xml(text: string): string {
  return text.replace(/[^ !#-%'-;=?-~]/gu, (letter) => `&#${letter.codePointAt(0)};`);
}
