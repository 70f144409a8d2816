import { describe, expect, it } from "vitest";
import { inOrderOfRound, runSource, sourcesOf } from "../../../pipeline/collect/round/one-source.ts";
import { runRound } from "../../../pipeline/collect/round/round.ts";
import { openArchive } from "../../../pipeline/world/archive/archive.ts";
import type { Archive, Web } from "../../../pipeline/world/world.ts";
import { madeUpWeb } from "../../support/made-up-web.ts";
import { plansOf } from "../../support/plans.ts";
import { calendars } from "../../support/snapshots.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { charts, treasuryXmlPage, vixHistory } from "./bodies.ts";

const plans = plansOf(
  {
    "UST.10Y": { live: { treasury: "BC_10YEAR", fred: "DGS10" } },
    "US.CPI": { live: { fred: "CPIAUCSL" }, maxAgeDays: 60 },
    VIX: { live: { cboe: "VIX" }, unit: "index", calendar: "nyse" },
  },
  { north: { url: "https://north.example/feed" } },
);
const TABLE = {
  "fred.stlouisfed.org/graph/fredgraph.csv": { body: charts({ DGS10: [4.1, 4.17], CPIAUCSL: [3, 3] }) },
  "home.treasury.gov/resource-center/data-chart-center/interest-rates/pages/xml": treasuryXmlPage,
  "cdn.cboe.com": { body: vixHistory },
};

type Ask = (
  round: Parameters<typeof runRound>[0],
  world: { web: Web; archive: Archive },
) => ReturnType<typeof runRound>;

/** What came of it, who was asked how often, and what is held then. */
async function asked(ask: Ask, keys: readonly string[], from: string | null) {
  const archive = openArchive(`${temporaryFolder()}/archive.sqlite`);
  const web = madeUpWeb(TABLE, keys);
  const round = { date: "2025-11-05", plans, calendars, version: "1", backfillFrom: from };
  const outcomes = await ask(round, { web, archive });
  const held = await archive.holdings();
  archive.close();
  return { outcomes, held, urls: web.requests.map(({ url }) => url).sort() };
}

const whole: Ask = (round, world) => runRound(round, { ...world, tell: () => undefined });
const each: Ask = async (round, world) => {
  const visited = await Promise.all(sourcesOf(round).map((source) => runSource(source, round, world)));
  // As workers end in any order.
  return inOrderOfRound(visited.reverse().flat(), round);
};
const placesOf = (outcomes: Awaited<ReturnType<Ask>>) =>
  outcomes.map(({ visit: { source, place, verdict, reason } }) => [source, verdict, place, reason].join(" "));

describe("sources asked one by one", () => {
  it.each([
    ["without keys", [], null],
    ["with FRED's key, and history with its versions", ["FRED_API_KEY"], "2024-01-01"],
  ] as const)("come to what a round of all of them does: %s", async (_, keys, from) => {
    const [one, other] = [await asked(whole, keys, from), await asked(each, keys, from)];
    expect(other.urls).toEqual(one.urls);
    expect(other.held).toEqual(one.held);
    expect(placesOf(other.outcomes).sort()).toEqual(placesOf(one.outcomes).sort());
    const sources = ({ outcomes }: typeof one) => [...new Set(outcomes.map(({ visit }) => visit.source))];
    expect(sources(other)).toEqual(sources(one));
  });

  it("are known whatever keys there are, and what is FRED's is one of them", () => {
    const names = sourcesOf({ plans, date: "2025-11-05" });
    expect(names).toEqual(expect.arrayContaining(["treasury", "fred", "cboe", "yahoo", "north"]));
    expect(names.filter((name) => name.startsWith("fred"))).toEqual(["fred"]);
  });

  it("are refused where this machine's settings do not have them", async () => {
    const ask: Ask = (round, world) => runSource("south", round, world);
    await expect(asked(ask, [], null)).rejects.toThrow(
      'content/sources.yaml: This worker\'s settings have no source "south". Bring the project on this machine up to date; another worker may do it meanwhile.',
    );
  });
});
