import type { Page } from "puppeteer-core/internal/puppeteer-core-browser.js";
import { type OpenBrowser, openBrowser, type Witness } from "./open-browser.ts";
import type { PressSetup } from "./printing-messages.ts";

export interface Machinery extends OpenBrowser {
  readonly idle: Page[];
}

/** A browser from its start to its end, with what it has printed. */
export interface Shift {
  readonly machinery: Promise<Machinery>;
  /** Prints that were begun. */
  begun: number;
  readonly going: Set<Promise<unknown>>;
}

/** Browsers by turns. */
export interface Shifts {
  current(): Shift;
  /** For one more print. */
  next(): Shift;
  /** Its browser has failed: the next print begins another. */
  giveUp(shift: Shift): void;
}

/** One browser after the other: each prints so many pages and is seen off before the next one starts. */
export function shiftsOf(setup: PressSetup, witness: Witness): Shifts {
  let now: Shift | null = null;
  const giveUp = (shift: Shift) => {
    if (now === shift) now = null;
  };
  const begin = (before: Promise<void>): Shift => {
    const machinery = before.then(() => openMachinery(setup, witness));
    const shift: Shift = { machinery, begun: 0, going: new Set() };
    machinery.catch(() => giveUp(shift));
    return shift;
  };
  const current = () => {
    now ??= begin(Promise.resolve());
    return now;
  };
  return {
    current,
    giveUp,
    next() {
      if (current().begun >= setup.printsPerBrowser) now = begin(seeOff(current()));
      const shift = current();
      shift.begun += 1;
      return shift;
    },
  };
}

/** When its last pages are out. */
async function seeOff({ machinery, going }: Shift): Promise<void> {
  await Promise.allSettled(going);
  await machinery.then(({ kill }) => kill());
}

async function openMachinery(setup: PressSetup, witness: Witness): Promise<Machinery> {
  const opened = await openBrowser(setup, witness);
  const [first] = await opened.browser.pages();
  return { ...opened, idle: [await readyPage(first ?? (await opened.browser.newPage()))] };
}

/** What stands in the page decides how it looks: no scripts, and the style of paper from the start. */
export async function readyPage(page: Page): Promise<Page> {
  await Promise.all([page.setJavaScriptEnabled(false), page.emulateMediaType("print")]);
  return page;
}
