import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { thisMachine } from "../../pipeline/world/browser/machine.ts";
import { probeOf } from "../../pipeline/world/probe.ts";

const probe = probeOf(thisMachine(process.env));

describe("the probe of this machine", () => {
  it("tells of a folder that will be made by the one in which it will stand", async () => {
    const state = await probe.folder(join(tmpdir(), "not", "there", "yet"));
    expect(state.writable).toBe(true);
    expect(state.freeBytes).toBeGreaterThan(0);
    if (process.getuid?.() !== 0) expect((await probe.folder("/")).writable).toBe(false);
  });

  it("knows which packages are installed", () => {
    expect(probe.packageVersion("@fontsource/inter")).toMatch(/^\d+\.\d+\.\d+$/);
    expect(probe.packageVersion("@fontsource/not-there")).toBeNull();
  });
});
