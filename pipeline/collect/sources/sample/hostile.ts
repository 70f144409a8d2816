/** What a hostile or broken feed sends: titles with the link that came with them. */
export interface HostileLine {
  readonly title: string;
  readonly link: string | null;
}

const OVERRIDE = "\u202e";
const LINK = "https://example.com/hostile";

/** Lines that must come out as harmless words, or not at all: each has broken somebody's page once. */
export const hostileLines: readonly HostileLine[] = [
  { title: "<script>alert(1)</script> STOCKS SEEN", link: LINK },
  { title: '<img src=x onerror="alert(1)"> GOLD QUOTE', link: LINK },
  { title: "MINISTRY REPORT [x](javascript:alert(1))", link: LINK },
  { title: "MINISTRY WEB PAGE MOVED", link: "javascript:alert(1)" },
  { title: "![chart](https://example.com/track.png) OF THE DAY", link: LINK },
  { title: "AGENCY NOTE {{constructor}} AND {{{view}}}", link: LINK },
  { title: "AGENCY NOTE `CODE` AND ``` FENCE", link: LINK },
  { title: "PIPES | IN | A TITLE |", link: LINK },
  { title: "# HEADING * STAR _UNDER_ ~TILDE~ > QUOTE", link: LINK },
  { title: `REVISED ${OVERRIDE}GNITTES${OVERRIDE} FIGURE`, link: LINK },
  { title: "ENTITIES &lt;b&gt; &amp;amp; &#x3C;", link: LINK },
  { title: "\ue000ig-spread.level\ue001999 bp\ue002 MARKED FIGURE", link: LINK },
  { title: "\u0000CONTROL\u0007 CHARACTERS\r\nAND A NEW LINE", link: LINK },
  { title: "RATES CUT \u{1f4c9} SAYS EMOJI \u{1f468}\u200d\u{1f469}\u200d\u{1f467}", link: LINK },
  { title: "中国央行：货币政策保持稳健", link: LINK },
  { title: "日銀、政策金利を据え置き", link: LINK },
  { title: "A".repeat(10_000), link: LINK },
  { title: "   ", link: LINK },
];
