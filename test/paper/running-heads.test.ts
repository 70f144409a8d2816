import { describe, expect, it } from "vitest";
import type { PdfFont } from "../../pipeline/paper/pdf-fonts.ts";
import { headOf } from "../../pipeline/paper/running-heads.ts";
import { byPreference, typeset } from "../../pipeline/paper/typeset.ts";

/** A font whose glyphs are the codes of its letters, each half as wide as high. */
const fontOf = (name: string, letters: string, object = 1): PdfFont => ({
  object,
  name,
  embedded: true,
  digits: 4,
  says: new Map(),
  glyphs: new Map([...letters].map((letter) => [letter, letter.codePointAt(0)!])),
  advance: () => 500,
});
const alphabet = "abcdefghijklmnopqrstuvwxyz ABCD0123456789";
const said = (names: readonly string[], room: number, letters = `${alphabet}·…`) => {
  const set = headOf(names, { size: 10, room, fonts: [fontOf("Inter-Regular", letters)] });
  return (
    set &&
    (set.glyphs.match(/.{4}/g) ?? []).map((hex) => String.fromCharCode(Number.parseInt(hex, 16))).join("")
  );
};

describe("a running head", () => {
  it("names up to three sections, and says that there are more", () => {
    expect(said(["one", "two"], 500)).toBe("one · two");
    expect(said(["one", "two", "three", "four"], 500)).toBe("one · two · three …");
    expect(said([], 500)).toBeNull();
  });

  it("names fewer where there is no room, and cuts a long one at a word", () => {
    expect(said(["one", "two", "three"], 60)).toBe("one · two …");
    expect(said(["one long name", "two"], 70)).toBe("one long …");
    expect(said(["unbreakable"], 30)).toBeNull();
  });

  it("makes do with the letters that are there", () => {
    expect(said(["one", "two", "three", "four"], 500, `${alphabet},.`)).toBe("one, two, three ...");
  });

  it("takes the family's regular font, and another where letters are missing", () => {
    const regular = fontOf("IBMPlexSans-Regular", "abc", 3);
    const fonts = byPreference(
      [fontOf("SourceSerif4-Regular", "abcd’", 1), fontOf("IBMPlexSans-SemiBold", "abce", 2), regular],
      "IBM Plex Sans",
    );
    expect(fonts.map(({ object }) => object)).toEqual([3, 2, 1]);
    expect(["abc", "ace", "ad", "xyz"].map((text) => typeset(text, 10, fonts)?.font)).toEqual([
      3,
      2,
      1,
      undefined,
    ]);
    expect(typeset("abc", 10, fonts)?.width).toBe(15);
  });
});
