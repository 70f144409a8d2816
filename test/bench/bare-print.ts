// The reference: nothing but puppeteer, the same browser and a finished page.

import { readFile, writeFile } from "node:fs/promises";
import { enableCompileCache } from "node:module";

enableCompileCache(process.env.BENCH_COMPILE_CACHE);
const [page = "", pdf = ""] = process.argv.slice(2);
const { default: puppeteer } = await import("puppeteer");
const browser = await puppeteer.launch({
  executablePath: process.env.BENCH_BROWSER!,
  headless: "shell",
  pipe: true,
  args: JSON.parse(process.env.BENCH_BROWSER_ARGUMENTS ?? "[]"),
});
const [tab] = await browser.pages();
await tab!.setJavaScriptEnabled(false);
await tab!.setContent(await readFile(page, "utf8"), { waitUntil: "load" });
await writeFile(
  pdf,
  await tab!.pdf({ preferCSSPageSize: true, tagged: true, outline: true, printBackground: true }),
);
await browser.close();
