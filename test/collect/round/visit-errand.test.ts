import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Runner } from "../../../pipeline/collect/round/assignment.ts";
import { visitErrand } from "../../../pipeline/collect/round/visit-errand.ts";
import { feedFormat } from "../../../pipeline/collect/sources/feed.ts";
import type { WireFormat } from "../../../pipeline/collect/wire-format.ts";
import { openArchive } from "../../../pipeline/world/archive/archive.ts";
import type { Archive } from "../../../pipeline/world/world.ts";
import { type Answer, AT, madeUpWeb } from "../../support/made-up-web.ts";
import { plansOf } from "../../support/plans.ts";
import { calendars } from "../../support/snapshots.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { lineFormat } from "./lines.ts";

const DAY = "2025-11-05";
const PLACE = "https://lines.example/all";
const OTHER = "https://lines.example/more";

/** An archive of its own, asked again and again. */
function desk() {
  const archive = openArchive(`${temporaryFolder()}/archive.sqlite`);
  return { archive, visit: (answer: Answer, more: Partial<Asking> = {}) => visit(archive, answer, more) };
}

interface Asking {
  readonly version: string;
  readonly factor: number;
  readonly wanted: readonly string[];
  readonly ending: readonly string[];
  readonly format: WireFormat;
  /** What a second page answers; without it the errand has one page. */
  readonly second: Answer;
  readonly date: string;
}

async function visit(archive: Archive, answer: Answer, more: Partial<Asking>) {
  const { version = "1", factor = 1, wanted = ["A"], format = lineFormat, date = DAY } = more;
  const web = madeUpWeb({
    "lines.example/all": answer,
    ...(more.second ? { "lines.example/more": more.second } : {}),
  });
  const plans = plansOf({ A: { factor }, B: {} });
  const runner: Runner = { world: { web, archive }, plans, calendars, version, date };
  const pages = [PLACE, ...(more.second ? [OTHER] : [])].map((url) => ({ url, limitBytes: 1000, gapMs: 0 }));
  const errand = { pages, wanted: wanted.map((name) => ({ series: name, symbol: name })) };
  const ending = new Set(more.ending ?? wanted);
  const outcome = await visitErrand({ source: "lines", format, errand, ending }, runner);
  return { ...outcome, web, asked: web.requests.map(({ url, known }) => [url, known?.etag ?? null]) };
}

const valuesOf = async (archive: Archive, series = "A") => {
  const [lane] = await archive.lanes([{ series, from: "2000-01-01" }], null);
  return lane ? Object.fromEntries(lane.dates.map((date, index) => [date, lane.values[index]])) : null;
};
const lastReason = async (archive: Archive) => (await archive.visits(null)).at(-1)?.reason;

describe("a visit that brings something", () => {
  it("puts it into the archive under the source's name, with the body and what was thought of it", async () => {
    const { archive, visit } = desk();
    const body = "A 2025-11-04 4.1\nA 2025-11-05 4.17";
    const { visit: log, requests, unchanged, recorded } = await visit({ body });
    expect(log).toEqual({
      at: AT,
      source: "lines",
      place: PLACE,
      verdict: "ok",
      reason: null,
      series: ["A"],
      newest: DAY,
    });
    expect({ requests, unchanged, recorded }).toEqual({
      requests: 1,
      unchanged: false,
      recorded: [{ series: "A", source: "lines", added: 2, revised: 0 }],
    });
    expect(await valuesOf(archive)).toEqual({ "2025-11-04": 4.1, "2025-11-05": 4.17 });
    const sha256 = createHash("sha256").update(body).digest("hex");
    expect(new TextDecoder().decode((await archive.raw(sha256))!)).toBe(body);
    expect(await archive.visits(null)).toEqual([log]);
  });

  it("has each value times its series' factor, without binary noise: 0.81 percent is 81 bp", async () => {
    const { archive, visit } = desk();
    const body = "A 2025-11-04 -\nA 2025-11-05 0.81\nB 2025-11-05 0.81";
    await visit({ body }, { factor: 100, wanted: ["A", "B"] });
    expect(await valuesOf(archive)).toEqual({ "2025-11-04": null, "2025-11-05": 81 });
    expect(await valuesOf(archive, "B")).toEqual({ "2025-11-05": 0.81 });
    await visit({ body: "A 2025-11-05 0.57" }, { factor: 100 });
    expect(await valuesOf(archive)).toMatchObject({ "2025-11-05": 57 });
  });

  it("tells what is new and what was revised, and nothing where the same came again", async () => {
    const { visit } = desk();
    await visit({ body: "A 2025-11-04 4.1\nA 2025-11-05 4.17" });
    expect((await visit({ body: "A 2025-11-04 4.1\nA 2025-11-05 4.17" })).recorded).toEqual([]);
    const { recorded } = await visit({ body: "A 2025-11-04 4.11\nA 2025-11-05 4.17" });
    expect(recorded).toEqual([{ series: "A", source: "lines", added: 0, revised: 1 }]);
  });
});

