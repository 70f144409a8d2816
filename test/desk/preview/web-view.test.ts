import { describe, expect, it } from "vitest";
import { fontAt, mailView, webView } from "../../../pipeline/desk/preview/web-view.ts";

const POLICY = "default-src 'none'; font-src data:; base-uri 'none'";
const page = (font: string, policy = POLICY) =>
  `<meta http-equiv="Content-Security-Policy" content="${policy}"><style>@font-face{src:url(data:font/woff2;base64,${font}) format("woff2")}</style>`;

describe("a page as the preview shows it", () => {
  it("asks for its fonts at an address that is another when the font is", () => {
    const [one, two] = ["AAEC", "AAED"].map((font) => webView(page(font)));
    const [first, second] = [one, two].map((html) => /\/fonts\/([^)]+)/.exec(html ?? "")?.[1] ?? "");
    expect(first).not.toBe(second);
    expect([...(fontAt(first ?? "") ?? [])]).toEqual([0, 1, 2]);
    expect(one).toContain("font-src 'self' data:");
    expect(webView(page("AAEC"))).toBe(one);
  });

  it("keeps its fonts inside where its layout has a policy of its own that would not let them in", () => {
    const own = page("AAEC", "default-src 'none'; font-src https://fonts.example");
    expect(webView(own)).toBe(own);
  });

  it("names the mail's pictures by their addresses, and nothing else", () => {
    const mail = '<img src="charts/a.png"><img src="https://example.com/b.png"><p> src="charts/a.png"</p>';
    const shown = mailView(
      '<img src="charts/a.png"><img src="cid:b">',
      new Set(["charts/a.png"]),
      (name) => `/f/${name}?a=1&b=2`,
    );
    expect(shown).toBe('<img src="/f/charts/a.png?a=1&amp;b=2"><img src="cid:b">');
    expect(mailView(mail, new Set(), () => "")).toBe(mail);
  });
});
