import type { Artifacts } from "../model/artifacts.ts";
import type { Finding } from "../model/finding.ts";
import type { Gate } from "./gate.ts";

/** Bytes that a page should have at most, and those from which on it is refused. */
interface Bounds {
  readonly wanted: number;
  readonly most: number;
}

/** Pages by name: mail programs cut an email at about 102 kB; a slow telephone has 400 kB in two seconds. */
const PAGES: readonly (readonly [RegExp, Bounds])[] = [
  [/^email\.html$/, { wanted: 100_000, most: 100_000 }],
  [/^issue\.html$/, { wanted: 400_000, most: 1_000_000 }],
  [/^issue(-letter)?\.pdf$/, { wanted: 1_000_000, most: 5_000_000 }],
];
const AWAY = String.raw`\s*["']?\s*(?:https?:)?//`;
const FETCHING_TAG = new RegExp(
  String.raw`<(?:img|script|link|iframe|source|video|audio|embed|object|input|td|table|body)\b[^>]*\s(?:src|srcset|href|poster|data|background)\s*=${AWAY}[^>]*`,
  "gi",
);
const FETCHING_STYLE = new RegExp(String.raw`(?:@import|url\()${AWAY}[^)"';]*`, "i");

/** Each page exists, is of a size that mailboxes take, and asks nothing of the network. */
export const pages: Gate = ({ artifacts }) => {
  const made = Object.keys(artifacts).filter((name) => boundsOf(name) !== null);
  if (made.length === 0)
    return [{ gate: "pages", verdict: "not evaluated", place: "artifacts", message: "No page was made." }];
  const wrong = made.flatMap((name) => pageFaults(name, artifacts));
  const long = made.flatMap((name) => longNote(name, artifacts));
  if (wrong.length > 0) return [...wrong, ...long];
  return [
    ...long,
    {
      gate: "pages",
      verdict: "passed",
      place: made.join(", "),
      message: "Sizes are in bounds and nothing is fetched from outside.",
    },
  ];
};

function boundsOf(name: string): Bounds | null {
  return PAGES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** It can go out, but readers wait for it. */
function longNote(name: string, artifacts: Artifacts): Finding[] {
  const { wanted = 0, most = 0 } = boundsOf(name) ?? {};
  const bytes = artifacts[name]?.length ?? 0;
  if (bytes <= wanted || bytes > most) return [];
  const message = `It has ${bytes} bytes; ${wanted} are wanted at most.`;
  return [{ gate: "pages", verdict: "noted", place: name, message }];
}

function pageFaults(name: string, artifacts: Artifacts): Finding[] {
  const bytes = artifacts[name] ?? new Uint8Array();
  const most = boundsOf(name)?.most ?? 0;
  const faults: Finding[] = [];
  const refuse = (message: string, remedy: string) =>
    faults.push({ gate: "pages", verdict: "refused", place: name, message, remedy });
  if (bytes.length === 0) refuse("The page is empty.", "Build the issue again.");
  if (bytes.length > most)
    refuse(`It has ${bytes.length} bytes; ${most} at most.`, "Shorten the texts or make the images smaller.");
  const fetched = name.endsWith(".html") ? fetchedBy(new TextDecoder().decode(bytes)) : null;
  if (fetched !== null)
    refuse(`It would fetch something: ${fetched.slice(0, 80)}.`, "Put the image beside the text.");
  return faults;
}

/** The first thing that a page would fetch when it is opened; a link that waits for a click is none. */
function fetchedBy(page: string): string | null {
  const tags = [...page.matchAll(FETCHING_TAG)].map(([tag]) => tag);
  const tag = tags.find((one) => !/^<link\b[^>]*\brel=["']?(?:canonical|alternate)\b/i.test(one));
  if (tag !== undefined) return tag;
  const styles = [...page.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>|\sstyle="([^"]*)"/gi)];
  for (const [, sheet = "", own = ""] of styles) {
    const found = FETCHING_STYLE.exec(sheet + own);
    if (found) return found[0];
  }
  return null;
}