describe("a second visit", () => {
  const page = { body: "A 2025-11-05 4.17", etag: '"one"' };

  it("names what it has, and is told that nothing changed: nothing new, and said so", async () => {
    const { archive, visit } = desk();
    const first = await visit(page);
    expect(first.asked).toEqual([[PLACE, null]]);
    const second = await visit(page);
    expect(second.asked).toEqual([[PLACE, '"one"']]);
    expect(second).toMatchObject({ unchanged: true, recorded: [], requests: 1 });
    expect(second.visit).toMatchObject({ verdict: "ok", newest: DAY, reason: null });
    expect((await visit(page)).unchanged).toBe(true);
    expect(await archive.lastVisit(PLACE)).toMatchObject({ etag: '"one"' });
  });

  it("finds what did not change grown old a day later", async () => {
    const { visit } = desk();
    await visit(page);
    const { visit: log, unchanged } = await visit(page, { date: "2025-11-06" });
    expect(unchanged).toBe(true);
    expect(log).toMatchObject({
      verdict: "stale",
      newest: DAY,
      reason: "A ends on 2025-11-05; by now it should reach 2025-11-06.",
    });
  });

  it("reads the body again where another program, another factor or another wish reads it", async () => {
    for (const change of [{ version: "2" }, { factor: 100 }, { wanted: ["A", "B"] }]) {
      const { visit } = desk();
      await visit(page);
      const second = await visit(page, change);
      expect(second.asked, JSON.stringify(change)).toEqual([[PLACE, null]]);
      expect(second.unchanged).toBe(false);
    }
  });

  it("brings what another factor makes of the same body", async () => {
    const { archive, visit } = desk();
    await visit(page);
    expect((await visit(page, { factor: 100 })).recorded).toMatchObject([{ added: 0, revised: 1 }]);
    expect(await valuesOf(archive)).toEqual({ [DAY]: 417 });
  });

  it("names the last body that could be read, not one that came between", async () => {
    const { visit } = desk();
    await visit(page);
    await visit({ body: "?", etag: '"bad"' });
    await visit({ status: 503 });
    expect((await visit(page)).asked).toEqual([[PLACE, '"one"']]);
  });
});

describe("a body of which rows were left out", () => {
  it("is asked for again as if it were new, for it may tell more later", async () => {
    const { visit } = desk();
    const page = { body: "A 2025-11-05 4.17\n# The row of tomorrow is left out.", etag: '"one"' };
    const first = await visit(page);
    expect(first.visit).toMatchObject({ verdict: "ok", reason: "The row of tomorrow is left out." });
    const second = await visit(page);
    expect(second.asked).toEqual([[PLACE, null]]);
    expect(second.unchanged).toBe(false);
  });

  it("is told with both reasons where it is old besides", async () => {
    const { visit } = desk();
    const { visit: log } = await visit({ body: "A 2025-11-04 4.1\n# A row is left out." });
    expect(log).toMatchObject({
      verdict: "stale",
      reason: "A ends on 2025-11-04; by now it should reach 2025-11-05. A row is left out.",
    });
  });
});

