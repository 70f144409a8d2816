import { createRequire } from "node:module";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { browserArguments } from "../../pipeline/world/browser/browser-arguments.ts";
import { findBrowser } from "../../pipeline/world/browser/find-browser.ts";
import { thisMachine } from "../../pipeline/world/browser/machine.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** A browser that opens pages of this machine as a person's does; the printing one resolves no name. */
export async function pageBrowser(): Promise<Browser> {
  const found = await findBrowser({ machine: thisMachine(process.env) });
  const args = browserArguments({ sandbox: process.getuid?.() !== 0, profile: null }).filter(
    (one) => !/^--remote|^--host-resolver|^about:/.test(one),
  );
  return puppeteer.launch({
    executablePath: found.path,
    env: found.env as Record<string, string>,
    pipe: true,
    headless: "shell",
    args,
  });
}

/** What axe finds on a page as it stands: each rule with the first element that breaks it. */
export async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.addScriptTag({ path: axe });
  const found = (await page.evaluate("axe.run({ iframes: false })")) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
