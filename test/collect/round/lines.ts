import { createHash } from "node:crypto";
import type { Rows, WireFormat } from "../../../pipeline/collect/wire-format.ts";
import type { Archive } from "../../../pipeline/world/world.ts";

const SEEN = "2025-11-01T12:00:00Z";

/**
 * A format made up for these tests: lines such as `A 2025-11-05 4.17`; "-" is no observation, a line that begins with "#" a remark, and
 * "?" a page that nobody can read.
 */
export const lineFormat: WireFormat = {
  id: "lines",
  lagDays: 0,
  errands: (wanted) => [
    { pages: [{ url: "https://lines.example/all", limitBytes: 1000, gapMs: 0 }], wanted },
  ],
  read(pages, { wanted }) {
    const lines = pages.flatMap(({ bytes }) => new TextDecoder().decode(bytes).split("\n"));
    if (lines.includes("?")) return { verdict: "shape_changed", reason: "There is a question mark." };
    const cells = lines.map((line) => line.split(" "));
    const rows = wanted.flatMap(({ series, symbol }): Rows[] => {
      const own = cells.filter(([name]) => name === symbol);
      const values = own.map(([, , value]) => (value === "-" ? null : Number(value)));
      return own.length === 0 ? [] : [{ series, dates: own.map(([, date]) => date!), values }];
    });
    const remarks = lines.filter((line) => line.startsWith("#")).map((line) => line.slice(2));
    return { verdict: "ok", rows, headlines: [], remarks };
  },
};

/** Puts rows into an archive as a source would have told them on the first of November. */
export async function tell(archive: Archive, source: string, rows: Rows, at = SEEN): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify([source, rows]));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { series, dates } = rows;
  const newest = dates.at(-1) ?? null;
  const place = `https://${source}.example/${series}`;
  await archive.record({
    visit: { at, source, place, verdict: "ok", reason: null, series: [series], newest },
    raw: { bytes, sha256 },
    validators: { etag: null, lastModified: null },
    readWith: "",
    tellings: [{ ...rows, source }],
    headlines: [],
  });
}
