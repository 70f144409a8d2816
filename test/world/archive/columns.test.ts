import { describe, expect, it } from "vitest";
import { bytesOf, float64Of, int32Of } from "../../../pipeline/world/archive/columns.ts";

describe("a column that was read", () => {
  it("is what was written, wherever in memory the driver put its bytes", () => {
    const values = Float64Array.of(0.1, -0, Number.NaN, 5e-324);
    const days = Int32Array.of(-1, 20_000, 2 ** 31 - 1);
    for (let at = 0; at < 9; at += 1) {
      const pool = Buffer.alloc(200);
      const put = (bytes: Uint8Array) => {
        pool.set(bytes, at);
        return pool.subarray(at, at + bytes.length);
      };
      expect(float64Of(put(bytesOf(values)))).toEqual(values);
      expect(int32Of(put(bytesOf(days)))).toEqual(days);
    }
  });
});
