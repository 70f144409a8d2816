import { printDate } from "../../finance/date-words.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import { escapeHtml } from "../../render/escape.ts";
import type { ArchiveHouse } from "../pages/archive-house.ts";
import { correctionView, correctionWords } from "../pages/corrections.ts";
import { type Day, lineOf, type Shelf, shownOf } from "../pages/shelf.ts";

/** An issue as feeds tell of it. All addresses hold everywhere. */
export interface FeedEntry {
  readonly date: IsoDate;
  /** Its page: the same for ever, and so its id. */
  readonly url: string;
  readonly title: string;
  /** One text of plain words. */
  readonly summary: string;
  readonly html: string;
  readonly published: IsoInstant;
  /** When it was corrected last; as `published` where it was not. */
  readonly changed: IsoInstant;
  readonly isCorrected: boolean;
  readonly pdf: { readonly url: string; readonly bytes: number } | null;
  readonly image: string | null;
}

const ENTRIES = 30;

/** The last issues by when they went out or were corrected, newest first. */
export async function feedEntries(
  days: readonly Day[],
  house: ArchiveHouse,
  shelf: Pick<Shelf, "words" | "file">,
): Promise<readonly FeedEntry[]> {
  const moment = (day: Day) => lineOf(day).at(-1)!.frozenAt;
  const last = [...days]
    .sort((one, other) => compare(moment(other), moment(one)) || compare(other.date, one.date))
    .slice(0, ENTRIES);
  return Promise.all(last.map((day) => entryOf(day, house, shelf)));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

async function entryOf(
  day: Day,
  house: ArchiveHouse,
  shelf: Pick<Shelf, "words" | "file">,
): Promise<FeedEntry> {
  const { date } = day;
  const [line, version] = [lineOf(day), shownOf(day)];
  const url = `${house.site}/${date}/`;
  const corrected = line.findLast(({ correction }) => correction !== null);
  const title = (corrected ? "Corrected: " : "") + version.bound.subject;
  const times = { published: line[0]!.frozenAt, changed: line.at(-1)!.frozenAt, isCorrected: !!corrected };
  if (day.free.length === 0) return { date, url, title, ...times, ...lockedBody(date, url) };
  const { standfirst, findings, picture } = await shelf.words(version);
  const view = corrected ? correctionView(corrected, house) : null;
  const correction = view ? `Correction of ${view.on}. ${correctionWords(view)}` : null;
  const pdf = await pdfOf(version.bound.forms["issue.pdf"], `${url}issue.pdf`, shelf);
  const shows = picture && Object.hasOwn(version.bound.forms, picture.name) ? picture : null;
  const image = shows ? { url: url + shows.name, alt: shows.alt } : null;
  const html = [
    correction
      ? paragraph(`<strong>${escapeHtml(correction)}</strong> ${link(`${url}versions/`, "All changes")}`)
      : "",
    standfirst ? paragraph(escapeHtml(standfirst)) : "",
    image ? paragraph(`<img src="${escapeHtml(image.url)}" alt="${escapeHtml(image.alt)}">`) : "",
    findings.length > 0 ? `<ul>\n${findings.map(findingHtml).join("\n")}\n</ul>` : "",
    paragraph([link(url, "Read the issue"), ...(pdf ? [link(pdf.url, "PDF")] : [])].join(" · ")),
  ];
  const summary = [correction, standfirst].filter(Boolean).join(" ") || `The issue of ${printDate(date)}.`;
  return {
    date,
    url,
    title,
    ...times,
    summary,
    html: html.filter(Boolean).join("\n"),
    pdf,
    image: image?.url ?? null,
  };
}

function lockedBody(date: IsoDate, url: string) {
  const summary = `The issue of ${printDate(date)} is for readers of the paid edition.`;
  const html = paragraph(`${escapeHtml(summary)} ${link(url, "How to become one")}`);
  return { summary, html, pdf: null, image: null };
}

function findingHtml({ section, text }: { readonly section: string; readonly text: string }): string {
  return `<li><strong>${escapeHtml(section)}:</strong> ${escapeHtml(text)}</li>`;
}

function paragraph(html: string): string {
  return `<p>${html}</p>`;
}

function link(url: string, words: string): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(words)}</a>`;
}

/** Of PDFs by their hash: a feed is asked for all day, and its PDFs are large. */
const lengths = new Map<string, number>();
const REMEMBERED = 1000;

async function pdfOf(
  sha256: string | undefined,
  url: string,
  shelf: Pick<Shelf, "file">,
): Promise<FeedEntry["pdf"]> {
  if (sha256 === undefined) return null;
  let bytes = lengths.get(sha256);
  if (bytes === undefined) {
    bytes = (await shelf.file(sha256))?.length ?? 0;
    if (lengths.size >= REMEMBERED) lengths.clear();
    lengths.set(sha256, bytes);
  }
  return { url, bytes };
}
