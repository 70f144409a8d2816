import { describe, expect, it } from "vitest";
import { refusalIn } from "../../../../pipeline/collect/read/refusal.ts";
import { feedText } from "../../../../pipeline/collect/sources/feed/feed-text.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...utf8(part)] : part)));
const utf16 = (text: string, little: boolean) =>
  Uint8Array.from(
    [...text].flatMap((letter) => (little ? [letter.charCodeAt(0), 0] : [0, letter.charCodeAt(0)])),
  );
const textOf = (body: Uint8Array, charset: string | null = null) => {
  try {
    return feedText({ bytes: body, charset });
  } catch (error) {
    return refusalIn(error).reason;
  }
};

describe("the encoding of a feed", () => {
  it("is what the byte order mark says, whatever is named, and the mark is no text", () => {
    expect(textOf(bytes([0xef, 0xbb, 0xbf], "<a>é</a>"), "iso-8859-1")).toBe("<a>é</a>");
    expect(textOf(bytes([0xff, 0xfe], [0x3c, 0, 0xe9, 0]), "utf-8")).toBe("<é");
    expect(textOf(bytes([0xfe, 0xff], [0, 0x3c, 0, 0xe9]))).toBe("<é");
  });

  it("is UTF-16 where every other byte is nothing", () => {
    expect(textOf(utf16("<rss/>", true))).toBe("<rss/>");
    expect(textOf(utf16("<rss/>", false), "utf-8")).toBe("<rss/>");
  });

  it("is the content type's before the declaration's", () => {
    const body = bytes(`<?xml version="1.0" encoding="iso-8859-2"?><a>`, [0xf5], "</a>");
    expect(textOf(body, "iso-8859-1")).toContain("<a>õ</a>");
    expect(textOf(body)).toContain("<a>ő</a>");
  });

  it("is UTF-8 where one of the two says so and the bytes bear it out", () => {
    expect(textOf(bytes(`<?xml version='1.0' encoding='UTF-8'?><a>é`), "iso-8859-1")).toContain("<a>é");
    expect(textOf(bytes(`<?xml version="1.0" encoding="iso-8859-1"?><a>é`), "utf-8")).toContain("<a>é");
    expect(textOf(bytes(`<?xml version="1.0" encoding="utf-8"?><a>`, [0xe9]), "iso-8859-1")).toContain(
      "<a>é",
    );
  });

  it("is UTF-8 where nothing is said, with a sign for each byte that is wrong", () => {
    expect(textOf(bytes("<a>é"))).toBe("<a>é");
    expect(textOf(bytes("<a>", [0xe9], "</a>"))).toBe("<a>\ufffd</a>");
  });

  it("cannot be UTF-16 where the declaration can be read byte by byte", () => {
    expect(textOf(bytes(`<?xml version="1.0" encoding="utf-16"?><a>é`))).toContain("<a>é");
  });

  it("is refused where it is not known", () => {
    expect(textOf(bytes("<a/>"), "x-klingon<b>")).toBe(
      'The body is written in "x-klingon<b>", an encoding that is not known here; UTF-8 is usual.',
    );
    expect(textOf(bytes([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]))).toContain('"utf-32le"');
    expect(textOf(bytes([0, 0, 0, 0x3c]))).toContain('"utf-32be"');
  });
});
