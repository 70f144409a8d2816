// From saving a template to the browser showing it, and to the new PDF being served; beside each, in turn, the bare work of the same browser.
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { browserArguments } from "../../pipeline/world/browser/browser-arguments.ts";
import { findBrowser } from "../../pipeline/world/browser/find-browser.ts";
import { thisMachine } from "../../pipeline/world/browser/machine.ts";
import { printHtmlOf } from "./print-html.ts";
import { median } from "./rounds.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const edits = Number(process.argv[2] ?? 50);
const date = "2025-09-18";
const TEMPLATE = "templates/sections/ig-spread.md.hbs";
const PHRASE = "| Five-year mean |";
const work = mkdtempSync(join(tmpdir(), "tracker-bench-"));
const saved = join(work, TEMPLATE);
for (const folder of ["content", "templates", "assets"])
  cpSync(join(root, folder), join(work, folder), { recursive: true });
const text = readFileSync(saved, "utf8");
if (!text.includes(PHRASE)) throw new Error(`${TEMPLATE} no longer holds ${PHRASE}`);

const found = await findBrowser({ machine: thisMachine(process.env) });
const switches = browserArguments({ sandbox: process.getuid?.() !== 0, profile: null });
const { default: puppeteer } = await import("puppeteer");
const browser = await puppeteer.launch({
  executablePath: found.path,
  headless: "shell",
  pipe: true,
  protocolTimeout: 30_000,
  env: { ...process.env, ...found.env },
  args: switches.filter(
    (one) => !/^(?:--headless|--remote-debugging-pipe|--host-resolver|about:blank)/.test(one),
  ),
});
type Tab = Awaited<ReturnType<typeof browser.newPage>>;
const servers: ChildProcess[] = [];
try {
  const address = await started();
  await web(address);
  await pdf(address);
} finally {
  for (const server of servers) server.kill("SIGTERM");
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}

/** The command as a desk runs it, in a process of its own. */
async function started(): Promise<string> {
  const options = [date, "--sample", "--port", "0", "--root", work];
  const server = spawn(process.execPath, [join(root, "pipeline/cli.ts"), "preview", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  servers.push(server);
  for await (const line of createInterface({ input: server.stdout })) return line;
  throw new Error("the preview ended before it served");
}

/** Saves the template with another word for one row; the word that will be shown. */
function save(edit: number): string {
  const word = `Mean of five years ${edit}`;
  writeFileSync(saved, text.replaceAll(PHRASE, `| ${word} |`));
  return word;
}

async function web(address: string): Promise<void> {
  const [shown, bare] = [await browser.newPage(), await browser.newPage()];
  await shown.goto(address, { waitUntil: "load" });
  await shown.evaluate(untilShown, "Five-year mean");
  const html = await (await fetch(`${address}issue/web`)).text();
  await bare.goto(`${address}issue/web`);
  const [live, alone]: [number[], number[]] = [[], []];
  for (let edit = -5; edit < edits; edit += 1) {
    await shown.bringToFront();
    await pause();
    const looking = shown.evaluate(untilShown, `Mean of five years ${edit}`);
    const begun = now();
    save(edit);
    const took = (await looking) - begun;
    await bare.bringToFront();
    await pause();
    const other = await rendered(bare, html);
    if (edit >= 0) live.push(took);
    if (edit >= 0) alone.push(other);
  }
  report("web: save to shown", live);
  report("web: bare setContent to painted", alone);
  goal("web, median", median(live), 150, "ms");
  await Promise.all([shown.close(), bare.close()]);
}

/** In the preview's page: resolves with the moment at which the frame that shows the word has been painted. */
function untilShown(word: string): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const page = [...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument);
      const cells = page.flatMap((one) => [...(one?.querySelectorAll("tr > :first-child") ?? [])]);
      if (!cells.some((cell) => cell.textContent === word)) return void requestAnimationFrame(look);
      // The next frame begins when this one has been painted.
      requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    };
    look();
  });
}

async function rendered(tab: Tab, html: string): Promise<number> {
  const begun = performance.now();
  await tab.setContent(html, { waitUntil: "load" });
  await tab.evaluate(() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go))));
  return performance.now() - begun;
}

async function pdf(address: string): Promise<void> {
  const tab = await browser.newPage();
  await tab.setJavaScriptEnabled(false);
  await tab.emulateMediaType("print");
  const html = await printHtmlOf(work, date);
  const changes = changesAt(address);
  await changes.next();
  const fetched = async () => (await (await fetch(`${address}issue/pdf`)).arrayBuffer()).byteLength;
  await fetched();
  const [live, bare]: [number[], number[]] = [[], []];
  const many = Math.ceil(edits / 2);
  for (let edit = -3; edit < many; edit += 1) {
    await pause();
    const begun = now();
    save(1000 + edit);
    await changes.next();
    await fetched();
    const took = now() - begun;
    await pause();
    const other = await printed(tab, html);
    if (edit >= 0) live.push(took);
    if (edit >= 0) bare.push(other);
  }
  await changes.return();
  report("PDF: save to served", live);
  report("PDF: bare puppeteer print", bare);
  goal("PDF, against a bare print", median(live) / median(bare), 1.3, "times");
}

async function printed(tab: Tab, html: string): Promise<number> {
  const begun = performance.now();
  await tab.setContent(html, { waitUntil: "load" });
  await tab.pdf({ preferCSSPageSize: true, tagged: true, outline: true, printBackground: true });
  return performance.now() - begun;
}

async function* changesAt(address: string): AsyncGenerator<string, void, void> {
  const stream = (await fetch(`${address}events`)).body!;
  for await (const chunk of stream.pipeThrough(new TextDecoderStream()))
    if (chunk.includes("event: change")) yield chunk;
}

/** One clock for both processes. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

/** What the browser still does for the last page is not counted against the next. */
function pause(): Promise<void> {
  return new Promise((go) => setTimeout(go, 150));
}

function report(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const p90 = sorted[Math.floor(sorted.length * 0.9)] ?? Number.NaN;
  const all = `${times.length} edits, ${sorted[0]?.toFixed(0)} to ${sorted.at(-1)?.toFixed(0)}`;
  console.log(
    `  ${name.padEnd(34)} median ${median(times).toFixed(0)} ms, p90 ${p90.toFixed(0)} ms  (${all})`,
  );
}

function goal(name: string, value: number, most: number, unit: string): void {
  const met = value <= most ? "met" : "NOT met";
  console.log(
    `  ${name.padEnd(34)} ${value.toFixed(unit === "ms" ? 0 : 2)} ${unit}, goal at most ${most}: ${met}`,
  );
}
