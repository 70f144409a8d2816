import pLimit from "p-limit";
import type { HTTPRequest, Page } from "puppeteer-core/internal/puppeteer-core-browser.js";
import { PipelineError } from "../../errors.ts";
import { finishPdf } from "../../paper/finish.ts";
import { lettersShown } from "../../paper/letters.ts";
import { type ReadPdf, readPdf } from "../../paper/read-pdf.ts";
import { withDeadline } from "./deadline.ts";
import type { Witness } from "./open-browser.ts";
import { demandWhole, demandWords, type PageSurvey, surveyPage } from "./page-survey.ts";
import { stampPdf } from "./pdf-stamp.ts";
import type { PressSetup, PrintOrder, RunningBrowser } from "./printing-messages.ts";
import { type Machinery, readyPage, type Shift, shiftsOf } from "./shifts.ts";

/** A browser that prints, replaced when it fails. */
export interface Press {
  /** Starts the browser and opens its first page. */
  warm(): Promise<RunningBrowser>;
  print(order: PrintOrder): Promise<Uint8Array>;
  /** Waits until the browser, which has been killed, is gone; nothing is tried again. */
  close(): Promise<void>;
}

/** Two pages print 60 issues in the time in which one prints 36; four are no faster. */
const PAGES = 2;

/** Sets up a press; the browser starts with the first order. */
export function openPress(setup: PressSetup, witness: Witness): Press {
  const turn = pLimit(PAGES);
  let gone: Promise<unknown> = Promise.resolve();
  let closed = false;
  const shifts = shiftsOf(setup, {
    ...witness,
    browser(pid, ended) {
      gone = ended;
      witness.browser(pid, ended);
    },
  });
  const attemptOn = async (shift: Shift, order: PrintOrder) => {
    const open = await shift.machinery;
    try {
      return await withDeadline(printOn(open, order), setup.deadlineMs, "It did not answer in time.");
    } catch (error) {
      if (error instanceof PipelineError) throw error;
      shifts.giveUp(shift);
      await open.kill();
      throw error;
    }
  };
  const attempt = async (order: PrintOrder) => {
    const shift = shifts.next();
    const going = attemptOn(shift, order);
    shift.going.add(going);
    return going.finally(() => shift.going.delete(going));
  };
  return {
    warm: async () => (await shifts.current().machinery).running,
    print: (order) =>
      turn(() =>
        attempt(order).catch((error) => {
          if (closed || error instanceof PipelineError) throw error;
          return secondAttempt(() => attempt(order));
        }),
      ),
    close: async () => {
      closed = true;
      await withDeadline(gone, 1000, "It does not end.").catch(() => {});
    },
  };
}

/** A browser that crashed or hangs has been killed by now: one more try with a fresh one. */
async function secondAttempt(attempt: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await attempt();
  } catch (cause) {
    if (cause instanceof PipelineError) throw cause;
    throw new PipelineError({
      code: "browser-failed",
      message: `The browser failed twice on the same page: ${(cause as Error).message}`,
      remedy:
        "Run `tracker doctor`. If it prints there, the page is at fault: look for a huge picture or table.",
      cause,
    });
  }
}

async function printOn({ idle, browser }: Machinery, order: PrintOrder): Promise<Uint8Array> {
  const page = idle.pop() ?? (await readyPage(await browser.newPage()));
  try {
    const pdf = await printPage(page, order);
    idle.push(page);
    return pdf;
  } catch (error) {
    void page.close().catch(() => {}); // it may have gone elsewhere; the next print opens another
    throw error;
  }
}

async function printPage(page: Page, { html, paper, created }: PrintOrder): Promise<Uint8Array> {
  const asked: string[] = [];
  const note = (request: HTTPRequest) => {
    if (!request.url().startsWith("data:")) asked.push(request.url());
  };
  page.on("requestfailed", note);
  try {
    return await Promise.race([printHtml(page, { html, paper, created }, asked), crashOf(page)]);
  } catch (error) {
    if (error instanceof PipelineError && error.code === "content-invalid") throw error;
    // A page that sends itself elsewhere breaks the printing in many ways, and a moment later is refused: tell that.
    await new Promise((go) => setTimeout(go, 100));
    if (asked.length) demandWhole({ written: 0, brokenFonts: [], brokenPictures: [] }, asked);
    throw error;
  } finally {
    page.off("requestfailed", note);
    page.removeAllListeners("error");
  }
}

async function printHtml(
  page: Page,
  { html, paper, created }: PrintOrder,
  asked: string[],
): Promise<Uint8Array> {
  await page.setContent(html, { waitUntil: "load", timeout: 0 });
  const survey = await page.evaluate(surveyPage);
  const pdf = await page.pdf({
    format: paper, // for a page whose style does not say
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    timeout: 0,
  });
  demandWhole(survey, asked); // now, when a page that sends itself elsewhere has done so
  return finished(stampPdf(pdf, created), survey);
}

function finished(pdf: Uint8Array, survey: PageSurvey): Uint8Array {
  const print = readPrint(pdf);
  demandWords(lettersShown(print), survey);
  return finishPdf(print, survey.words);
}

function readPrint(pdf: Uint8Array): ReadPdf {
  try {
    return readPdf(pdf);
  } catch (cause) {
    throw new PipelineError({
      code: "browser-failed",
      message: `The browser's PDF cannot be read: ${(cause as Error).message}`,
      remedy: "Run `tracker doctor`. Unset TRACKER_BROWSER to print with the bundled browser.",
      cause,
    });
  }
}

function crashOf(page: Page): Promise<never> {
  return new Promise((_, reject) => page.once("error", reject));
}
