import { describe, expect, it } from "vitest";
import { cleanTitle, LONGEST_TITLE, safeLink } from "../../../pipeline/collect/headlines/clean-text.ts";

const text = (raw: string) => {
  const cleaned = cleanTitle(raw);
  return "text" in cleaned ? cleaned.text : `refused: ${cleaned.refused}`;
};

describe("a title from outside", () => {
  it("keeps tags and Markdown as the text that they are", () => {
    expect(text("<b>Gold</b> [x](javascript:alert(1)) {{view}}")).toBe(
      "<b>Gold</b> [x](javascript:alert(1)) {{view}}",
    );
  });

  it("has its entities decoded once and not twice", () => {
    expect(text("S&amp;P 500 &lt;b&gt; &amp;lt; &#8212; &#x2014; caf&eacute; &nope;")).toBe(
      "S&P 500 <b> &lt; — — café &nope;",
    );
  });

  it("reads the quotes of old feeds as their senders meant them", () => {
    expect(text("Fed&#146;s &#147;pause&#148;")).toBe("Fed’s “pause”");
  });

  it("holds nothing that turns the reading direction or that nobody sees", () => {
    const hidden =
      "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\u200c\u200d\u2060\ufeff\u00ad\u3164";
    expect(text(`RATES${hidden} CUT`)).toBe("RATES CUT");
    expect(text("RATES&#x202E; CUT&#8203;")).toBe("RATES CUT");
  });

  it("cannot set a mark of ours, and holds no half of a character", () => {
    expect(text("\ue000ig-spread.level\ue001999 bp\ue002\uf8ff\udb80\udc00 \ud800x")).toBe(
      "ig-spread.level999 bp x",
    );
    expect(text("&#xE000;99 bp&#xD800;&#0;")).toBe("99 bp");
  });

  it("is one line with single spaces, in composed letters", () => {
    expect(text("\u0000 NEW\u0007\r\n\tLINE \u200b \u0085 E\u0301COLE\u2028END ")).toBe("NEW LINE ÉCOLE END");
  });

  it("keeps other scripts and pictures", () => {
    expect(text("中国央行：货币政策保持稳健 \u{1f4c9}")).toBe("中国央行：货币政策保持稳健 \u{1f4c9}");
  });

  it("is refused with the reason when it is empty, wordless or too long, and never cut", () => {
    expect(text(" \u200b\u202e ")).toBe("refused: an empty title");
    expect(text(" … — ")).toBe("refused: a title without a word");
    expect(text("A".repeat(LONGEST_TITLE))).toHaveLength(LONGEST_TITLE);
    expect(text("A".repeat(401))).toBe("refused: a title of 401 characters; 400 at most");
    expect(text("A".repeat(1_000_000))).toBe("refused: a title of 1000000 characters; 400 at most");
    expect(text("&amp;".repeat(400))).toBe("refused: a title without a word");
    expect(text(`x${"&amp;".repeat(399)}`)).toHaveLength(400);
  });
});

describe("a link from outside", () => {
  const link = (raw: string) => {
    const safe = safeLink(raw);
    return "url" in safe ? safe.url : `refused: ${safe.refused}`;
  };

  it("stands as it came when it is http or https, tracking and all", () => {
    expect(link(" https://news.example/a?utm_source=feed&id=1#top ")).toBe(
      "https://news.example/a?utm_source=feed&id=1#top",
    );
    expect(link("http://news.example")).toBe("http://news.example/");
    expect(link("https://bücher.example:8443/ä")).toBe("https://xn--bcher-kva.example:8443/%C3%A4");
    expect(link("http://[::1]/a")).toBe("http://[::1]/a");
    expect(link("http://my_feed.example/")).toBe("http://my_feed.example/");
  });

  it("is refused when it would run, read a file or carry a password", () => {
    expect(link("javascript:alert(1)")).toBe("refused: a link of kind javascript:");
    expect(link("java\nscript:alert(1)")).toBe("refused: a link of kind javascript:");
    expect(link("data:text/html,x")).toBe("refused: a link of kind data:");
    expect(link("file:///etc/hosts")).toBe("refused: a link of kind file:");
    expect(link("https://user:secret@news.example/")).toBe("refused: a link with a name or password in it");
    expect(link("https://paypal.example@evil.example/")).toBe(
      "refused: a link with a name or password in it",
    );
    expect(link("/relative")).toBe("refused: a link that is no address");
    for (const host of ['"', 'south.example"onclick=', "a'b", "a{b}"])
      expect(link(`https://${host}//south.example/cafe`)).toBe(
        "refused: a link to a host that can have no such name",
      );
    expect(link(`https://news.example/${"a".repeat(2000)}`)).toMatch(/^refused: a link of 2\d{3} characters/);
  });
});
