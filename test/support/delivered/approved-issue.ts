import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Tier } from "../../../pipeline/model/subscriber.ts";
import { issueLink } from "../../../pipeline/post/places.ts";
import { LINK_KEY } from "../delivery-project.ts";
import { DATE, type RealIssue, SITE } from "./real-issue.ts";

/** What people approved of an edition, read from its folder and not from the database. */
export interface ApprovedIssue {
  /** "2025-11-05/free/1". */
  readonly version: string;
  readonly edition: Tier;
  readonly subject: string;
  readonly text: string;
  /** With `src="sha256:…"` in the place of each picture's name. */
  readonly html: string;
  readonly pdf: string;
  /** SHA-256 of each picture, in the order in which the mail shows them first. */
  readonly pictures: readonly string[];
  readonly issueUrl: string;
}

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Read before it is sent. */
export function approvedIssue(issue: RealIssue, edition: Tier, number = 1): ApprovedIssue {
  const folder = issue.folderOf(edition);
  const read = (name: string) => readFileSync(join(folder, name));
  const pictures: string[] = [];
  const html = read("email.html")
    .toString("utf8")
    .replace(/ src="([^"]+)"/g, (_, name: string) => {
      const path = join(folder, decodeURIComponent(name));
      if (!existsSync(path)) throw new Error(`the mail shows ${name}, which is not there`);
      const hash = sha256(readFileSync(path));
      if (!pictures.includes(hash)) pictures.push(hash);
      return ` src="sha256:${hash}"`;
    });
  const [, front = ""] = read("issue.md").toString("utf8").split(/^---$/m);
  return {
    version: `${DATE}/${edition}/${number}`,
    edition,
    subject: parse(front).title,
    text: read("email.txt").toString("utf8"),
    html,
    pdf: sha256(read("issue.pdf")),
    pictures,
    issueUrl: issueLink(SITE, { date: DATE, key: edition === "paid" ? LINK_KEY : null }),
  };
}
