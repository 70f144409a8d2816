import { PipelineError, sentence } from "../errors.ts";
import { daysBetween } from "../finance/dates.ts";
import type { ChartSpec } from "../model/chart.ts";
import type { MarketCalendars } from "../model/holidays.ts";
import type { MeetingCalendar } from "../model/meeting.ts";
import type { IsoInstant } from "../model/unit.ts";
import type { OpenPrinter } from "../world/browser/printer.ts";
import type { Probe } from "../world/probe.ts";
import type { Archive, Charts } from "../world/world.ts";

/** One line of the doctor's table. */
export interface DoctorRow {
  readonly check: string;
  /** `missing` stops a build, `warn` will. */
  readonly verdict: "ok" | "warn" | "missing";
  readonly found: string;
  /** What to do; null where there is nothing to do. */
  readonly remedy: string | null;
}

/** What the doctor looks at. */
export interface Patient {
  readonly now: IsoInstant;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly calendars: MarketCalendars;
  readonly meetings: MeetingCalendar;
  readonly outFolder: string;
  readonly probe: Probe;
  readonly charts: Pick<Charts, "png">;
  readonly printer: Pick<OpenPrinter, "warm" | "print">;
  readonly archive: Pick<Archive, "holdings" | "visits">;
}

const OLDEST_NODE = 24;
const ALARM_DAYS = 90;
const MEGABYTE = 1_000_000;
/** What the browser takes once, and what a year of issues takes. */
const ROOM_MB = { cache: 300, out: 500 };
const FONTS = ["@fontsource/inter", "@fontsource/source-serif-4"];

/** Variables that change what the program does: set or not is told, never what they say. */
const VARIABLES = {
  TRACKER_BROWSER: "the browser is looked for",
  PUPPETEER_EXECUTABLE_PATH: "the browser is looked for",
  TRACKER_MIRROR: "sources are asked directly",
  FRED_API_KEY: "FRED is read from its public charts, without dated versions",
};

/** Everything that an issue needs of this machine, each with what is missing and how to get it. */
export async function examine(patient: Patient): Promise<readonly DoctorRow[]> {
  const { probe, outFolder } = patient;
  const cache = probe.cacheFolder();
  const [browser, charts, out, unpacked, ...archive] = await Promise.all([
    browserRow(patient),
    chartsRow(patient),
    folderRow(patient, { check: "folder for issues", folder: outFolder, roomMb: ROOM_MB.out }),
    folderRow(patient, { check: "folder for the browser", folder: cache, roomMb: ROOM_MB.cache }),
    archiveRow(patient),
    sourcesRow(patient),
  ]);
  const rows = [nodeRow(probe), browser, ...FONTS.map((name) => fontRow(name, probe)), charts, out, unpacked];
  return [...rows, ...archive, clockRow(patient), ...calendarRows(patient), ...variableRows(patient)];
}

function nodeRow({ nodeVersion }: Probe): DoctorRow {
  const good = Number.parseInt(nodeVersion, 10) >= OLDEST_NODE;
  const remedy = `Start with \`npm start\` or \`npx tracker\`: \`npm ci\` brings Node ${OLDEST_NODE} for them.`;
  return rowOf("Node", good ? "ok" : "missing", nodeVersion, remedy);
}

/** Not only there: it must print words. */
async function browserRow({ printer, now }: Patient): Promise<DoctorRow> {
  try {
    const { version, from, path } = await printer.warm();
    const html = `<!doctype html><html lang="en"><title>Test page</title><p>The quick brown fox: 4.17%, −0.36%.</p></html>`;
    await printer.print({ html, paper: "a4", created: now });
    return rowOf("browser", "ok", `${version}, ${from}, ${path}: prints a page with its words`, null);
  } catch (error) {
    return failedRow("browser", error);
  }
}

function fontRow(name: string, { packageVersion }: Probe): DoctorRow {
  const version = packageVersion(name);
  return rowOf(`font ${name}`, version ? "ok" : "missing", version ?? "not installed", "Run `npm ci`.");
}

async function chartsRow({ charts }: Patient): Promise<DoctorRow> {
  const label = { text: "2", figure: "doctor.test", value: 2 };
  const size = { width: 40, height: 12 };
  const spec: ChartSpec = {
    kind: "spark",
    id: "doctor",
    alt: "A test",
    ...size,
    values: [1, 3, 2],
    end: label,
  };
  try {
    const { length } = await charts.png(spec);
    return rowOf("charts", "ok", `a test picture of ${length} bytes`, null);
  } catch (error) {
    return failedRow("charts", error);
  }
}

