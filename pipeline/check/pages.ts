import type { Artifacts } from "../model/artifacts.ts";
import type { Finding } from "../model/finding.ts";
import type { Gate } from "./check.ts";

const MOST: Readonly<Record<string, number>> = {
  "email.html": 100_000,
  "issue.html": 1_000_000,
  "issue.pdf": 5_000_000,
};

/** Each page exists, is of a size that mailboxes take, and asks nothing of the network. */
export const pages: Gate = ({ artifacts }) => {
  const made = Object.keys(MOST).filter((name) => artifacts[name]);
  if (made.length === 0)
    return [{ gate: "pages", verdict: "not evaluated", place: "artifacts", message: "No page was made." }];
  const wrong = made.flatMap((name) => pageFaults(name, artifacts));
  if (wrong.length > 0) return wrong;
  return [
    {
      gate: "pages",
      verdict: "passed",
      place: made.join(", "),
      message: "Sizes are in bounds and nothing is fetched from outside.",
    },
  ];
};

function pageFaults(name: string, artifacts: Artifacts): Finding[] {
  const bytes = artifacts[name] ?? new Uint8Array();
  const most = MOST[name] ?? 0;
  const faults: Finding[] = [];
  const refuse = (message: string, remedy: string) =>
    faults.push({ gate: "pages", verdict: "refused", place: name, message, remedy });
  if (bytes.length === 0) refuse("The page is empty.", "Build the issue again.");
  if (bytes.length > most)
    refuse(`It has ${bytes.length} bytes; ${most} at most.`, "Shorten the texts or make the images smaller.");
  if (name === "issue.html") {
    const fetched = /<(?:img|script|link|iframe)[^>]+(?:src|href)="(?:https?:)?\/\//i.exec(
      new TextDecoder().decode(bytes),
    );
    if (fetched)
      refuse(`It would fetch something: ${fetched[0].slice(0, 80)}.`, "Put the image beside the text.");
  }
  return faults;
}
