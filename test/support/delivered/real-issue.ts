import { spawn } from "node:child_process";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Environment } from "../../../pipeline/cli/environment.ts";
import type { Tier } from "../../../pipeline/model/subscriber.ts";
import { changeFile, cli, finished, projectCopy, type Ran, writeFile } from "../command-line.ts";
import { LINK_KEY } from "../delivery-project.ts";

export const DATE = "2025-11-05";
export const SITE = "https://tracker.example.com";
export const FROM = { name: "Macro Regime Tracker", address: "tracker@example.com" } as const;
export const LIST_ID = "daily.tracker.example.com";
export const TITLE = "Zinsen höher, spreads “asleep” – 債券の一日, a day whose subject is long";

/** A project whose issue is really computed, drawn and printed, in both editions. */
export interface RealIssue {
  readonly root: string;
  readonly environment: Environment;
  /** Of DKIM. */
  readonly key: { readonly publicKey: KeyObject };
  /** Where an edition lies. */
  folderOf(tier: Tier): string;
  /** The real command line, in a process of its own. */
  run(...words: readonly string[]): Promise<Ran>;
  /** The same, stopped as by Ctrl-C as soon as it has come so far. */
  stoppedWhen(reached: () => boolean, ...words: readonly string[]): Promise<Ran>;
  /** As `run`; throws where it comes to anything but that exit. */
  expect(exit: number, ...words: readonly string[]): Promise<string>;
  build(): Promise<void>;
  approve(): Promise<void>;
}

export interface RealIssueOptions {
  /** The folder that `build --data` reads. */
  readonly data: string;
  /** Sections that these data are enough for; left out: all. */
  readonly sections?: string;
  /** Sent to 127.0.0.1. */
  readonly port: number;
  /** Further fields of content/delivery.yaml. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What test/support/data-folder.ts is enough for. */
export const FEW_SECTIONS =
  "sections: [key-figures, sector-attribution, ig-spread, policy-path, regime, models, anchors, watch]\npaidOnly: [anchors]";

/** Built and approved by the command line. Gone after the tests of the file. */
export async function realIssue(options: RealIssueOptions): Promise<RealIssue> {
  const root = projectCopy();
  const settings = {
    from: FROM,
    listId: LIST_ID,
    site: SITE,
    dkim: { domain: "example.com", selector: "tracker" },
    relays: [{ name: "local", host: "127.0.0.1", port: options.port, tls: "none", replySeconds: 30 }],
    ...options.settings,
  };
  writeFile(root, "content/delivery.yaml", JSON.stringify(settings));
  writeLead(root, "Spreads sleep while yields rise.");
  if (options.sections) {
    const settings = readFileSync(join(root, "content/tracker.yaml"), "utf8");
    const [chosen = ""] = /^sections: .*\npaidOnly: .*$/m.exec(settings) ?? [];
    changeFile(root, "content/tracker.yaml", chosen, options.sections);
  }
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFile(root, "key.pem", key.privateKey.export({ type: "pkcs8", format: "pem" }));
  const environment = {
    ...process.env,
    TRACKER_LINK_KEY: LINK_KEY,
    TRACKER_DKIM_KEY_FILE: join(root, "key.pem"),
  };
  const run = (...words: readonly string[]) =>
    finished(process.execPath, [cli, ...words, "--root", root], environment);
  const expectExit = async (exit: number, ...words: readonly string[]) => {
    const ran = await run(...words);
    if (ran.exit !== exit) throw new Error(`${words.join(" ")}: exit ${ran.exit}\n${ran.err}\n${ran.out}`);
    return ran.out;
  };
  const issue: RealIssue = {
    root,
    environment,
    key,
    folderOf: (tier) => join(root, "out", tier === "free" ? DATE : `${DATE}-paid`),
    run,
    stoppedWhen: (reached, ...words) => stoppedWhen(reached, [cli, ...words, "--root", root], environment),
    expect: expectExit,
    build: async () => {
      await expectExit(0, "build", DATE, "--data", options.data, "--edition", "both");
    },
    approve: async () => {
      await expectExit(0, "approve", DATE, "--edition", "both", "--by", "Editor One");
    },
  };
  await issue.build();
  await issue.approve();
  return issue;
}

/** The writer's lead, under a title in several scripts. */
export function writeLead(root: string, words: string): void {
  const lead = `---\ntitle: ${JSON.stringify(TITLE)}\n---\n\n${words}\n`;
  writeFile(root, `content/issues/${DATE}/lead.md`, lead);
}

async function stoppedWhen(
  reached: () => boolean,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Ran> {
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"], env: environment });
  const looking = setInterval(() => {
    if (!reached()) return;
    clearInterval(looking);
    child.kill("SIGINT");
  }, 2);
  const [out, err, exit] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on("close", resolve)),
  ]);
  clearInterval(looking);
  return { exit, out, err, faults: [] };
}
