import { expect, test } from "vitest";
import { cssString, decodeEntities, escapeHtml, safeHref } from "../../pipeline/render/escape.ts";

test("words stay words in HTML, whatever signs they hold", () => {
  expect(escapeHtml(`<a href="x">'&'</a>`)).toBe("&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
});

test("control characters and half surrogates never reach a page", () => {
  expect(escapeHtml("a\u0000b\u0008c\u009Fd\uD800e\n")).toBe("abcd\uFFFDe\n");
});

test("words in a style sheet can neither end their string nor the style element", () => {
  const css = cssString('x"} </style><script>\\');
  expect(css).toBe('"x\\22 } \\3c /style\\3e \\3c script\\3e \\5c "');
});

test("entities are read as browsers read them, and none of them becomes a control character", () => {
  expect(decodeEntities("&lt;&#x41;&#66;&rsquo;&nosuch;&#0;&#x110000;")).toBe("<AB’&nosuch;\uFFFD\uFFFD");
});

test.each(["https://example.org/a?b=1#c", "HTTP://EXAMPLE.ORG", "mailto:desk@example.org", "#ig-spread"])(
  "%s may go out",
  (href) => expect(safeHref(href)).toBe(href),
);

test.each([
  "javascript:alert(1)",
  " JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "&#106;avascript:alert(1)",
  "data:text/html;base64,x",
  "file:///etc/passwd",
  "//example.org",
  "https://",
  'https://example.org/"onmouseover="x',
  "ftp://example.org",
  "report.html",
  "",
])("%j may not", (href) => expect(safeHref(href)).toBeNull());
