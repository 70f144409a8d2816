// Issues in one process after the first ones, against a bare page.pdf of the same pages on two reused tabs; shares of the stages; memory.
import { build } from "../../pipeline/build.ts";
import { collect } from "../../pipeline/collect/collect.ts";
import { sampleSource } from "../../pipeline/collect/sources/sample.ts";
import { compute, pickSections } from "../../pipeline/compute/compute.ts";
import { fill } from "../../pipeline/fill/fill.ts";
import { tradingDays } from "../../pipeline/finance/trading-days.ts";
import { readJob } from "../../pipeline/job.ts";
import { readyTemplates } from "../../pipeline/rebuild/ready-templates.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { openWorld } from "../../pipeline/world/real-world.ts";
import { printHtmlOf } from "./print-html.ts";
import { median } from "./rounds.ts";

const root = process.argv[2] ?? ".";
const world = openWorld({ environment: process.env, tell: () => undefined });
const first = await readJob({ root, date: "2025-09-18" }, allSections, world);
const days = tradingDays("2025-07-01", "2025-09-18", first.calendars.nyse).slice(-24);
const source = sampleSource("normal", root);
const jobs = await Promise.all(days.map((date) => readJob({ root, date }, allSections, world)));
const issue = (job: (typeof jobs)[number]) => build({ job, source, from: "collect", only: null }, world);

/** Two at a time, as a backfill has them. */
async function inPairs<T>(all: readonly T[], make: (one: T) => Promise<unknown>): Promise<number> {
  const waiting = [...all];
  const begun = performance.now();
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await make(one);
  };
  await Promise.all([worker(), worker()]);
  return (performance.now() - begun) / all.length;
}

const { default: puppeteer } = await import("puppeteer");
const browser = await puppeteer.launch({
  executablePath: process.env.BENCH_BROWSER!,
  headless: "shell",
  pipe: true,
  args: JSON.parse(process.env.BENCH_BROWSER_ARGUMENTS ?? "[]"),
});
const tabs = await Promise.all([browser.newPage(), browser.newPage()]);
for (const tab of tabs) await tab.setJavaScriptEnabled(false);
const html = await printHtmlOf(root, "2025-09-18");
const bare = async () => {
  const tab = tabs.shift()!;
  await tab.setContent(html, { waitUntil: "load" });
  await tab.pdf({ preferCSSPageSize: true, tagged: true, outline: true, printBackground: true });
  tabs.push(tab);
};
await inPairs(jobs.slice(0, 8), issue);
await inPairs(jobs.slice(0, 8), bare);
const [warm, reference]: [number[], number[]] = [[], []];
for (let round = 0; round < 5; round += 1) {
  warm.push(await inPairs(jobs, issue));
  reference.push(await inPairs(jobs, bare));
}
const ratio = median(warm) / median(reference);
console.log(
  `  warm issue ${median(warm).toFixed(0)} ms, bare page.pdf of the same page on two tabs ${median(reference).toFixed(0)} ms`,
);
console.log(
  `  ${"warm issue / bare print".padEnd(28)} ${ratio.toFixed(2)}   goal at most 1.3: ${ratio <= 1.3 ? "met" : "NOT met"}`,
);

const shares: Record<string, number> = { collect: 0, compute: 0, fill: 0, render: 0 };
const chosen = pickSections(first.edition, allSections);
const ready = await readyTemplates(first.templates, world);
for (const job of jobs) {
  const laps = [performance.now()];
  const needs = chosen.flatMap((section) => section.needs(job.edition, job.date, job.meetings));
  const snapshot = await collect({ ...job, pasted: null, edits: job.content.edits }, needs, source, world);
  laps.push(performance.now());
  const report = compute(snapshot, job.edition, { chosen, all: allSections });
  laps.push(performance.now());
  fill(report, job.content, ready, job.edition);
  laps.push(performance.now());
  ["collect", "compute", "fill"].forEach((stage, index) => {
    shares[stage]! += (laps[index + 1]! - laps[index]!) / jobs.length;
  });
}
shares.render = median(warm) - shares.collect! - shares.compute! - shares.fill!;
console.log(
  `  stages of a warm issue, ms: ${Object.entries(shares)
    .map(([stage, ms]) => `${stage} ${ms.toFixed(0)}`)
    .join(", ")} (render: charts, pages, print)`,
);
console.log(
  `  peak memory of the process, without the browser: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
);
await browser.close();
await world.close();
