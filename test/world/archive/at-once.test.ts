import { describe, expect, it } from "vitest";
import { bothEngines } from "./engines.ts";
import { firstVisitOf, recording } from "./recording.ts";
import { ALL, headlineOf, sha256Of, toldFrom, visitOf } from "./telling-visits.ts";

const ENGINES = bothEngines();
const WINDOW = { after: "2025-01-01T00:00:00Z", upTo: "2026-01-01T00:00:00Z" };

describe.each(ENGINES)("two processes that record at once, in %s", (_, engine) => {
  it("both get everything in, also where neither found an archive", async () => {
    const place = await engine();
    const ends = await Promise.all(["left", "right"].map((name) => recording(place.where, name, 40).ended));
    expect(ends.map(({ status }) => status)).toEqual([0, 0]);
    const archive = place.open();
    const lanes = await archive.lanes(ALL, null);
    expect(lanes.map(({ series, source, dates }) => [series, source, dates.length])).toEqual([
      ["UST.10Y", "left", 439],
      ["UST.10Y", "right", 439],
      ["UST.2Y", "left", 1],
      ["UST.2Y", "right", 1],
    ]);
    expect(await archive.headlines(WINDOW, null)).toHaveLength(80);
    expect(await archive.verify()).toEqual([]);
    archive.close();
  });

  it("tell the same series without telling it twice", async () => {
    const place = await engine();
    const [one, other] = [place.open(), place.open()];
    const record = visitOf({ at: "2025-11-05T22:00:00Z", tellings: [toldFrom("2025-11-03", [1, 2])] });
    const counts = await Promise.all([one, other, one, other].map((archive) => archive.record(record)));
    expect(counts.flat()).toHaveLength(1);
    expect((await one.holdings())[0]).toMatchObject({ rows: 2, revisions: 0 });
    one.close();
    other.close();
  });
});

describe.each(ENGINES)("a process that is killed while it records, in %s", (_, engine) => {
  it("leaves an archive that opens, is whole, has all that was recorded, and goes on", async () => {
    const place = await engine();
    for (const [round, wait] of [3, 40, 90, 17, 150, 61].entries()) {
      const { child, ended } = recording(place.where, `round-${round}`, 500);
      await firstVisitOf(child);
      await new Promise((go) => setTimeout(go, wait));
      child.kill("SIGKILL");
      const recorded = (await ended).printed.length - 1;
      const archive = place.open();
      expect(await archive.verify()).toEqual([]);
      const lines = await archive.headlines(WINDOW, null);
      const kept = lines.filter(({ id }) => id.startsWith(`round-${round}:`)).length;
      expect([recorded, recorded + 1]).toContain(kept);
      expect(await archive.raw(sha256Of(`round-${round} 0 ${"x".repeat(50_000)}`))).toHaveLength(50_010);
      await archive.record(
        visitOf({ at: "2026-01-01T00:00:00Z", headlines: [headlineOf({ id: `after-${round}` })] }),
      );
      archive.close();
    }
  }, 60_000);
});
