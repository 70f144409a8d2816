import { findBrowser } from "../../pipeline/world/browser/find-browser.ts";
import { printingMachine } from "./browsers.ts";

/** Before all tests: the browser is unpacked once, not by every file that prints; 1.5 s on a new machine. */
export async function setup(): Promise<void> {
  await findBrowser({ machine: printingMachine });
}
