import { randomBytes } from "node:crypto";
import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../pipeline/cli/environment.ts";
import { approveIssues } from "../../pipeline/desk/approval/approval-acts.ts";
import { issuePlace } from "../../pipeline/desk/settings/own-edition.ts";
import type { Finding } from "../../pipeline/model/finding.ts";
import type { SubscriberEntry, Tier } from "../../pipeline/model/subscriber.ts";
import { ISSUE_PLACE, UNSUBSCRIBE_PLACE } from "../../pipeline/post/places.ts";
import { outFolder } from "../../pipeline/rebuild/issue-place.ts";
import { keepBuild } from "../../pipeline/rebuild/keep.ts";
import { readRecord } from "../../pipeline/rebuild/record.ts";
import { approvalsPath, openApprovals } from "../../pipeline/world/approvals/approvals.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { mailingPath, openMailingFile } from "../../pipeline/world/mailing/open-mailing.ts";
import { openSubscribers } from "../../pipeline/world/mailing/open-subscribers.ts";
import { newSubscriberId } from "../../pipeline/world/mailing/subscriber-id.ts";
import { writeFile } from "./command-line.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { projectRoot } from "./worlds.ts";

/** Long enough, and easy to find where it should not stand. */
export const LINK_KEY = "a-link-key-that-must-never-be-printed-anywhere";

export interface DeliveryProjectOptions {
  /** A trading day. */
  readonly date?: string;
  /** Active readers by tier; 3 free ones unless said otherwise. An edition is built for each tier that is named, even with 0. */
  readonly readers?: Readonly<Partial<Record<Tier, number>>>;
  /** Of a server without TLS on 127.0.0.1. */
  readonly relayPort?: number;
  /** Further fields of content/delivery.yaml, or others in place of those here. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Of the relay. */
  readonly relay?: Readonly<Record<string, unknown>>;
  /** How large the PDF is: a real one has some 300 kB. */
  readonly pdfBytes?: number;
  readonly approved?: boolean;
  /** Where it lies; left out, a folder that is gone after the tests. */
  readonly root?: string;
}

export interface DeliveryProject {
  readonly root: string;
  readonly date: string;
  /** With every secret that the settings ask for. */
  readonly environment: Environment;
  /** Builds an edition, and another one where the words are others. */
  build(tier: Tier, changes?: BuildChanges): Promise<void>;
  approve(tier: Tier, more?: { readonly by?: string; readonly at?: string }): Promise<void>;
  /** Adds so many active readers: `<name>-free-0@example.net`, … */
  addReaders(tier: Tier, count: number, name?: string): Promise<void>;
  /** Writes content/delivery.yaml anew, with these fields in place of its own. */
  settle(fields: Readonly<Record<string, unknown>>): void;
}

export interface BuildChanges {
  readonly words?: string;
  readonly simulated?: boolean;
  readonly findings?: readonly Finding[];
  /** Forms and products in place of those here; null takes one away. */
  readonly files?: Readonly<Record<string, string | Uint8Array | null>>;
}

/** The smallest PNG: one dot. */
const DOT = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "base64",
);
const PASSED: Finding = { gate: "simulated", verdict: "passed", place: "snapshot", message: "Observed." };

/**
 * A project on disk whose issue may go out at any moment: built (of a few made-up words), approved, with readers and a relay. Nothing is
 * computed, drawn or printed; 10,000 readers are there in about a second.
 */
