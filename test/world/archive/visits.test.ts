import { describe, expect, it } from "vitest";
import { bothEngines } from "./engines.ts";
import { PLACE, sha256Of, toldFrom, visitOf } from "./telling-visits.ts";

const ENGINES = bothEngines();
const at = (hour: number) => `2025-11-05T${String(hour).padStart(2, "0")}:00:00Z`;
const refused = { verdict: "blocked", reason: "The source answered 403." } as const;

describe.each(ENGINES)("the log of visits, in %s", (_, engine) => {
  it("gives the last visit to each address by then, in order of addresses", async () => {
    const archive = (await engine()).open();
    const [b, a] = ["https://b.example/", "https://a.example/"];
    await archive.record(visitOf({ at: at(10), place: b, visit: refused, body: null, unreadable: true }));
    await archive.record(visitOf({ at: at(11), place: a }));
    await archive.record(visitOf({ at: at(12), place: b }));
    const logOf = async (moment: string | null) =>
      (await archive.visits(moment)).map(({ place, at: when, verdict }) => [place, when, verdict]);
    expect(await logOf(at(9))).toEqual([]);
    expect(await logOf("2025-11-05T10:59:59.999Z")).toEqual([[b, at(10), "blocked"]]);
    expect(await logOf(null)).toEqual([
      [a, at(11), "ok"],
      [b, at(12), "ok"],
    ]);
    archive.close();
  });

  it("gives back every word of a visit", async () => {
    const archive = (await engine()).open();
    const words = { ...refused, series: ["UST.10Y", "UST.2Y"], newest: "2025-11-04" };
    const record = visitOf({
      at: "2025-11-05T10:00:00.250Z",
      visit: words,
      body: "<html>",
      unreadable: true,
    });
    await archive.record(record);
    expect(await archive.visits(null)).toEqual([record.visit]);
    archive.close();
  });

  it("keeps the moment of a visit that says the very same as the one before, in a row of a few bytes", async () => {
    const place = await engine();
    const archive = place.open();
    const same = (when: string) =>
      visitOf({ at: when, body: "the same", etag: "e1", visit: { newest: "2025-11-04" } });
    const moments = ["10:00:00Z", "10:10:00Z", "10:20:00.000Z", "10:30:00.5Z", "10:40:00.125Z"];
    for (const moment of moments) await archive.record(same(`2025-11-05T${moment}`));
    for (const moment of moments)
      expect((await archive.visits(`2025-11-05T${moment}`))[0]!.at).toBe(`2025-11-05T${moment}`);
    expect((await archive.visits("2025-11-05T10:15:00Z"))[0]!.at).toBe("2025-11-05T10:10:00Z");
    expect((await archive.lastVisit(PLACE))!.at).toBe("2025-11-05T10:40:00.125Z");
    archive.close();
    const count = async (table: string) =>
      Number((await place.sql(`SELECT COUNT(*) AS n FROM ${table}`))[0]!.n);
    expect([await count("visits"), await count("repeats")]).toEqual([1, 4]);
  });

  it("keeps the body's hash and validators of each visit, though it says the same of another body", async () => {
    const place = await engine();
    const archive = place.open();
    const bodies = ["a", "b", "b", "a"];
    for (const [hour, body] of bodies.entries()) {
      await archive.record(visitOf({ at: at(hour), body, etag: `"${body}"` }));
      expect(await archive.lastVisit(PLACE)).toMatchObject({
        at: at(hour),
        sha256: sha256Of(body),
        etag: `"${body}"`,
      });
    }
    expect(await archive.verify()).toEqual([]);
    archive.close();
    const rows = await place.sql("SELECT own FROM repeats ORDER BY at_ms");
    expect(rows.map(({ own }) => own === null)).toEqual([false, false, true]);
  });

  it("takes a visit that is recorded late for what it was at its time", async () => {
    const archive = (await engine()).open();
    await archive.record(visitOf({ at: at(10), body: "one" }));
    await archive.record(visitOf({ at: at(14), body: "one" }));
    await archive.record(visitOf({ at: at(12), body: "<html>", visit: refused, unreadable: true }));
    const verdicts = [11, 13, 15].map(async (hour) => (await archive.visits(at(hour)))[0]);
    expect((await Promise.all(verdicts)).map((visit) => [visit!.at, visit!.verdict])).toEqual([
      [at(10), "ok"],
      [at(12), "blocked"],
      [at(14), "ok"],
    ]);
    archive.close();
  });

  it("takes no late visit for the last one", async () => {
    const archive = (await engine()).open();
    await archive.record(visitOf({ at: at(14), body: "<html>", visit: refused, unreadable: true }));
    await archive.record(visitOf({ at: at(12), body: "one" }));
    expect((await archive.visits(null))[0]).toMatchObject({ at: at(14), verdict: "blocked" });
    expect((await archive.lastVisit(PLACE))!.at).toBe(at(12));
    archive.close();
  });
});

