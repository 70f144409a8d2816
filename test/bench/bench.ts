// npm run bench: how long an issue takes, as ratios against references that run beside it, round by round.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { browserArguments } from "../../pipeline/world/browser/browser-arguments.ts";
import { findBrowser } from "../../pipeline/world/browser/find-browser.ts";
import { thisMachine } from "../../pipeline/world/browser/machine.ts";
import { printHtmlOf } from "./print-html.ts";
import { interleaved, median, timed } from "./rounds.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const rounds = Number(process.argv[2] ?? 9);
const date = "2025-09-18";
const work = mkdtempSync(join(tmpdir(), "tracker-bench-"));

try {
  for (const folder of ["content", "templates", "assets"])
    cpSync(join(root, folder), join(work, folder), { recursive: true });
  const node = process.execPath;
  const cli = (...more: string[]) =>
    timed(node, [join(root, "pipeline/cli.ts"), "build", date, "--sample", "--root", work, ...more]);
  const browser = await findBrowser({ machine: thisMachine(process.env) });
  // The reference starts the same browser with the same switches; puppeteer adds those of its own pipe.
  const own = ["--headless", "--remote-debugging-pipe", "about:blank"];
  const switches = browserArguments({ sandbox: process.getuid?.() !== 0, profile: null }).filter(
    (one) => !own.includes(one),
  );
  const page = join(work, "print.html");
  writeFileSync(page, await printHtmlOf(work, date));
  const environment = {
    ...process.env,
    ...browser.env,
    BENCH_BROWSER: browser.path,
    BENCH_BROWSER_ARGUMENTS: JSON.stringify(switches),
    BENCH_COMPILE_CACHE: join(root, "node_modules/.cache/bench"),
  } as NodeJS.ProcessEnv;
  cli();
  const markdown = join(work, "for-md-to-pdf.md");
  const out = join(work, "out", date);
  writeFileSync(
    markdown,
    readFileSync(join(out, "issue.md"), "utf8").replaceAll("](charts/", `](${join("out", date, "charts")}/`),
  );
  // It serves its page from a port of its own: names must resolve.
  const launch = {
    executablePath: browser.path,
    args: switches.filter((one) => !one.startsWith("--host-resolver")),
  };
  const mdToPdf = [
    join(root, "node_modules/.bin/md-to-pdf"),
    markdown,
    "--launch-options",
    JSON.stringify(launch),
  ];
  const seconds = interleaved(rounds, {
    "cold build": () => {
      rmSync(out, { recursive: true, force: true });
      return cli().seconds;
    },
    "rebuild, nothing changed": () => cli().seconds,
    "bare puppeteer, same page": () =>
      timed(node, [join(root, "test/bench/bare-print.ts"), page, join(work, "bare.pdf")], environment)
        .seconds,
    "md-to-pdf, same Markdown": () => timed(node, mdToPdf, environment).seconds,
  });
  const of = (name: string) => median(seconds[name]!);
  console.log(`\n${rounds} interleaved rounds, medians; the sample issue of ${date}\n`);
  for (const [name, values] of Object.entries(seconds))
    console.log(
      `  ${name.padEnd(28)} ${median(values).toFixed(3)} s   (${Math.min(...values).toFixed(3)} to ${Math.max(...values).toFixed(3)})`,
    );
  console.log("");
  const cold = of("cold build");
  ratio("cold build / bare puppeteer", cold / of("bare puppeteer, same page"), 1.4);
  ratio("cold build / md-to-pdf", cold / of("md-to-pdf, same Markdown"), 0.5);
  ratio("rebuild / cold build", of("rebuild, nothing changed") / cold, 0.3);
  const warm = spawnSync(node, [join(root, "test/bench/warm.ts"), work], {
    encoding: "utf8",
    env: environment,
  });
  if (warm.status !== 0) throw new Error(warm.stderr);
  console.log(warm.stdout);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function ratio(name: string, value: number, goal: number): void {
  console.log(
    `  ${name.padEnd(28)} ${value.toFixed(2)}   goal at most ${goal}: ${value <= goal ? "met" : "NOT met"}`,
  );
}
