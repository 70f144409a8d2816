import type { FaultDetail } from "../../errors.ts";
import { PipelineError } from "../../errors.ts";
import type { PageWords } from "../../paper/page-words.ts";

/** What a loaded page says of itself. */
export interface PageSurvey {
  /** Letters that a reader should see, blanks not counted: none where the browser has no fonts at all. */
  readonly letters: number;
  /** Letters in the HTML, whether they are seen or not. */
  readonly written: number;
  readonly brokenFonts: readonly string[];
  /** Where the pictures that cannot be shown come from, cut to 80 characters. */
  readonly brokenPictures: readonly string[];
  /** What the PDF is to say, and the browser does not write there. */
  readonly words: PageWords;
}

/**
 * Waits until fonts and pictures are there, and surveys the page. Runs inside the browser, where it sees nothing of
 * this file. All faces are loaded, since one that only a page's header uses is not asked for until too late.
 */
export async function surveyPage(): Promise<PageSurvey> {
  const faces = [...document.fonts];
  await Promise.allSettled(faces.map((face) => face.load()));
  await document.fonts.ready;
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = "eager";
  const late = pictures.filter((picture) => !picture.complete);
  await Promise.allSettled(late.map((picture) => picture.decode()));
  const wordsOf = (element: Element) =>
    (element.getAttribute("aria-label") ?? element.textContent ?? "").replace(/\s+/g, " ").trim();
  const links = [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].map((element) => ({
    target: element.getAttribute("href")?.startsWith("#") ? element.getAttribute("href")! : element.href,
    name: wordsOf(element),
    inContents: element.classList.contains("to-page"),
  }));
  const root = getComputedStyle(document.documentElement);
  const words = {
    contents: links.flatMap(({ target, name, inContents }, index) => {
      const before = links.slice(0, index).filter((one) => one.target === target).length;
      return inContents ? [{ target, name, before }] : [];
    }),
    links: links.map(({ target, name }) => [target, name] as const),
    headings: [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map(wordsOf),
    author: document.querySelector<HTMLMetaElement>('meta[name="author"]')?.content || null,
    grey: root.getPropertyValue("--grey").trim(),
    sans: (root.getPropertyValue("--sans").split(",")[0] ?? "").replace(/["']/g, "").trim(),
  };
  return {
    letters: document.body.innerText.replace(/\s+/g, "").length,
    written: (document.body.textContent ?? "").replace(/\s+/g, "").length,
    brokenFonts: faces.filter(({ status }) => status === "error").map(({ family }) => family),
    brokenPictures: pictures
      .filter(({ naturalWidth }) => naturalWidth === 0)
      .map(({ src }) => src.slice(0, 80)),
    words,
  };
}

/**
 * @param asked addresses that the page asked for and did not get
 * @throws PipelineError content-invalid that names everything which the page lacks
 */
export function demandWhole(
  { written, brokenFonts, brokenPictures }: Pick<PageSurvey, "written" | "brokenFonts" | "brokenPictures">,
  asked: readonly string[],
): void {
  const faults: FaultDetail[] = [
    ...asked.map((url) => ({
      code: "content-invalid" as const,
      place: url.slice(0, 120),
      message: "The page to print asks for something outside itself; nothing is fetched while printing.",
      remedy: "Embed it in the HTML as a data: URL.",
    })),
    ...brokenFonts.map((family) => ({
      code: "content-invalid" as const,
      place: `@font-face ${family}`,
      message: "The browser cannot read the font.",
      remedy: "Embed a whole WOFF2 file as a data: URL.",
    })),
    ...brokenPictures
      .filter((src) => !asked.includes(src))
      .map((src) => ({
        code: "content-invalid" as const,
        place: `<img src="${src}">`,
        message: "The browser cannot show the picture.",
        remedy: "Embed a PNG, JPEG or SVG as a data: URL.",
      })),
  ];
  if (written === 0 && faults.length === 0) {
    faults.push({
      code: "content-invalid",
      message: "The page to print has no words.",
      remedy: "Look at the layout template and at the Markdown that fills it.",
    });
  }
  if (faults.length) throw new PipelineError(faults);
}

/** Of the letters of a page so many must show in print; some may be meant for screen readers only. */
const SHARE_SHOWN = 0.95;

/** @throws PipelineError browser-failed if the PDF shows fewer letters than the page has */
export function demandWords(
  shown: number,
  { letters, written }: Pick<PageSurvey, "letters" | "written">,
): void {
  if (letters > 0 && shown >= letters * SHARE_SHOWN) return;
  throw new PipelineError({
    code: "browser-failed",
    message: `The PDF shows ${shown} letters where the page has ${letters || written}: the browser found no shapes for the rest.`,
    remedy:
      "See which fonts the browser has: run `tracker doctor`. Unset TRACKER_BROWSER to print with the bundled one.",
  });
}
