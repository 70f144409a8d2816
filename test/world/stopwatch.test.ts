import { describe, expect, it } from "vitest";
import { stopwatch, timedWorld } from "../../pipeline/world/stopwatch.ts";
import { paperWorld } from "../support/worlds.ts";

describe("a stopwatch", () => {
  it("counts a stage as long as any work of it is under way, and once", () => {
    let now = 0;
    const watch = stopwatch(() => now);
    const one = watch.begin("draw");
    now = 1000;
    const other = watch.begin("draw");
    const print = watch.begin("print");
    now = 3000;
    one();
    now = 4000;
    other();
    now = 9000;
    const last = watch.begin("draw");
    now = 9500;
    last();
    print();
    expect([...watch.seconds()]).toEqual([
      ["draw", 4.5],
      ["print", 8.5],
    ]);
  });

  it("hears what is drawn, printed and written, also where it fails, and gives what the world gives", async () => {
    let now = 0;
    const watch = stopwatch(() => now);
    const world = paperWorld();
    const slow = async () => {
      now += 500;
      throw new Error("no browser");
    };
    const timed = timedWorld({ ...world, printer: { warm: () => undefined, print: slow } }, watch);
    await expect(
      timed.printer.print({ html: "", paper: "a4", created: "2025-11-05T21:00:00Z" }),
    ).rejects.toThrow("no browser");
    expect(watch.seconds().get("print")).toBe(0.5);
    expect(timed.now()).toBe(world.now());
  });
});