export async function deliveryProject(options: DeliveryProjectOptions = {}): Promise<DeliveryProject> {
  const { date = "2025-11-05", readers = { free: 3 }, root = temporaryFolder(), approved = true } = options;
  cpSync(join(projectRoot, "content"), join(root, "content"), { recursive: true });
  const pdf = Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(options.pdfBytes ?? 2000)]);
  const project: DeliveryProject = {
    root,
    date,
    environment: { TRACKER_LINK_KEY: LINK_KEY },
    build: (tier, changes) => buildEdition({ root, date, tier, pdf }, changes),
    approve: (tier, more) => approveEdition({ root, date, tier }, more),
    addReaders: (tier, count, name = "reader") => addReaders(root, tier, { count, name }),
    settle: (fields) => writeFile(root, "content/delivery.yaml", JSON.stringify({ ...settings, ...fields })),
  };
  const relay = {
    name: "local",
    host: "127.0.0.1",
    port: options.relayPort ?? 1,
    tls: "none",
    replySeconds: 5,
    ...options.relay,
  };
  const settings = {
    from: { name: "Macro Regime Tracker", address: "tracker@example.com" },
    listId: "daily.tracker.example.com",
    site: "https://tracker.example.com",
    relays: [relay],
    ...options.settings,
  };
  project.settle({});
  for (const tier of Object.keys(readers) as Tier[]) {
    await project.build(tier);
    if (approved) await project.approve(tier);
    await project.addReaders(tier, readers[tier] ?? 0);
  }
  return project;
}

interface Place {
  readonly root: string;
  readonly date: string;
  readonly tier: Tier;
}

async function buildEdition(
  { root, date, tier, pdf }: Place & { readonly pdf: Uint8Array },
  { words = "Spreads widen: 91 bp", simulated = false, findings = [PASSED], files = {} }: BuildChanges = {},
): Promise<void> {
  const foot = `<p><a href="${UNSUBSCRIBE_PLACE}">Leave</a> <a href="${ISSUE_PLACE}">Read</a></p>`;
  const texts: Readonly<Record<string, string | Uint8Array | null>> = {
    "issue.md": `---\ntitle: ${JSON.stringify(words)}\nedition: ${tier}\n---\n\n# ${words}\n`,
    "issue.html": `<h1>${words}</h1>`,
    "issue.pdf": pdf,
    "email.html": `<!doctype html><html><body><h1>${words}</h1><img src="charts/vix.png" alt="VIX"> ${foot}</body></html>`,
    "email.txt": `${words}\n\nRead it:\n${ISSUE_PLACE}\nLeave:\n${UNSUBSCRIBE_PLACE}\n`,
    "charts/vix.png": DOT,
    "snapshot.json": "{}",
    "report.json": JSON.stringify({ date, simulated }),
    "ledger.json": JSON.stringify({ entries: [] }),
    "findings.json": JSON.stringify(findings),
    ...files,
  };
  const artifacts = Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text === null ? [] : [[name, Buffer.from(text)]])),
  );
  const place = await issuePlace({ root, date, edition: tier }, { files: realFiles });
  const folder = outFolder(place);
  const made = {
    request: JSON.stringify(["version", {}]),
    edition: tier,
    inputs: {},
    made: {},
    generation: null,
  };
  await keepBuild(artifacts, made, { folder, record: await readRecord(folder, realFiles) }, realFiles);
}

async function approveEdition(
  { root, date, tier }: Place,
  { by = "Editor One", at }: { readonly by?: string; readonly at?: string } = {},
): Promise<void> {
  const place = await issuePlace({ root, date, edition: tier }, { files: realFiles });
  const approvals = openApprovals(approvalsPath(root));
  const now = () => at ?? new Date().toISOString();
  const rules = { people: 1, holdMinutes: 0, approvers: [] };
  const acted = await approveIssues({ places: [place], by, note: undefined }, rules, {
    files: realFiles,
    now,
    approvals,
  });
  const refused = acted.flatMap((one) => one.refused);
  if (refused.length > 0) throw new Error(refused.map(({ message }) => message).join(" "));
}

async function addReaders(
  root: string,
  tier: Tier,
  { count, name }: { readonly count: number; readonly name: string },
): Promise<void> {
  if (count === 0) return;
  const file = openMailingFile(mailingPath(root));
  const at = "2025-10-01T12:00:00.000Z";
  const entries = Array.from(
    { length: count },
    (_, index): SubscriberEntry => ({
      address: `${name}-${tier}-${index}@example.net`,
      name: index % 2 === 0 ? `Reader ${index}` : null,
      tier,
      state: "active",
      consent: { at, how: "import", proof: "made up for a test" },
    }),
  );
  try {
    await openSubscribers(file, { newId: newSubscriberId }).take(entries, at);
  } finally {
    await file.close();
  }
}
