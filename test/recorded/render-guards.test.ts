import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Built, build } from "../../pipeline/build.ts";
import { directorySource } from "../../pipeline/collect/sources/directory.ts";
import { readJob } from "../../pipeline/job.ts";
import type { Finding } from "../../pipeline/model/finding.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { openWorld } from "../../pipeline/world/real-world.ts";
import type { World } from "../../pipeline/world/world.ts";
import { projectRoot } from "../support/worlds.ts";
import { recordedFolder } from "./upstream.ts";

/** Gates that look at what an issue says, or at what it is made from. Every other looks at how it is rendered. */
const ABOUT_WORDS = new Set([
  ...["completeness", "freshness", "plausibility", "sources", "identities", "agreement", "same observation"],
  ...["charts", "prose", "claims", "door", "simulated", "approval"],
]);
/** Quiet days and wild ones, a day after a holiday, month's and quarter's ends, days of decisions; both editions of some. */
const DAYS = [
  ...["2025-01-10", "2025-01-29", "2025-02-28", "2025-03-10", "2025-03-31", "2025-04-04", "2025-04-09"],
  ...["2025-05-12", "2025-05-27", "2025-06-18", "2025-07-22", "2025-08-01", "2025-08-22", "2025-09-17"],
  ...["2025-10-10", "2025-11-05"],
].map((date) => ({ date, edition: "paid" as const }));
const FREE = ["2025-02-03", "2025-04-09", "2025-07-22", "2025-11-05"].map((date) => ({
  date,
  edition: "free" as const,
}));
const ISSUES = [...DAYS, ...FREE];

let world: World;
const issues: { readonly name: string; readonly findings: readonly Finding[] }[] = [];

async function issueOf({ date, edition }: (typeof ISSUES)[number]): Promise<Built> {
  const job = await readJob({ root: projectRoot, date }, allSections, world);
  const cut = { ...job, edition: { ...job.edition, edition } };
  return build({ job: cut, source: directorySource(recordedFolder), from: "collect", only: null }, world);
}

beforeAll(async () => {
  world = openWorld({ environment: process.env, tell: () => undefined });
  // Two at a time: one is drawn while another is computed.
  const waiting = [...ISSUES];
  const desk = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const { findings } = await issueOf(one);
      issues.push({ name: `${one.date} ${one.edition}`, findings: findings.filter(isAboutLooks) });
    }
  };
  await Promise.all([desk(), desk()]);
}, 180_000);
afterAll(() => world?.close());

const isAboutLooks = ({ gate }: Finding) => !ABOUT_WORDS.has(gate);

describe("render guards over 20 good issues of recorded days", () => {
  it("raise no false alarm", () => {
    expect(issues).toHaveLength(20);
    const alarms = issues.flatMap(({ name, findings }) =>
      findings
        .filter(({ verdict }) => verdict === "refused")
        .map(({ gate, place, message }) => `${name} ${gate}: ${place}: ${message}`),
    );
    expect(alarms).toEqual([]);
  });

  it("had something to look at each time", () => {
    const looked = [...new Set(issues.flatMap(({ findings }) => findings.map(({ gate }) => gate)))];
    expect(looked).toEqual(
      expect.arrayContaining([
        "pages",
        "chart ink",
        "chart text",
        "chart alts",
        "page markup",
        "page reading",
      ]),
    );
    const idle = issues.flatMap(({ name, findings }) =>
      findings.filter(({ verdict }) => verdict === "not evaluated").map(({ gate }) => `${name} ${gate}`),
    );
    expect(idle).toEqual([]);
  });
});