describe.each(ENGINES)("the generation, in %s", (_, engine) => {
  it("changes when rows, a verdict, a reason or the newest day do, and not when the same is said again", async () => {
    const archive = (await engine()).open();
    const generations: number[] = [];
    const record = async (said: Partial<Parameters<typeof visitOf>[0]>, hour: number) => {
      await archive.record(visitOf({ at: at(hour), ...said }));
      generations.push(await archive.generation());
    };
    const tellings = [toldFrom("2025-11-03", [1])];
    await record({ tellings }, 1);
    await record({ tellings, body: "another body, the same rows" }, 2);
    await record({ tellings, body: "another body, the same rows", etag: "new" }, 3);
    await record({ tellings: [toldFrom("2025-11-03", [1, 2])] }, 4);
    await record({ visit: { ...refused, series: ["UST.10Y"] }, body: null, unreadable: true }, 5);
    await record({ visit: { ...refused, series: ["UST.10Y"] }, body: null, unreadable: true }, 6);
    await record(
      { visit: { ...refused, series: ["UST.10Y"], reason: "Another." }, body: null, unreadable: true },
      7,
    );
    await record({ visit: { series: ["UST.10Y"], newest: "2025-11-04" } }, 8);
    const [first, b, c, rows, verdict, again, reason, newest] = generations;
    expect([b, c]).toEqual([first, first]);
    expect(again).toBe(verdict);
    expect(first! < rows! && rows! < verdict! && verdict! < reason! && reason! < newest!).toBe(true);
    archive.close();
  });
});

describe.each(ENGINES)("what the next request may ask with, in %s", (_, engine) => {
  it("is what the last answer said that could be read", async () => {
    const archive = (await engine()).open();
    await archive.record(visitOf({ at: at(10), body: "one", etag: "e1", readWith: "r1" }));
    await archive.record(
      visitOf({ at: at(11), body: "<html>", etag: "e2", unreadable: true, visit: refused }),
    );
    await archive.record(visitOf({ at: at(12), body: null, unreadable: true, visit: refused }));
    const last = { at: at(10), etag: "e1", lastModified: null, readWith: "r1", sha256: sha256Of("one") };
    expect(await archive.lastVisit(PLACE)).toEqual(last);
    expect(await archive.lastVisit("https://elsewhere.example/")).toBeNull();
    archive.close();
  });

  it("is, after 'not modified', that of the body which is still the same", async () => {
    const archive = (await engine()).open();
    await archive.record(visitOf({ at: at(10), body: "one", etag: "e1" }));
    await archive.record(
      visitOf({ at: at(11), body: "<html>", etag: "e2", unreadable: true, visit: refused }),
    );
    await archive.record(visitOf({ at: at(12), body: null, etag: "e1" }));
    await archive.record(visitOf({ at: at(13), body: null, etag: "e1" }));
    expect(await archive.lastVisit(PLACE)).toMatchObject({ at: at(13), etag: "e1", sha256: sha256Of("one") });
    expect(await archive.verify()).toEqual([]);
    archive.close();
  });

  it("is nothing where nothing could ever be read", async () => {
    const archive = (await engine()).open();
    await archive.record(visitOf({ at: at(10), body: "<html>", unreadable: true, visit: refused }));
    expect(await archive.lastVisit(PLACE)).toBeNull();
    archive.close();
  });
});
