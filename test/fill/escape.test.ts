import { describe, expect, it } from "vitest";
import { escapeDestination, escapeMarkdown, plainOf } from "../../pipeline/fill/escape.ts";

describe("words from outside", () => {
  it("become text and nothing else in Markdown", () => {
    expect(escapeMarkdown("<script>alert(1)</script>")).toBe("\\<script>alert(1)\\</script>");
    expect(escapeMarkdown("[x](javascript:alert(1))")).toBe("\\[x\\](javascript:alert(1))");
    expect(escapeMarkdown("a | b")).toBe("a \\| b");
    expect(escapeMarkdown("US `steady' auctions")).toBe("US \\`steady' auctions");
    expect(escapeMarkdown("# not a heading")).toBe("\\# not a heading");
    expect(escapeMarkdown("1. not a list")).toBe("1\\. not a list");
    expect(escapeMarkdown("&lt;b&gt; S&P")).toBe("\\&lt;b\\&gt; S&P");
    expect(escapeMarkdown("see https://evil.example and www.evil.example")).toBe(
      "see https:\\//evil.example and www\\.evil.example",
    );
  });

  it("lose the marks that only fill may set", () => {
    expect(escapeMarkdown("a\uE000b\uE003c")).toBe("abc");
  });

  it("stay as they are when they mean nothing", () => {
    const plain = "GOLD UP $55 TO $3,987; US 10YR YIELDS UP +6.4 BPS - S&P 500 (record) 2.5%";
    expect(escapeMarkdown(plain)).toBe(plain);
  });

  it("read the same again as plain text", () => {
    const odd = "*bold* _it_ [x](y) <b> `c` ~s~ | # 1. a@b.c www.x.y https://z &amp;";
    expect(plainOf(escapeMarkdown(odd))).toBe(odd);
  });

  it("cannot end a link early", () => {
    expect(escapeDestination("https://x.example/a b>c(d)")).toBe("https://x.example/a%20b%3Ec%28d%29");
  });
});