describe("a body that cannot be read", () => {
  it("is in the log with the reader's verdict and is kept; what was known stays as it was", async () => {
    const { archive, visit } = desk();
    await visit({ body: "A 2025-11-05 4.17" });
    const { visit: log, recorded } = await visit({ body: "A 2025-11-05 9\n?" });
    expect(log).toMatchObject({
      verdict: "shape_changed",
      reason: "There is a question mark.",
      newest: null,
    });
    expect(recorded).toEqual([]);
    expect(await valuesOf(archive)).toEqual({ [DAY]: 4.17 });
    const sha256 = createHash("sha256").update("A 2025-11-05 9\n?").digest("hex");
    expect(await archive.raw(sha256)).not.toBeNull();
  });
});

describe("a page that does not come", () => {
  it("is in the log with the web's verdict and reason", async () => {
    const { archive, visit } = desk();
    const { visit: log, requests } = await visit({ status: 429, verdict: "rate_limited" });
    expect(log).toMatchObject({
      verdict: "rate_limited",
      reason: "lines.example answered 429.",
      place: PLACE,
    });
    expect(requests).toBe(1);
    expect(await archive.visits(null)).toEqual([log]);
    expect(await archive.lastVisit(PLACE)).toBeNull();
  });

  it("means what the format knows of such an answer", async () => {
    const empty = { verdict: "empty", reason: "There is no such series." } as const;
    const format: WireFormat = { ...lineFormat, failed: ({ status }) => (status === 400 ? empty : null) };
    const { visit } = desk();
    expect((await visit({ status: 400 }, { format })).visit).toMatchObject(empty);
    expect((await visit({ status: 500 }, { format })).visit.verdict).toBe("http_error");
  });
});

describe("an answer that is older than it should be", () => {
  it("is stale and tells its rows all the same", async () => {
    const { archive, visit } = desk();
    const { visit: log, recorded } = await visit({ body: "A 2025-11-04 4.1" });
    expect(log).toMatchObject({ verdict: "stale", newest: "2025-11-04" });
    expect(recorded).toHaveLength(1);
    expect(await valuesOf(archive)).toEqual({ "2025-11-04": 4.1 });
  });

  it("is stale where it ends before what the same source had told: it is a copy of some days ago", async () => {
    const { visit } = desk();
    await visit({ body: "A 2025-11-04 4.1\nA 2025-11-05 4.17" });
    const { visit: log } = await visit({ body: "A 2025-11-04 4.1" });
    expect(log).toMatchObject({
      verdict: "stale",
      reason: "A ends on 2025-11-04, yet this source had told of 2025-11-05 before.",
    });
  });

  it("takes nothing back by such a copy: what was revised since stays, and it must be sent again", async () => {
    const { archive, visit } = desk();
    await visit({ body: "A 2025-11-04 4.12\nA 2025-11-05 4.17\nB 2025-11-04 2" }, { wanted: ["A", "B"] });
    const copy = { body: "A 2025-11-04 4.1\nB 2025-11-05 2.1", etag: '"old"' };
    const { recorded } = await visit(copy, { wanted: ["A", "B"] });
    expect(await valuesOf(archive)).toEqual({ "2025-11-04": 4.12, "2025-11-05": 4.17 });
    expect(recorded.map(({ series }) => series)).toEqual(["B"]);
    expect((await visit(copy, { wanted: ["A", "B"] })).asked).toEqual([[PLACE, null]]);
  });

  it("is no matter for a series that a later errand ends, such as a page of last year", async () => {
    const { visit } = desk();
    const { visit: log } = await visit({ body: "A 2024-12-31 4.1" }, { ending: [] });
    expect(log).toMatchObject({ verdict: "ok", reason: null, newest: null });
  });
});

