// node test/bench/collect.ts: a cold collect of all sources, 50 ms away, against its own requests one after another and the slowest alone.
// The sources are the recorded upstream beside the project, behind a relay that waits.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { runRound } from "../../pipeline/collect/round/round.ts";
import { readConfig } from "../../pipeline/desk/settings/read-config.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { openArchive } from "../../pipeline/world/archive/archive.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { keptOn } from "../../pipeline/world/kept.ts";
import { openWeb } from "../../pipeline/world/web/web.ts";
import type { Web, WebRequest } from "../../pipeline/world/world.ts";
import { median } from "./rounds.ts";
import { upstreamProcess } from "./upstream-process.ts";

const LATENCY_MS = 50;
const NOW = "2025-11-05T22:30:00Z";
const rounds = Number(process.argv[2] ?? 5);
const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const upstream = await upstreamProcess(NOW);
const relay = createServer((ask, answer) => {
  void pause(LATENCY_MS).then(() => {
    const onward = request(upstream.url + ask.url, { method: ask.method, headers: ask.headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    ask.pipe(onward);
  });
});
await new Promise<void>((ready) => relay.listen(0, "127.0.0.1", ready));
const mirror = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;
const work = mkdtempSync(join(tmpdir(), "tracker-bench-collect-"));
const { plans, calendars } = await readConfig(root, allSections, { files: realFiles, kept: keptOn(null) });

/** One round; its requests are noted. */
async function round(
  file: string,
  pace: boolean,
): Promise<{ readonly ms: number; readonly asked: readonly WebRequest[] }> {
  const asked: WebRequest[] = [];
  const settings = pace ? {} : { sleep: async () => undefined };
  const open = openWeb({ environment: {}, mirror, now: () => new Date().toISOString(), settings });
  const web: Web = {
    ...open,
    get(one) {
      asked.push(one);
      return open.get(one);
    },
  };
  const archive = openArchive(join(work, file));
  await open.moment();
  const begun = performance.now();
  await runRound(
    { date: NOW.slice(0, 10), plans, calendars, version: "bench", backfillFrom: null },
    { web, archive, tell: () => undefined },
  );
  const ms = performance.now() - begun;
  archive.close();
  await open.close();
  return { ms, asked };
}

/** Each request alone, one after another, on a connection that stands: what a collector without any overlap would take. */
async function alone(asked: readonly WebRequest[]): Promise<readonly number[]> {
  const web = openWeb({
    environment: {},
    mirror,
    now: () => new Date().toISOString(),
    settings: { sleep: async () => undefined },
  });
  await web.moment();
  const each: number[] = [];
  for (const one of asked) {
    const begun = performance.now();
    await web.get({ ...one, known: null });
    each.push(performance.now() - begun);
  }
  await web.close();
  return each;
}

try {
  await round("warm-up.sqlite", false);
  const lines: Record<string, number[]> = { paced: [], unpaced: [], again: [], sum: [], slowest: [] };
  let requests = 0;
  for (let turn = 0; turn < rounds; turn += 1) {
    const paced = await round(`paced-${turn}.sqlite`, true);
    const unpaced = await round(`unpaced-${turn}.sqlite`, false);
    const again = await round(`unpaced-${turn}.sqlite`, false);
    const each = await alone(paced.asked);
    requests = each.length;
    lines.paced!.push(paced.ms);
    lines.unpaced!.push(unpaced.ms);
    lines.again!.push(again.ms);
    lines.sum!.push(each.reduce((sum, ms) => sum + ms, 0));
    lines.slowest!.push(Math.max(...each));
  }
  const of = (name: string) => median(lines[name]!);
  console.log(`\n${requests} requests, each ${LATENCY_MS} ms away; medians of ${rounds} rounds\n`);
  console.log(`  cold collect, at the sources' pace      ${(of("paced") / 1000).toFixed(2)} s`);
  console.log(`  cold collect, without waiting for pace  ${(of("unpaced") / 1000).toFixed(2)} s`);
  console.log(`  the same again, nothing new             ${(of("again") / 1000).toFixed(2)} s`);
  console.log(`  requests one after another              ${(of("sum") / 1000).toFixed(2)} s`);
  console.log(`  the slowest alone                       ${(of("slowest") / 1000).toFixed(2)} s`);
  console.log(
    `  unpaced / sum ${(of("unpaced") / of("sum")).toFixed(2)}, unpaced / slowest ${(of("unpaced") / of("slowest")).toFixed(2)}`,
  );
  console.log(
    `  memory ${Math.round(process.memoryUsage().rss / 1e6)} MB, its peak ${Math.round(process.resourceUsage().maxRSS / 1e3)} MB`,
  );
} finally {
  relay.closeAllConnections();
  relay.close();
  upstream.close();
  rmSync(work, { recursive: true, force: true });
}
