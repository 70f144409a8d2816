import { describe, expect, it } from "vitest";
import { looseTextOf, refuseCutLine, textOf } from "../../../pipeline/collect/read/page-text.ts";
import { refusalIn } from "../../../pipeline/collect/read/refusal.ts";
import type { Page } from "../../../pipeline/collect/wire-format.ts";

const pageOf = (body: string | readonly number[], charset: string | null = null): Page => ({
  url: "https://north.example/rates",
  bytes: typeof body === "string" ? new TextEncoder().encode(body) : Uint8Array.from(body),
  type: "",
  charset,
  at: "2025-11-05T22:30:00Z",
});
const said = (read: () => unknown) => {
  try {
    return read();
  } catch (error) {
    const { verdict, reason } = refusalIn(error);
    return `${verdict}: ${reason}`;
  }
};
const text = (page: Page, expected: Parameters<typeof textOf>[1] = "CSV") =>
  said(() => textOf(page, expected));

describe("a page as text", () => {
  it("is without its byte order mark, in the character set that the server names, in UTF-8 otherwise", () => {
    expect(text(pageOf("\ufeffa,b\n"))).toBe("a,b\n");
    expect(text(pageOf([0xe9], "iso-8859-1"))).toBe("é");
    expect(text(pageOf("é", "x-unknown"))).toBe("é");
    expect(text(pageOf([0xe9], "x-unknown"))).toMatch(/^shape_changed: .*do not fit its character set/);
  });

  it("is refused where nothing came, where it is no text, and where it is a web page", () => {
    expect(text(pageOf(" \n"))).toBe("empty: The answer is empty where CSV is expected.");
    expect(text(pageOf("PK\u0003\u0004\u0000"))).toBe(
      "shape_changed: The answer is no text where CSV is expected.",
    );
    expect(text(pageOf("\n<html><head><title lang=en>Just a\nmoment</title>"), "JSON")).toBe(
      'soft_error: The answer is a web page where JSON is expected: "Just a moment".',
    );
    expect(text(pageOf("<h1>Sorry</h1>"))).toBe(
      'soft_error: The answer is a web page where CSV is expected: "<h1>Sorry</h1>".',
    );
  });

  it("may begin with a tag where XML is expected, if that is not HTML", () => {
    expect(text(pageOf("<feed/>"), "XML")).toBe("<feed/>");
    expect(text(pageOf('<?xml version="1.0"?><html xmlns="x"/>'), "XML")).toMatch(/^soft_error/);
  });

  it("is told to be a web page in no time, whatever that is made of", () => {
    const began = performance.now();
    expect(text(pageOf("<title".repeat(500_000)))).toMatch(/^soft_error/);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it("may be taken loosely, for words that are looked for in it", () => {
    expect(said(() => looseTextOf(pageOf([0x61, 0xe9]), "CSV"))).toBe("a\ufffd");
    expect(said(() => looseTextOf(pageOf(""), "CSV"))).toMatch(/^empty/);
  });
});

describe("a text that always ends with a newline", () => {
  it("is cut short where it does not", () => {
    for (const whole of ["a\n", "a\r\n", "a\r"]) expect(said(() => refuseCutLine(whole))).toBeUndefined();
    expect(said(() => refuseCutLine("a\n4.1"))).toMatch(/^shape_changed: .*cut short/);
  });
});
