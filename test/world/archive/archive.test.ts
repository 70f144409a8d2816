import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../../pipeline/world/archive/archive.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { bothEngines } from "./engines.ts";
import { ALL, PLACE, sha256Of, toldFrom, visitOf } from "./telling-visits.ts";

const WINDOW = { after: "2025-01-01T00:00:00Z", upTo: "2026-01-01T00:00:00Z" };

function fresh() {
  const path = join(temporaryFolder(), "deep", "archive.sqlite");
  return { path, archive: openArchive(path) };
}

describe("an archive that is not there yet", () => {
  it("has seen nothing, and looking does not make it", async () => {
    const { path, archive } = fresh();
    expect(await archive.lanes(ALL, null)).toEqual([]);
    expect(await archive.headlines(WINDOW, null)).toEqual([]);
    expect(await archive.visits(null)).toEqual([]);
    expect(await archive.lastVisit(PLACE)).toBeNull();
    expect(await archive.raw(sha256Of("x"))).toBeNull();
    expect(await archive.generation()).toBe(0);
    expect(await archive.holdings()).toEqual([]);
    expect(await archive.verify()).toEqual([]);
    archive.close();
    expect(existsSync(join(path, ".."))).toBe(false);
  });

  it("comes into being, folder and all, with the first visit, and leaves one file when it is closed", async () => {
    const { path, archive } = fresh();
    await archive.record(visitOf({ at: "2025-11-05T22:00:00Z", tellings: [toldFrom("2025-11-03", [4.1])] }));
    archive.close();
    expect(readdirSync(join(path, ".."))).toEqual(["archive.sqlite"]);
    archive.close();
  });

  it("is seen by one who looked before another made it", async () => {
    const { path, archive } = fresh();
    expect(await archive.lanes(ALL, null)).toEqual([]);
    const other = openArchive(path);
    await other.record(visitOf({ at: "2025-11-05T22:00:00Z", tellings: [toldFrom("2025-11-03", [4.1])] }));
    expect(await archive.lanes(ALL, null)).toHaveLength(1);
    other.close();
    archive.close();
    expect(readdirSync(join(path, ".."))).toEqual(["archive.sqlite"]);
  });
});