describe("a feed that did not change", () => {
  const plan = { url: PLACE, name: "North", maxAgeDays: 4, rights: "headline and link only", minItems: 1 };
  const format = feedFormat("north", plan);
  const item =
    "<item><title>Rail union accepts offer</title><guid>n-1</guid><pubDate>Wed, 05 Nov 2025 15:00:00 GMT</pubDate></item>";
  const body = `<rss version="2.0"><channel><title>North</title>${item}</channel></rss>`;
  const feed = (at: string) => ({ body, etag: '"one"', at });
  const asking = { format, wanted: [] };

  it("is well as long as its newest item is not too old, and keeps that day", async () => {
    const { archive, visit } = desk();
    const first = await visit(feed(AT), asking);
    expect(first).toMatchObject({ headlines: 1, visit: { verdict: "ok", newest: DAY } });
    expect(await visit(feed("2025-11-09T12:00:00Z"), asking)).toMatchObject({
      unchanged: true,
      headlines: 0,
      visit: { verdict: "ok", newest: DAY },
    });
    const window = { after: "2025-11-05T00:00:00Z", upTo: "2025-11-06T00:00:00Z" };
    expect(await archive.headlines(window, null)).toHaveLength(1);
  });

  it("is stuck once its newest item is older than its plan lets it be", async () => {
    const { visit } = desk();
    await visit(feed(AT), asking);
    await visit(feed("2025-11-09T12:00:00Z"), asking);
    const { visit: log } = await visit(feed("2025-11-10T12:00:00Z"), asking);
    expect(log).toMatchObject({ verdict: "stale", newest: DAY });
    expect(log.reason).toContain("more than 4 days ago");
  });

  it("is stuck also where it did not answer at all in between", async () => {
    const { visit } = desk();
    await visit(feed(AT), asking);
    await visit({ status: 503, at: "2025-11-06T12:00:00Z" }, asking);
    const { visit: log } = await visit(feed("2025-11-10T12:00:00Z"), asking);
    expect(log).toMatchObject({ verdict: "stale", newest: DAY });
  });
});

describe("an errand of several pages", () => {
  const first = { body: "A 2025-11-05 4.17", etag: '"one"' };

  it("is read from all of them together", async () => {
    const { archive, visit } = desk();
    const { requests, asked } = await visit(first, {
      second: { body: "B 2025-11-05 2" },
      wanted: ["A", "B"],
    });
    expect({ requests, asked }).toEqual({
      requests: 2,
      asked: [
        [PLACE, null],
        [OTHER, null],
      ],
    });
    expect(await valuesOf(archive, "B")).toEqual({ [DAY]: 2 });
  });

  it("brings nothing where one page fails, and says which", async () => {
    const { archive, visit } = desk();
    const { visit: log, requests } = await visit(first, { second: { status: 500 }, wanted: ["A", "B"] });
    expect(log).toMatchObject({ verdict: "http_error", place: OTHER, series: ["A", "B"] });
    expect(requests).toBe(2);
    expect(await archive.holdings()).toEqual([]);
    expect(await lastReason(archive)).toBe("lines.example answered 500.");
  });

  it("is asked for whole again after that, and only for its first page once it was read", async () => {
    const { visit } = desk();
    await visit(first, { second: { status: 500 } });
    const again = await visit(first, { second: { body: "" } });
    expect(again.asked).toEqual([
      [PLACE, null],
      [OTHER, null],
    ]);
    expect((await visit(first, { second: { body: "" } })).asked).toEqual([[PLACE, '"one"']]);
  });

  it("is asked for its other pages without any condition where the first has changed", async () => {
    const { visit } = desk();
    await visit(first, { second: { body: "", etag: '"one"' } });
    const changed = { body: "A 2025-11-05 4.18", etag: '"two"' };
    expect((await visit(changed, { second: { body: "", etag: '"one"' } })).asked).toEqual([
      [PLACE, '"one"'],
      [OTHER, null],
    ]);
  });

  it("is not asked for its other pages where the first does not come", async () => {
    const { visit } = desk();
    expect((await visit({ status: 500 }, { second: first })).asked).toEqual([[PLACE, null]]);
  });
});
