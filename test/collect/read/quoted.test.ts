import { describe, expect, it } from "vitest";
import { quoted, shown } from "../../../pipeline/collect/read/quoted.ts";

describe("words from outside in a message", () => {
  it("are quoted on one line, the first eighty characters of them", () => {
    expect(quoted(" 4.1x7\r\n\tand  more ")).toBe('"4.1x7 and more"');
    expect(quoted('say "no"')).toBe('"say \\"no\\""');
    expect(quoted("ab".repeat(15).concat(" ").repeat(9))).toHaveLength(82);
    expect(quoted("")).toBe('""');
  });

  it("show a mark for each sign that a reader would not see, and for what is no text", () => {
    expect(quoted("7\u202e1\u200b.\u00004\u{e0041}")).toBe('"7?1?.?4?"');
    expect(quoted("\ud83d\ude00")).toBe('"\ud83d\ude00"');
    expect(quoted(`${"x ".repeat(39)}x\ud83d\ude00`)).toMatch(/x\?"$/);
    expect(quoted("4\ufffd")).toBe('"4?"');
  });

  it("never show what may be a key, wherever it would be cut; a long number is none", () => {
    const key = "abcdefghijklmnopqrstuvwxyz012345";
    expect(quoted(`the key ${key}!`)).toBe('"the key ***!"');
    expect(quoted(`${"- ".repeat(35)}${key}`)).toBe(`"${"- ".repeat(35)}***"`);
    expect(quoted("9".repeat(400))).toBe(`"${"9".repeat(80)}"`);
  });
});

describe("what was found, in a sentence", () => {
  it("is named by its outside, however deep it is nested", () => {
    const deep = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`);
    expect(shown(deep)).toBe("a list of 1");
    expect(shown({ a: deep, "\u202eb": 1 })).toBe('an object of "a, ?b"');
    expect([shown([1, null, "x"]), shown(null), shown(undefined), shown(4.1), shown("4")]).toEqual([
      '"1, , x"',
      "null",
      "nothing",
      "4.1",
      '"4"',
    ]);
  });
});
