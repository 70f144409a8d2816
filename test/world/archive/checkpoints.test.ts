import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../../pipeline/finance/dates.ts";
import type { Lane, Telling } from "../../../pipeline/model/telling.ts";
import { writing } from "../../../pipeline/world/archive/book.ts";
import { chainsIn } from "../../../pipeline/world/archive/chains.ts";
import { checkpointsOf, putCheckpoints } from "../../../pipeline/world/archive/checkpoints.ts";
import { bothEngines, type Engine } from "./engines.ts";
import { ALL, toldFrom, visitOf } from "./telling-visits.ts";

const LOOKS = 60;
const atOf = (look: number) => `${addDays("2025-01-01", look)}T22:00:00Z`;

/** Each evening tells the last ten days, every third one revises the day before, every seventh knows nothing of two days before. */
function toldOn(look: number): Telling {
  const values = Array.from({ length: 10 }, (_, back) => {
    const day = look + back;
    if (look % 7 === 0 && back === 7) return null;
    return look % 3 === 0 && back === 8 ? day + 0.5 : day;
  });
  return toldFrom(
    addDays("2025-01-01", look),
    values,
    look % 5 === 0 ? {} : { lines: values.map((_, row) => row + look) },
  );
}

/** The same by hand: what each day's value is, which look told it, and what stood there before. */
function byHand(
  looks: number,
): Pick<Lane, "dates" | "values" | "revisedFrom"> & { readonly seenAt: string[] } {
  const known = new Map<string, { value: number | null; seenAt: string; before: number | undefined }>();
  for (let look = 0; look < looks; look += 1) {
    const { dates, values } = toldOn(look);
    dates.forEach((date, row) => {
      const value = values[row]!;
      const old = known.get(date);
      if (old && old.value === value) return;
      const last = old?.value ?? old?.before;
      known.set(date, { value, seenAt: atOf(look), before: last === value ? undefined : last });
    });
  }
  const rows = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  const revised = rows.flatMap(([date, { before }]) =>
    before === undefined ? [] : [[date, before] as const],
  );
  return {
    dates: rows.map(([date]) => date),
    values: rows.map(([, { value }]) => value),
    seenAt: rows.map(([, { seenAt }]) => seenAt),
    revisedFrom: Object.fromEntries(revised),
  };
}

function seenAtOf({ dates, origins, originOf }: Lane): (string | null)[] {
  return dates.map((_, row) => origins[originOf?.[row] ?? 0]!.retrievedAt);
}

/** @returns the same place */
async function grown(place: Engine): Promise<Engine> {
  const archive = place.open();
  for (let look = 0; look < LOOKS; look += 1)
    await archive.record(visitOf({ at: atOf(look), tellings: [toldOn(look)] }));
  archive.close();
  return place;
}

describe.each(bothEngines())("a series that was told on many days, in %s", (_, engine) => {
  let place: Engine;
  beforeAll(async () => {
    place = await grown(await engine());
  });

  it("is what it comes to by hand, now and as of each of those days", async () => {
    const archive = place.open();
    for (let look = LOOKS - 1; look >= 0; look -= 1) {
      const { seenAt, ...expected } = byHand(look + 1);
      const [lane] = await archive.lanes(ALL, look === LOOKS - 1 ? null : atOf(look));
      expect({ revisedFrom: {}, ...lane }).toMatchObject(expected);
      expect(seenAtOf(lane!)).toEqual(seenAt);
    }
    archive.close();
  });

  it("is the same without its checkpoints, which hold nothing of their own", async () => {
    const archive = place.open();
    const moments = [null, atOf(58), atOf(40), atOf(20)];
    // From before the first day, from within a checkpoint, from its last day, from a revised one, from after it.
    const days = [-1, 0, 17, 40, 47, 48, 49, 58, 62, 68, 70].map((day) => addDays("2025-01-01", day));
    const asked = moments.flatMap((moment) =>
      days.map((from) => [[{ series: "UST.10Y", from }], moment] as const),
    );
    const before = await Promise.all(asked.map((one) => archive.lanes(...one)));
    expect(before.filter(([lane]) => lane?.revisedFrom).length).toBeGreaterThan(0);
    const held = await archive.holdings();
    archive.close();
    expect(await place.sql("DELETE FROM checkpoints RETURNING id")).toHaveLength(3);
    const bare = place.open();
    expect(await Promise.all(asked.map((one) => bare.lanes(...one)))).toEqual(before);
    expect(await bare.holdings()).toEqual(held);
    expect(await bare.verify()).toEqual([]);
    await bare.record(visitOf({ at: atOf(LOOKS), tellings: [toldOn(LOOKS)] }));
    expect(await bare.verify()).toEqual([]);
    bare.close();
  });

  it("is right where a look is recorded late, from before its newest checkpoint", async () => {
    const own = await grown(await engine());
    const archive = own.open();
    const { dates } = toldOn(30);
    const late = { ...toldOn(30), values: dates.map((_, row) => 1000 + row) };
    await archive.record(visitOf({ at: "2025-01-31T23:00:00Z", tellings: [late] }));
    const moments = [null, atOf(58), atOf(31)];
    const quick = await Promise.all(moments.map((moment) => archive.lanes(ALL, moment)));
    archive.close();
    expect(await own.sql("DELETE FROM checkpoints RETURNING id")).toHaveLength(3);
    const bare = own.open();
    expect(await Promise.all(moments.map((moment) => bare.lanes(ALL, moment)))).toEqual(quick);
    bare.close();
  });

  it("is not taken from a checkpoint that was changed, nor from one that does not fit the tellings", async () => {
    const own = await grown(await engine());
    await own.sql("UPDATE checkpoints SET vals = days WHERE id = (SELECT max(id) FROM checkpoints)");
    const archive = own.open();
    await expect(archive.lanes(ALL, null)).rejects.toThrow(
      /checkpoints \d+\]: The row is not what was written/,
    );
    expect(await archive.lanes(ALL, atOf(3))).toHaveLength(1);
    expect(await archive.verify()).not.toEqual([]);
    archive.close();
    await own.sql("DELETE FROM checkpoints WHERE id = (SELECT max(id) FROM checkpoints)");
    const mended = own.open();
    expect(await mended.lanes(ALL, null)).toHaveLength(1);
    expect(await mended.verify()).toEqual([]);
    mended.close();
  });

  it("is found out where a checkpoint is sound in itself but not what the tellings come to", async () => {
    const own = await grown(await engine());
    const store = own.store();
    await writing(store, async (book) => {
      const chain = (await chainsIn(book))[0]!;
      const checkpoint = (await checkpointsOf(book, chain)).at(-1)!;
      checkpoint.pile.values[0]! += 1;
      await putCheckpoints(book, [{ chain, checkpoint }]);
    });
    await store.close();
    const archive = own.open();
    const message = "The checkpoint of its first 49 tellings is not what they come to.";
    expect(await archive.verify()).toEqual([{ place: "UST.10Y by rates", message }]);
    archive.close();
  });
});
