import { describe, expect, it } from "vitest";
import { examine, type Patient } from "../../pipeline/desk/doctor.ts";
import { PipelineError } from "../../pipeline/errors.ts";
import type { RunningBrowser } from "../../pipeline/world/browser/printing-messages.ts";
import { emptyArchive } from "../../pipeline/world/nothing-outside.ts";
import { calendars, meetings } from "../support/snapshots.ts";

const browser: RunningBrowser = {
  path: "/opt/chrome",
  from: "installed",
  version: "HeadlessChrome/153.0",
  pid: 7,
};

const healthy: Patient = {
  now: "2025-11-05T21:30:00Z",
  environment: {},
  calendars,
  meetings,
  outFolder: "out",
  probe: {
    nodeVersion: "24.21.0",
    cacheFolder: () => "/home/desk/.cache/tracker",
    folder: async () => ({ writable: true, freeBytes: 5e9 }),
    packageVersion: () => "5.3.0",
  },
  charts: { png: async () => new Uint8Array(90) },
  printer: { warm: async () => browser, print: async () => new Uint8Array(900) },
  archive: emptyArchive,
};

const rowsOf = async (changes: Partial<Patient>) => {
  const rows = await examine({ ...healthy, ...changes });
  return Object.fromEntries(rows.map((row) => [row.check, row]));
};
const probeWith = (changes: Partial<Patient["probe"]>) => ({ probe: { ...healthy.probe, ...changes } });

describe("the doctor", () => {
  it("finds nothing to do on a machine that can make an issue", async () => {
    const rows = await examine(healthy);
    expect(rows.filter(({ verdict, remedy }) => verdict !== "ok" || remedy !== null)).toEqual([]);
    expect(rows.length).toBeGreaterThan(12);
  });

  it("says which browser prints, and from where", async () => {
    expect((await rowsOf({})).browser?.found).toBe(
      "HeadlessChrome/153.0, installed, /opt/chrome: prints a page with its words",
    );
  });

  it("tells how to get a browser where none prints", async () => {
    const fault = new PipelineError({
      code: "browser-missing",
      message: "There is no browser here.",
      remedy: "Install Chromium.",
    });
    const printer = { warm: async () => Promise.reject(fault), print: healthy.printer.print };
    expect((await rowsOf({ printer })).browser).toEqual({
      check: "browser",
      verdict: "missing",
      found: "There is no browser here.",
      remedy: "Install Chromium.",
    });
  });

  it("is not content with a browser that starts and prints no words", async () => {
    const fault = new PipelineError({
      code: "browser-failed",
      message: "The PDF shows 0 letters.",
      remedy: "Look.",
    });
    const printer = { warm: healthy.printer.warm, print: async () => Promise.reject(fault) };
    expect((await rowsOf({ printer })).browser?.verdict).toBe("missing");
  });

  it("names an old Node, a font that is not there and a canvas that does not load", async () => {
    const charts = { png: async () => Promise.reject(new Error("Cannot find module canvas")) };
    const rows = await rowsOf({
      charts,
      ...probeWith({ nodeVersion: "20.20.2", packageVersion: () => null }),
    });
    expect(rows.Node).toMatchObject({ verdict: "missing", found: "20.20.2" });
    expect(rows["font @fontsource/inter"]).toMatchObject({ verdict: "missing", remedy: "Run `npm ci`." });
    expect(rows.charts).toMatchObject({ verdict: "missing", found: "Cannot find module canvas" });
  });

  it("warns of a full disk and stops at a folder that cannot be written", async () => {
    const full = await rowsOf(probeWith({ folder: async () => ({ writable: true, freeBytes: 200e6 }) }));
    expect(full["folder for issues"]).toMatchObject({ verdict: "warn", found: "out, 200 MB free" });
    const closed = await rowsOf(probeWith({ folder: async () => ({ writable: false, freeBytes: 5e9 }) }));
    expect(closed["folder for issues"]?.verdict).toBe("missing");
    const nowhere = await rowsOf(probeWith({ cacheFolder: () => null }));
    expect(nowhere["folder for the browser"]?.remedy).toContain("XDG_CACHE_HOME");
  });

  it("raises the alarm 90 days before a calendar ends, and stops when it has", async () => {
    const ends = async (knownTo: string) =>
      (await rowsOf({ meetings: { ...meetings, knownTo } }))["FOMC meetings"];
    expect(await ends("2026-02-03")).toMatchObject({
      verdict: "ok",
      found: "known to 2026-02-03, 90 days from today",
    });
    expect(await ends("2026-02-02")).toMatchObject({ verdict: "warn" });
    expect(await ends("2025-11-04")).toMatchObject({
      verdict: "missing",
      remedy: "Add the coming dates to content/calendar/fomc.csv; where to find them stands there.",
    });
  });

  it("distrusts a clock outside every known day", async () => {
    expect((await rowsOf({ now: "1970-01-01T00:00:09Z" })).clock?.verdict).toBe("missing");
  });

  it("says whether a key is set, and never what it is", async () => {
    const rows = await examine({ ...healthy, environment: { FRED_API_KEY: "abcdef0123456789" } });
    expect(rows.find(({ check }) => check === "FRED_API_KEY")?.found).toBe("set");
    expect(JSON.stringify(rows)).not.toContain("abcdef");
  });
});
