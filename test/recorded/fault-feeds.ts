import { COMMON, cut, renamed, soft, WARNING } from "./fault-modes.ts";
import { AS_EVER, type FaultedSource } from "./faulted-source.ts";

/** These had no news of the day: their pages were what they had been the evening before, and a body that does not come cannot be harmed. */
const UNCHANGED = Object.fromEntries(
  ["slow", "truncate, honest length", "stale, 7 days", "huge"].map((fault) => [fault, "unchanged"]),
);

const NO_ITEMS = '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>';

const FEED_ADDRESSES =
  /^(?:www\.federalreserve\.gov\/feeds|www\.ecb|feeds\.content|www\.cnbc|www\.forexlive)/;

function feed(
  name: string,
  match: string,
  { out, verdicts = {} }: Pick<FaultedSource, "out" | "verdicts">,
): FaultedSource {
  return {
    name,
    source: name,
    match,
    own: FEED_ADDRESSES,
    out,
    verdicts: { "a warning above the body": "ok", ...verdicts },
    faults: [
      ...COMMON,
      { ...renamed({ item: "entry-of-ours" }), verdict: "empty" },
      renamed({ pubDate: "when" }),
      WARNING,
      cut(1501),
      soft("a feed without items", NO_ITEMS, "empty"),
    ],
  };
}

export const FEEDS: readonly FaultedSource[] = [
  feed("fed", "www.federalreserve.gov/feeds/press_all.xml", { out: AS_EVER, verdicts: UNCHANGED }),
  // Sixty days old items are no wonder there.
  feed("ecb", "www.ecb.europa.eu/rss/press.html", {
    out: AS_EVER,
    verdicts: { ...UNCHANGED, "stale, 7 days": "ok" },
  }),
  feed("wsj", "feeds.content.dowjones.io/public/rss/RSSMarketsMain", { out: "headlines 11 to 9" }),
  feed("cnbc", "www.cnbc.com/id/100003114/device/rss/rss.html", { out: "headlines 11 to 7" }),
  feed("forexlive", "www.forexlive.com/feed/news", { out: "headlines 11 to 6" }),
];
