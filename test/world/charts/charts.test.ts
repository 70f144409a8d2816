import { afterAll, describe, expect, it } from "vitest";
import type { ChartSpec } from "../../../pipeline/model/chart.ts";
import { chartsOnThread } from "../../../pipeline/world/charts/charts.ts";
import { chartsHere } from "../../../pipeline/world/charts/drawing.ts";
import { SPECS } from "./specs.ts";

const charts = chartsOnThread();
afterAll(() => charts.close());

describe("charts drawn on a thread", () => {
  it("are the ones drawn here, byte for byte, all asked for at once", async () => {
    charts.warm();
    const here = chartsHere();
    const some = SPECS.filter((_, index) => index % 4 === 0);
    const [pngs, svgs] = await Promise.all([
      Promise.all(some.map((spec) => charts.png(spec))),
      Promise.all(some.map((spec) => charts.svg(spec))),
    ]);
    for (const [index, spec] of some.entries()) {
      expect(svgs[index], spec.id).toBe(await here.svg(spec));
      expect(Buffer.from(pngs[index]!).equals(Buffer.from(await here.png(spec))), spec.id).toBe(true);
    }
  });

  it("refuse a spec that cannot be drawn with the error it threw, and draw the next", async () => {
    const broken = { ...SPECS[0]!, bars: null } as unknown as ChartSpec;
    await expect(charts.svg(broken)).rejects.toThrow(TypeError);
    await expect(charts.svg(SPECS[0]!)).resolves.toContain("<svg");
  });

  it("are all refused with the thread's own error when it dies, and a new thread is started", async () => {
    const dying = chartsOnThread(new URL("./dying-thread.ts", import.meta.url));
    const asked = await Promise.allSettled([
      dying.svg(SPECS[0]!),
      dying.png(SPECS[0]!),
      dying.svg(SPECS[1]!),
    ]);
    for (const one of asked) {
      expect(one.status === "rejected" && one.reason).toBeInstanceOf(RangeError);
      expect(one.status === "rejected" && one.reason.message).toBe("The canvas has gone.");
    }
    await expect(dying.svg(SPECS[0]!)).rejects.toThrow("The canvas has gone.");
    await dying.close();
  });

  it("are refused when the thread is closed while they wait", async () => {
    const closing = chartsOnThread();
    const asked = closing.svg(SPECS[0]!).catch((error: unknown) => error);
    await closing.close();
    expect(await asked).toBeInstanceOf(Error);
  });
});