describe.each(bothEngines())("what was told, in %s", (_, engine) => {
  it("comes back with its lines, its origin and its note", async () => {
    const archive = (await engine()).open();
    const telling = toldFrom("2025-11-03", [4.1, null, 4.17], { lines: [2, 3, 4], note: "of the afternoon" });
    const record = visitOf({ at: "2025-11-05T22:00:00.5Z", tellings: [telling] });
    expect(await archive.record(record)).toEqual([
      { series: "UST.10Y", source: "rates", added: 2, revised: 0 },
    ]);
    const origin = {
      source: "rates",
      place: PLACE,
      sha256: record.raw!.sha256,
      retrievedAt: "2025-11-05T22:00:00.5Z",
      note: "of the afternoon",
    };
    expect(await archive.lanes(ALL, null)).toEqual([
      {
        series: "UST.10Y",
        source: "rates",
        dates: ["2025-11-03", "2025-11-04", "2025-11-05"],
        values: [4.1, null, 4.17],
        lines: [2, 3, 4],
        origins: [origin],
      },
    ]);
    archive.close();
  });

  it("is merged and never replaced: a source that stops telling of old days takes nothing away", async () => {
    const archive = (await engine()).open();
    const [first, second] = [
      visitOf({ at: "2025-11-05T22:00:00Z", tellings: [toldFrom("2025-11-03", [1, 2, 3])] }),
      visitOf({ at: "2025-11-06T22:00:00Z", tellings: [toldFrom("2025-11-04", [2, 3.5, 4])] }),
    ];
    await archive.record(first);
    expect(await archive.record(second)).toEqual([
      { series: "UST.10Y", source: "rates", added: 1, revised: 1 },
    ]);
    const [lane] = await archive.lanes(ALL, null);
    expect(lane).toMatchObject({
      dates: ["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-06"],
      values: [1, 2, 3.5, 4],
      originOf: [0, 0, 1, 1],
      revisedFrom: { "2025-11-05": 3 },
    });
    expect(lane!.origins.map(({ retrievedAt }) => retrievedAt)).toEqual([first.visit.at, second.visit.at]);
    expect(lane).not.toHaveProperty("lines");
    archive.close();
  });

  it("is cut to the days that are wanted, with only their origins and revisions", async () => {
    const archive = (await engine()).open();
    await archive.record(
      visitOf({ at: "2025-11-05T22:00:00Z", tellings: [toldFrom("2025-11-03", [1, 2, 3])] }),
    );
    await archive.record(
      visitOf({ at: "2025-11-06T22:00:00Z", tellings: [toldFrom("2025-11-03", [1.5, 2, 3.5, 4])] }),
    );
    const [lane] = await archive.lanes([{ series: "UST.10Y", from: "2025-11-05" }], null);
    expect(lane).toMatchObject({ dates: ["2025-11-05", "2025-11-06"], values: [3.5, 4] });
    expect(lane!.origins).toHaveLength(1);
    expect(lane).not.toHaveProperty("originOf");
    expect(lane!.revisedFrom).toEqual({ "2025-11-05": 3 });
    expect(await archive.lanes([{ series: "UST.10Y", from: "2025-11-07" }], null)).toEqual([]);
    archive.close();
  });

  it("has lines where every row that is wanted has one", async () => {
    const archive = (await engine()).open();
    await archive.record(visitOf({ at: "2025-11-05T22:00:00Z", tellings: [toldFrom("2025-11-03", [1, 2])] }));
    const withLines = toldFrom("2025-11-04", [2, 3, 4], { lines: [7, 8, 9] });
    await archive.record(visitOf({ at: "2025-11-06T22:00:00Z", tellings: [withLines] }));
    expect((await archive.lanes(ALL, null))[0]).not.toHaveProperty("lines");
    const [cut] = await archive.lanes([{ series: "UST.10Y", from: "2025-11-05" }], null);
    expect(cut!.lines).toEqual([8, 9]);
    archive.close();
  });

  it("stands apart by source, in order of series and source", async () => {
    const archive = (await engine()).open();
    const tellings = [
      toldFrom("2025-11-03", [3], { series: "UST.2Y" }),
      toldFrom("2025-11-03", [1], { source: "treasury" }),
      toldFrom("2025-11-03", [2], { source: "fred" }),
    ];
    await archive.record(visitOf({ at: "2025-11-05T22:00:00Z", tellings }));
    const lanes = await archive.lanes([...ALL].reverse(), null);
    expect(lanes.map(({ series, source, values }) => [series, source, values[0]])).toEqual([
      ["UST.10Y", "fred", 2],
      ["UST.10Y", "treasury", 1],
      ["UST.2Y", "rates", 3],
    ]);
    archive.close();
  });

  it("adds nothing when it is told again in the same words", async () => {
    const archive = (await engine()).open();
    const tellings = [toldFrom("2025-11-03", [1, null])];
    await archive.record(visitOf({ at: "2025-11-05T22:00:00Z", tellings }));
    const before = [await archive.lanes(ALL, null), await archive.generation()];
    expect(await archive.record(visitOf({ at: "2025-11-06T22:00:00Z", tellings }))).toEqual([]);
    expect([await archive.lanes(ALL, null), await archive.generation()]).toEqual(before);
    archive.close();
  });

  it("counts a value after 'no observation' as added, and 'no observation' after a value as revised", async () => {
    const archive = (await engine()).open();
    const tell = async (day: number, values: readonly (number | null)[]) => {
      const record = visitOf({ at: `2025-11-0${day}T22:00:00Z`, tellings: [toldFrom("2025-11-03", values)] });
      const [recorded] = await archive.record(record);
      const [lane] = await archive.lanes(ALL, null);
      return [recorded?.added ?? 0, recorded?.revised ?? 0, lane!.values[0], lane!.revisedFrom ?? {}];
    };
    expect(await tell(3, [null])).toEqual([0, 0, null, {}]);
    expect(await tell(4, [4.1])).toEqual([1, 0, 4.1, {}]);
    expect(await tell(5, [null])).toEqual([0, 1, null, { "2025-11-03": 4.1 }]);
    expect(await tell(6, [4.1])).toEqual([1, 0, 4.1, {}]);
    expect(await tell(7, [4.2])).toEqual([0, 1, 4.2, { "2025-11-03": 4.1 }]);
    expect(await tell(8, [null])).toEqual([0, 1, null, { "2025-11-03": 4.2 }]);
    expect(await tell(9, [4.3])).toEqual([1, 0, 4.3, { "2025-11-03": 4.2 }]);
    archive.close();
  });

  it("is listed with its span, its revisions and when the source was last heard", async () => {
    const archive = (await engine()).open();
    const tell = (at: string, values: readonly number[]) =>
      archive.record(visitOf({ at, tellings: [toldFrom("2025-11-03", values)], body: at }));
    await tell("2025-11-05T22:00:00Z", [1, 2]);
    await tell("2025-11-06T22:00:00Z", [1.5, 2, 3]);
    await tell("2025-11-07T22:00:00Z", [1.5, 2, 3]);
    const holding = { series: "UST.10Y", source: "rates", rows: 3, from: "2025-11-03", to: "2025-11-05" };
    expect(await archive.holdings()).toEqual([
      { ...holding, revisions: 1, lastSeen: "2025-11-07T22:00:00Z" },
    ]);
    const unchanged = visitOf({ at: "2025-11-08T22:00:00Z", body: null, visit: { series: ["UST.10Y"] } });
    await archive.record(unchanged);
    expect(await archive.holdings()).toEqual([
      { ...holding, revisions: 1, lastSeen: "2025-11-08T22:00:00Z" },
    ]);
    archive.close();
  });

  it("is refused, with nothing of it taken, where no honest reader can have made it", async () => {
    const archive = (await engine()).open();
    const good = toldFrom("2025-11-03", [1, 2], { series: "UST.2Y" });
    const bad = [
      toldFrom("2025-11-03", [1, Number.NaN]),
      toldFrom("2025-11-03", [1, Number.POSITIVE_INFINITY]),
      { ...toldFrom("2025-11-03", [1, 2]), values: [1] },
      { ...toldFrom("2025-11-03", [1, 2]), dates: ["2025-11-04", "2025-11-03"] },
      { ...toldFrom("2025-11-03", [1, 2]), dates: ["2025-11-03", "2025-11-03"] },
      { ...toldFrom("2025-11-03", [1]), dates: ["2025-02-30"] },
      toldFrom("2025-11-03", [1, 2], { lines: [1] }),
    ];
    for (const telling of bad) {
      const record = visitOf({ at: "2025-11-05T22:00:00Z", tellings: [good, telling] });
      await expect(archive.record(record)).rejects.toThrow(RangeError);
    }
    const record = visitOf({ at: "2025-11-05T22:00:00Z", tellings: [good] });
    await expect(archive.record({ ...record, raw: null })).rejects.toThrow(/without a body/);
    const raw = { bytes: record.raw!.bytes, sha256: sha256Of("another") };
    await expect(archive.record({ ...record, raw })).rejects.toThrow(/does not have the hash/);
    await expect(archive.record(visitOf({ at: "yesterday" }))).rejects.toThrow(RangeError);
    expect(await archive.visits(null)).toEqual([]);
    expect(await archive.lanes(ALL, null)).toEqual([]);
    archive.close();
  });

  it("is nothing before something was recorded, and is seen by one who looked before that", async () => {
    const place = await engine();
    const [one, other] = [place.open(), place.open()];
    expect(await one.lanes(ALL, null)).toEqual([]);
    expect(await one.headlines(WINDOW, null)).toEqual([]);
    expect(await one.visits(null)).toEqual([]);
    expect(await one.lastVisit(PLACE)).toBeNull();
    expect(await one.raw(sha256Of("x"))).toBeNull();
    expect(await one.generation()).toBe(0);
    expect(await one.holdings()).toEqual([]);
    expect(await one.verify()).toEqual([]);
    await other.record(visitOf({ at: "2025-11-05T22:00:00Z", tellings: [toldFrom("2025-11-03", [4.1])] }));
    expect(await one.lanes(ALL, null)).toHaveLength(1);
    one.close();
    other.close();
  });
});
