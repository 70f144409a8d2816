import { describe, expect, it } from "vitest";
import { askedSeldom } from "../../pipeline/world/asked-seldom.ts";

/** Work that takes so long by its own clock. */
function asking(took: () => number) {
  const clock = { now: 0 };
  let times = 0;
  const work = async () => {
    times += 1;
    clock.now += took();
    if (times === 2) throw new Error("away");
  };
  const ask = askedSeldom(work, { ticks: () => clock.now, pauseMs: 10_000, patienceMs: 50 });
  const at = async (ms: number) => {
    clock.now = ms;
    await ask();
    return times;
  };
  return { at };
}

describe("what is asked seldom", () => {
  it("is asked when its pause is over, and again after a failure", async () => {
    const { at } = asking(() => 0);
    expect([await at(0), await at(9999), await at(10_000), await at(19_999), await at(20_000)]).toEqual([
      1, 1, 2, 2, 3,
    ]);
  });

  it("is asked less often when it takes long", async () => {
    const { at } = asking(() => 2000);
    expect([await at(0), await at(41_999), await at(42_000)]).toEqual([1, 1, 2]);
  });

  it("is not waited for without end, and not begun twice at once", async () => {
    let times = 0;
    const ask = askedSeldom(
      () => {
        times += 1;
        return new Promise(() => undefined);
      },
      { ticks: () => 0, pauseMs: 0, patienceMs: 20 },
    );
    await Promise.all([ask(), ask()]);
    await ask();
    expect(times).toBe(1);
  });
});