interface Room {
  readonly check: string;
  readonly folder: string | null;
  readonly roomMb: number;
}

async function folderRow({ probe }: Patient, { check, folder, roomMb }: Room): Promise<DoctorRow> {
  const elsewhere = "Set XDG_CACHE_HOME to a folder that can be written.";
  if (folder === null) return rowOf(check, "missing", "none can be written", elsewhere);
  const { writable, freeBytes } = await probe.folder(folder);
  const free = Math.floor(freeBytes / MEGABYTE);
  if (!writable)
    return rowOf(check, "missing", `${folder} cannot be written`, "Give yourself the right to write there.");
  const found = `${folder}, ${free} MB free`;
  return rowOf(check, free < roomMb ? "warn" : "ok", found, `Make room: ${roomMb} MB are wanted.`);
}

async function archiveRow({ archive }: Patient): Promise<DoctorRow> {
  try {
    const holdings = await archive.holdings();
    if (holdings.length === 0)
      return rowOf(
        "archive",
        "ok",
        "empty; the sample and files need none; `npx tracker collect` fills it",
        null,
      );
    const rows = holdings.reduce((sum, { rows: held }) => sum + held, 0);
    return rowOf("archive", "ok", `${holdings.length} series and sources, ${rows} values`, null);
  } catch (error) {
    return failedRow("archive", error);
  }
}

/** What every source said last: one that answers nothing useful will be missed in the next issue. */
async function sourcesRow({ archive }: Patient): Promise<DoctorRow> {
  try {
    const visits = await archive.visits(null);
    if (visits.length === 0) return rowOf("sources", "ok", "not asked yet", null);
    const bad = visits.filter(({ verdict }) => verdict !== "ok" && verdict !== "empty");
    const last = visits
      .map(({ at }) => at)
      .sort()
      .at(-1);
    const named = [...new Set(bad.map(({ source, verdict }) => `${source} ${verdict}`))].join(", ");
    const found = `${visits.length} addresses, last asked ${last}${named ? `; not well: ${named}` : ""}`;
    return rowOf(
      "sources",
      bad.length > 0 ? "warn" : "ok",
      found,
      "Run `npx tracker collect`: it tells each reason.",
    );
  } catch (error) {
    return failedRow("sources", error);
  }
}

/** A clock that stands outside every day that the calendars know is wrong, or the program is out of date. */
function clockRow({ now, calendars }: Patient): DoctorRow {
  const { knownFrom, knownTo } = calendars.nyse;
  const today = now.slice(0, 10);
  const sane = today >= knownFrom && today <= knownTo;
  const remedy = `Set the clock, or update the program: its calendars run from ${knownFrom} to ${knownTo}.`;
  return rowOf("clock", sane ? "ok" : "missing", now, remedy);
}

function calendarRows({ now, calendars, meetings }: Patient): DoctorRow[] {
  const today = now.slice(0, 10);
  const ends = {
    "NYSE holidays": calendars.nyse.knownTo,
    "SIFMA holidays": calendars.sifma.knownTo,
    "Federal Reserve holidays": calendars.fed.knownTo,
    "FOMC meetings": meetings.knownTo,
  };
  return Object.entries(ends).map(([check, knownTo]) => {
    const left = daysBetween(today, knownTo);
    const verdict = left < 0 ? "missing" : left < ALARM_DAYS ? "warn" : "ok";
    const file = check === "FOMC meetings" ? "fomc.csv" : "holidays.csv";
    const remedy = `Add the coming dates to content/calendar/${file}; where to find them stands there.`;
    return rowOf(check, verdict, `known to ${knownTo}, ${left} days from today`, remedy);
  });
}

function variableRows({ environment }: Patient): DoctorRow[] {
  return Object.entries(VARIABLES).map(([name, without]) =>
    rowOf(name, "ok", environment[name] ? "set" : `not set: ${without}`, null),
  );
}

/** What a fault says, with its remedy. */
export function failedRow(check: string, error: unknown): DoctorRow {
  if (!(error instanceof PipelineError))
    return rowOf(check, "missing", (error as Error).message, "Run `npm ci`.");
  const found = error.faults.map((fault) => sentence({ ...fault, remedy: "" })).join(" ");
  return rowOf(check, "missing", found, error.faults[0]?.remedy ?? null);
}

/** A row; a remedy only where there is something to do. */
export function rowOf(
  check: string,
  verdict: DoctorRow["verdict"],
  found: string,
  remedy: string | null,
): DoctorRow {
  return { check, verdict, found, remedy: verdict === "ok" ? null : remedy };
}
