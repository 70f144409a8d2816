import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "puppeteer-core/internal/puppeteer-core-browser.js";
import { PipelineError } from "../../errors.ts";
import { browserArguments } from "./browser-arguments.ts";
import { type BrowserProcess, killBrowser, startBrowser } from "./browser-process.ts";
import { withDeadline } from "./deadline.ts";
import { type FoundBrowser, findBrowser, isTooOld, OLDEST_MAJOR } from "./find-browser.ts";
import type { PressSetup, RunningBrowser } from "./printing-messages.ts";

/** What whoever runs a browser should know at once, so as to clear up after us. */
export interface Witness {
  remark(remark: string): void;
  /** A browser was started; `ended` settles when it is gone. */
  browser(pid: number, ended: Promise<unknown>): void;
  /** A folder that should not outlive us. */
  folder(folder: string): void;
  /** That folder is gone, or has become something to keep. */
  settled(folder: string): void;
}

export interface OpenBrowser {
  readonly running: RunningBrowser;
  readonly browser: Browser;
  kill(): Promise<void>;
}

/**
 * Finds, starts and connects a browser. One of the machine's own that does not start, or is too old for headers and
 * footers, is passed over with a remark; one that was asked for by name is a fault.
 */
export async function openBrowser(setup: PressSetup, witness: Witness): Promise<OpenBrowser> {
  const refused = new Set<string>();
  for (;;) {
    const found = await findBrowser({ machine: setup.machine, refused, unpacking: witness });
    const opened = await tryBrowser(found, setup, witness);
    if (typeof opened !== "string") return opened;
    if (found.from === "wanted" || found.from === "bundled") throw unusable(found, opened);
    witness.remark(`${found.path} is passed over: ${opened}`);
    refused.add(found.path);
  }
}

/** The open browser, or what is wrong with it. */
async function tryBrowser(
  found: FoundBrowser,
  setup: PressSetup,
  witness: Witness,
): Promise<OpenBrowser | string> {
  const isRoot = process.getuid?.() === 0;
  let opened = await startAndConnect(found, { sandbox: !isRoot, setup, witness });
  if (typeof opened === "string" && !isRoot && /sandbox|namespace/i.test(opened)) {
    opened = await startAndConnect(found, { sandbox: false, setup, witness });
  }
  if (typeof opened === "string" || !isTooOld(opened.running.version)) return opened;
  await opened.kill();
  return `It is ${opened.running.version}; headers and footers need ${OLDEST_MAJOR} or newer.`;
}

interface Start {
  readonly sandbox: boolean;
  readonly setup: PressSetup;
  readonly witness: Witness;
}

async function startAndConnect(
  found: FoundBrowser,
  { sandbox, setup, witness }: Start,
): Promise<OpenBrowser | string> {
  const profile = found.needsProfile
    ? await mkdtemp(join(setup.machine.temporary, "tracker-profile-"))
    : null;
  if (profile) witness.folder(profile);
  const { path, from } = found;
  // A full Chrome that is killed leaves folders in the temporary one: they go with the profile.
  const env = profile ? { ...found.env, TMPDIR: profile } : found.env;
  const started = startBrowser({ path, args: browserArguments({ sandbox, profile }), env });
  if (started.pid !== null) witness.browser(started.pid, started.ended);
  const kill = async () => {
    if (started.pid !== null) killBrowser(started.pid);
    if (!profile) return;
    await started.ended; // it writes to its profile to the last
    await rm(profile, { recursive: true, force: true });
    witness.settled(profile);
  };
  try {
    const connecting = connectTo(started);
    connecting.catch(() => {}); // may fail after the deadline
    const browser = await withDeadline(connecting, setup.deadlineMs, "It did not answer.");
    const running = { path, from, version: await browser.version(), pid: started.pid ?? 0 };
    return { running, browser, kill };
  } catch (error) {
    await kill();
    // Its own last words say more than that the pipe is closed.
    return withDeadline(started.ended, 1000, "").catch(() => (error as Error).message);
  }
}

/**
 * The browser has been started when puppeteer is read: the one takes as long as the other. puppeteer-core's entry for
 * the web connects and no more, and is read in half the time of the whole (75 against 150 ms).
 */
async function connectTo({ transport, ended }: BrowserProcess): Promise<Browser> {
  const { connect } = await import("puppeteer-core/internal/puppeteer-core-browser.js");
  const gone = ended.then((said) => {
    throw new Error(said);
  });
  return Promise.race([connect({ transport, defaultViewport: null }), gone]);
}

function unusable({ path, from }: FoundBrowser, complaint: string): PipelineError {
  return new PipelineError({
    code: "browser-failed",
    place: path,
    message: `The browser does not serve: ${complaint}`,
    remedy:
      from === "wanted"
        ? "Set TRACKER_BROWSER to another Chrome or Chromium, or unset it to use the bundled one."
        : "Install Google Chrome or Chromium, or set TRACKER_BROWSER to the path of one.",
  });
}
