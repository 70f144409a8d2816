import { accessSync, constants, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { PipelineError } from "../../errors.ts";
import { bundledEnvironment, packedBrowser, type Unpacking, unpackBrowser } from "./bundled-browser.ts";
import { cacheFolder, type Environment, type Machine } from "./machine.ts";

/** Where a browser comes from, in the order in which they are asked. */
export type BrowserPlace = "wanted" | "installed" | "puppeteer-cache" | "bundled";

export interface FoundBrowser {
  readonly path: string;
  readonly from: BrowserPlace;
  /** Known before it runs only where a folder's name tells it. */
  readonly version: string | null;
  readonly env: Environment;
  /** A full Chrome writes into a profile; headless-shell has none. */
  readonly needsProfile: boolean;
}

/** The first Chromium that prints CSS page margin boxes: headers, footers and page numbers. */
export const OLDEST_MAJOR = 131;

/** True when the version is known to be too old for the page's headers and footers. */
export function isTooOld(version: string | null): boolean {
  const major = Number(/(\d+)\./.exec(version ?? "")?.[1] ?? Number.NaN);
  return major < OLDEST_MAJOR;
}

export interface Search {
  readonly machine: Machine;
  /** Paths of browsers that were tried and did not serve. */
  readonly refused?: ReadonlySet<string>;
  readonly unpacking?: Unpacking;
}

/**
 * The browser that prints: the one that TRACKER_BROWSER or PUPPETEER_EXECUTABLE_PATH names, an installed one
 * (headless-shell before the full browser, which takes 1.6 times as long), puppeteer's cache, else the bundled one.
 *
 * @throws PipelineError browser-missing if the named one is not there, or if there is none at all
 */
export async function findBrowser({
  machine,
  refused = new Set(),
  unpacking,
}: Search): Promise<FoundBrowser> {
  const wanted = wantedBrowser(machine);
  if (wanted) return wanted;
  const there = [...installedBrowsers(machine), ...cachedBrowsers(machine)];
  return there.find(({ path }) => !refused.has(path)) ?? (await bundledBrowser(machine, unpacking));
}

/** A variable that is set but wrong is a fault: to print with another browser than the one asked for would be silent. */
function wantedBrowser({ environment }: Machine): FoundBrowser | null {
  for (const name of ["TRACKER_BROWSER", "PUPPETEER_EXECUTABLE_PATH"]) {
    const path = environment[name];
    if (!path) continue;
    if (!isProgram(path)) {
      throw new PipelineError({
        code: "browser-missing",
        place: name,
        message: `No program is at ${path}.`,
        remedy: `Set ${name} to the path of Chrome, Chromium or chrome-headless-shell, or unset it.`,
      });
    }
    return browserAt(path, "wanted", environment);
  }
  return null;
}

function installedBrowsers(machine: Machine): FoundBrowser[] {
  const paths = [...shellPlaces(machine), ...fullPlaces(machine)].filter(isProgram);
  return paths.map((path) => browserAt(path, "installed", machine.environment));
}

// Debian's /usr/bin/chromium-headless-shell is a shell script without exec: hence the program behind it comes first.
function shellPlaces({ platform, root, environment }: Machine): string[] {
  const names = ["chrome-headless-shell", "chromium-headless-shell", "headless_shell"];
  const usual = platform === "linux" ? ["usr/lib/chromium/chromium-headless-shell"] : [];
  return [...usual.map((place) => join(root, place)), ...onPath(names, platform, environment)];
}

function fullPlaces({ platform, root, environment, home }: Machine): string[] {
  if (platform === "darwin") {
    const inside = ["Google Chrome", "Chromium"].map(
      (app) => `Applications/${app}.app/Contents/MacOS/${app}`,
    );
    return [root, home].flatMap((base) => inside.map((place) => join(base, place)));
  }
  if (platform === "win32") {
    const bases = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].map((name) => environment[name]);
    const vendors = ["Google/Chrome", "Chromium"];
    return bases.flatMap((base) =>
      base ? vendors.map((vendor) => join(base, vendor, "Application/chrome.exe")) : [],
    );
  }
  const usual = [
    "opt/google/chrome/chrome",
    "usr/lib/chromium/chromium",
    "usr/lib64/chromium-browser/chromium-browser",
  ];
  const names = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];
  return [...usual.map((place) => join(root, place)), ...onPath(names, platform, environment)];
}

function onPath(names: readonly string[], platform: string, environment: Environment): string[] {
  const suffix = platform === "win32" ? ".exe" : "";
  const folders = (environment.PATH ?? "").split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
}

/** Puppeteer's own downloads, `<browser>/<platform>-<version>/<folder>/<program>`: newest first. */
function cachedBrowsers({ environment, home }: Machine): FoundBrowser[] {
  const cache = environment.PUPPETEER_CACHE_DIR || join(home, ".cache", "puppeteer");
  return ["chrome-headless-shell", "chrome"].flatMap((browser) =>
    namesIn(join(cache, browser))
      .map((build) => ({ build, version: build.split("-")[1] ?? "" }))
      .filter(({ version }) => version && !isTooOld(version))
      .sort((a, b) => Number.parseInt(b.version, 10) - Number.parseInt(a.version, 10))
      .flatMap(({ build, version }) =>
        programsOf(join(cache, browser, build), browser).map((path) => ({
          ...browserAt(path, "puppeteer-cache", environment),
          version,
        })),
      ),
  );
}

function programsOf(build: string, browser: string): string[] {
  const testing = "Google Chrome for Testing";
  const places = [browser, `${browser}.exe`, `${testing}.app/Contents/MacOS/${testing}`];
  return namesIn(build)
    .flatMap((folder) => places.map((place) => join(build, folder, place)))
    .filter(isProgram);
}

async function bundledBrowser(machine: Machine, unpacking?: Unpacking): Promise<FoundBrowser> {
  const packed = packedBrowser(machine);
  if (!packed) throw noBrowser("There is no browser here, and none comes with the program for this machine.");
  const cache = cacheFolder(machine);
  if (!cache) throw noBrowser("There is no folder in which the browser could be unpacked.");
  const folder = await unpackBrowser(packed, cache, unpacking);
  const env = bundledEnvironment(folder, machine);
  const path = join(folder, "chromium");
  return { path, from: "bundled", version: packed.version, env, needsProfile: false };
}

function noBrowser(message: string): PipelineError {
  const remedy = "Install Google Chrome or Chromium, or set TRACKER_BROWSER to the path of one.";
  return new PipelineError({ code: "browser-missing", message, remedy });
}

function browserAt(path: string, from: BrowserPlace, env: Environment): FoundBrowser {
  const needsProfile = !/headless[-_]shell/.test(basename(path));
  return { path, from, version: null, env, needsProfile };
}

/** A snap is none: it sees neither our pipes nor our folders. */
function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() && basename(realpathSync(path)) !== "snap";
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
