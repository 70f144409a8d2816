import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { findBrowser, isTooOld } from "../../../pipeline/world/browser/find-browser.ts";
import type { Machine } from "../../../pipeline/world/browser/machine.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** A machine furnished with programs at these places below its root; `bin` is on its PATH. */
function machineWith(places: readonly string[], environment: Record<string, string> = {}): Machine {
  const root = temporaryFolder();
  for (const place of places) {
    const path = join(root, place);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "#!/bin/sh\n");
    chmodSync(path, 0o755);
  }
  return {
    platform: "linux",
    arch: "s390x", // nothing comes with the program for it
    environment: { PATH: [join(root, "other"), join(root, "bin")].join(":"), ...environment },
    home: join(root, "home"),
    temporary: join(root, "tmp"),
    root,
  };
}

const foundOn = async (machine: Machine, refused?: ReadonlySet<string>) => {
  const { path, from, version, needsProfile } = await findBrowser({ machine, ...(refused && { refused }) });
  return { path: path.replace(`${machine.root}/`, ""), from, version, needsProfile };
};

const inCache = (browser: string, version: string) =>
  `home/.cache/puppeteer/${browser}/linux-${version}/${browser}-linux64/${browser}`;

describe("the browser that prints", () => {
  it("is the one that the person named, before all others", async () => {
    const machine = machineWith(["opt/mine/chrome", "bin/chrome-headless-shell"]);
    const named = { ...machine.environment, TRACKER_BROWSER: join(machine.root, "opt/mine/chrome") };
    const found = await foundOn({ ...machine, environment: named });
    expect(found).toMatchObject({ path: "opt/mine/chrome", from: "wanted", needsProfile: true });
  });

  it("is not quietly another when the named one is not there", async () => {
    for (const name of ["TRACKER_BROWSER", "PUPPETEER_EXECUTABLE_PATH"]) {
      const machine = machineWith(["bin/chromium"], { [name]: "/opt/gone/chrome" });
      await expect(findBrowser({ machine })).rejects.toMatchObject({
        code: "browser-missing",
        message: `${name}: No program is at /opt/gone/chrome. Set ${name} to the path of Chrome, Chromium or chrome-headless-shell, or unset it.`,
      });
    }
  });

  it("is an installed headless-shell before a full browser, which is slower", async () => {
    const found = await foundOn(machineWith(["opt/google/chrome/chrome", "bin/chrome-headless-shell"]));
    expect(found).toMatchObject({
      path: "bin/chrome-headless-shell",
      from: "installed",
      needsProfile: false,
    });
  });

  it("is the program behind Debian's script, not the script", async () => {
    const machine = machineWith(["bin/chromium-headless-shell", "usr/lib/chromium/chromium-headless-shell"]);
    expect((await foundOn(machine)).path).toBe("usr/lib/chromium/chromium-headless-shell");
  });

  it("is an installed Chrome or Chromium with a profile of its own", async () => {
    expect(await foundOn(machineWith(["bin/chromium"]))).toMatchObject({
      path: "bin/chromium",
      needsProfile: true,
    });
    const mac = {
      ...machineWith(["Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]),
      platform: "darwin" as const,
    };
    expect((await foundOn(mac)).from).toBe("installed");
  });

  it("is never a snap, which cannot be spoken to", async () => {
    const machine = machineWith(["usr/bin/snap", inCache("chrome", "140.0.1.2")]);
    mkdirSync(join(machine.root, "bin"));
    symlinkSync(join(machine.root, "usr/bin/snap"), join(machine.root, "bin/chromium"));
    expect((await foundOn(machine)).from).toBe("puppeteer-cache");
  });

  it("is the newest of puppeteer's downloads that prints headers and footers", async () => {
    const versions = ["130.0.9.9", "140.0.1.2", "99.0.0.0", "135.0.1.2"];
    const machine = machineWith(versions.map((version) => inCache("chrome-headless-shell", version)));
    expect(await foundOn(machine)).toMatchObject({ version: "140.0.1.2", from: "puppeteer-cache" });
    const old = machineWith([inCache("chrome-headless-shell", "130.0.9.9")]);
    await expect(findBrowser({ machine: old })).rejects.toMatchObject({ code: "browser-missing" });
  });

  it("is the next one when the first did not serve", async () => {
    const machine = machineWith(["bin/chrome-headless-shell", "bin/chromium"]);
    const refused = new Set([join(machine.root, "bin/chrome-headless-shell")]);
    expect((await foundOn(machine, refused)).path).toBe("bin/chromium");
  });

  it("is asked for, with a way to get it, where there is none", async () => {
    await expect(findBrowser({ machine: machineWith([]) })).rejects.toMatchObject({
      code: "browser-missing",
      faults: [{ remedy: "Install Google Chrome or Chromium, or set TRACKER_BROWSER to the path of one." }],
    });
  });
});

describe("a browser's age", () => {
  it("is told from any form of its version", () => {
    expect(
      ["HeadlessChrome/130.0.6723.58", "130.0.1.2", "Chrome/131.0.6778.0", "153.0.0"].map(isTooOld),
    ).toEqual([true, true, false, false]);
    expect(isTooOld(null)).toBe(false);
  });
});
