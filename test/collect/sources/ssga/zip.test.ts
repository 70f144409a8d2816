import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { Unreadable } from "../../../../pipeline/collect/read/refusal.ts";
import { openZip } from "../../../../pipeline/collect/sources/ssga/zip.ts";

const text = "weights of eleven sectors, ".repeat(40);
const zip = (level: 0 | 9) => {
  const part = new TextEncoder().encode(text);
  return zipSync({ "a.xml": [part, { level }], "b.xml": [new Uint8Array(), { level }] });
};
const fault = (bytes: Uint8Array) => {
  try {
    return openZip(bytes)("a.xml") ?? "nothing";
  } catch (error) {
    expect(error).toBeInstanceOf(Unreadable);
    return (error as Error).message;
  }
};
/** The central entry of a.xml, where sizes are claimed. */
const entryAt = (bytes: Uint8Array) => {
  const at = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  return new DataView(bytes.buffer, bytes.byteOffset + at);
};

describe("a workbook's zip", () => {
  it("gives a part's text, stored or packed; an empty one; null for one that is not there", () => {
    for (const level of [0, 9] as const) {
      const part = openZip(zip(level));
      expect(part("a.xml")).toBe(text);
      expect(part("b.xml")).toBe("");
      expect(part("../a.xml")).toBeNull();
    }
  });

  it("with any byte of a part changed is refused by its checksum, also where it is stored", () => {
    const bytes = zip(0);
    const at = Buffer.from(bytes).indexOf("eleven");
    bytes[at] = "E".charCodeAt(0);
    expect(fault(bytes)).toBe("A part of the workbook is not what its checksum says.");
  });

  it("cut short anywhere, or with something after it, is refused", () => {
    for (const level of [0, 9] as const) {
      const bytes = zip(level);
      for (let length = 4; length < bytes.length; length += 1)
        expect(fault(bytes.subarray(0, length))).not.toBe(text);
      expect(fault(new Uint8Array([...bytes, 0]))).toContain("cut short");
    }
  });

  it("that says it unpacks to too much is refused before it is unpacked", () => {
    const bytes = zip(9);
    entryAt(bytes).setUint32(24, 4_000_000_000, true);
    expect(fault(bytes)).toContain("where 16000000 are the most");
  });

  it("that unpacks to more than it says is stopped there", () => {
    const bomb = zipSync({ "a.xml": [new Uint8Array(15_000_000), { level: 9 }] });
    entryAt(bomb).setUint32(24, 100, true);
    expect(fault(bomb)).toBe("A part of the workbook does not unpack to what its directory says.");
  });

  it("that is locked, packed otherwise or points out of the file is refused", () => {
    const changed = (at: number, value: number) => {
      const bytes = zip(9);
      entryAt(bytes).setUint16(at, value, true);
      return fault(bytes);
    };
    expect(changed(8, 1)).toContain("locked");
    expect(changed(10, 12)).toContain("unknown way");
    expect(changed(44, 0xffff)).toContain("cut short");
    expect(changed(20, 0xffff)).toContain("cut short");
  });

  it("never throws anything else, whatever is changed", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), (where, value) => {
        const bytes = zip(9);
        bytes[where % bytes.length] = value;
        fault(bytes);
      }),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void fault(bytes)));
  });
});
