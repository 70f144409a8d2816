import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { packedBrowser } from "../../../pipeline/world/browser/bundled-browser.ts";
import type { Machine } from "../../../pipeline/world/browser/machine.ts";
import { type OpenBrowser, openBrowser } from "../../../pipeline/world/browser/open-browser.ts";
import { bareMachine } from "../../support/browsers.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** A program that speaks DevTools and says that it is Chrome 120. */
const OLD = `#!${process.execPath}
const { createReadStream, createWriteStream } = require("node:fs");
const out = createWriteStream(null, { fd: 4 });
let text = "";
createReadStream(null, { fd: 3 }).on("data", (chunk) => {
  const messages = (text + chunk).split("\\0");
  text = messages.pop();
  for (const message of messages) {
    const { id, sessionId } = JSON.parse(message);
    const result = { product: "HeadlessChrome/120.0.6099.109", browserContextIds: [], targetInfos: [] };
    out.write(JSON.stringify({ id, sessionId, result }) + "\\0");
  }
});
`;
const BROKEN = "#!/bin/sh\necho 'error while loading shared libraries: libnss3.so' >&2\nexit 127\n";

const opened: OpenBrowser[] = [];
afterEach(() => Promise.all(opened.splice(0).map((one) => one.kill())));

/** Opens a browser on a machine with this program where Debian puts its own. */
async function openOn(
  program: string,
  { place, environment = {} }: { place: string; environment?: Machine["environment"] },
) {
  const root = temporaryFolder();
  const path = join(root, place);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, program, { mode: 0o755 });
  const named = environment.TRACKER_BROWSER ? { TRACKER_BROWSER: path } : {};
  const temporary = join(root, "tmp");
  mkdirSync(temporary);
  const machine = { ...bareMachine, root, temporary, environment: { ...bareMachine.environment, ...named } };
  const remarks: string[] = [];
  const folders = new Set<string>();
  const witness = {
    remark: (remark: string) => remarks.push(remark.replace(`${root}/`, "")),
    browser: () => {},
    folder: (folder: string) => folders.add(folder),
    settled: (folder: string) => folders.delete(folder),
  };
  const setup = { machine, deadlineMs: 20_000, printsPerBrowser: 100, compileCache: null };
  const open = await openBrowser(setup, witness);
  opened.push(open);
  return { open, remarks, temporary, folders };
}

const shell = "usr/lib/chromium/chromium-headless-shell";

// Another browser must be there to take over.
describe.runIf(packedBrowser(bareMachine))("a browser of the machine's own", () => {
  it("is passed over with a remark when it is too old for headers and footers", async () => {
    const { open, remarks } = await openOn(OLD, { place: shell });
    expect(open.running.from).toBe("bundled");
    expect(remarks).toEqual([
      `${shell} is passed over: It is HeadlessChrome/120.0.6099.109; headers and footers need 131 or newer.`,
    ]);
  });

  it("is passed over with its own last words when it does not start", async () => {
    const { open, remarks } = await openOn(BROKEN, { place: shell });
    expect(open.running.from).toBe("bundled");
    expect(remarks).toEqual([`${shell} is passed over: error while loading shared libraries: libnss3.so`]);
  });

  it("leaves no profile behind when it is a full one", async () => {
    const { temporary, folders } = await openOn(BROKEN, { place: "usr/lib/chromium/chromium" });
    expect(readdirSync(temporary)).toEqual([]);
    expect(folders.size).toBe(0);
  });

  it("is a fault, never another browser, when it is the one that was asked for", async () => {
    const wish = { place: "opt/mine/chrome", environment: { TRACKER_BROWSER: "this" } };
    await expect(openOn(OLD, wish)).rejects.toMatchObject({
      code: "browser-failed",
      faults: [
        { remedy: "Set TRACKER_BROWSER to another Chrome or Chromium, or unset it to use the bundled one." },
      ],
    });
    await expect(openOn(BROKEN, wish)).rejects.toThrow("libnss3.so");
  });
});
