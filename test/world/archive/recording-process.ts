// A process of its own that records: the archive (a path or an address), a name for its series, how many visits. Prints how many lanes it finds first, and the
// number of each visit that is recorded.
import { addDays } from "../../../pipeline/finance/dates.ts";
import { openArchive } from "../../../pipeline/world/archive/archive.ts";
import { openArchiveOn } from "../../../pipeline/world/archive/on-postgres.ts";
import { openLines } from "../../../pipeline/world/database/postgres/lines.ts";
import { ALL, headlineOf, toldFrom, visitOf } from "./telling-visits.ts";

const [where = "", name = "", count = "0", patience = "10000"] = process.argv.slice(2);
const patienceMs = Number(patience);
const lines = where.startsWith("postgres:") ? openLines(where, { patienceMs }) : null;
const archive = lines ? openArchiveOn(lines) : openArchive(where, { patienceMs });
try {
  process.stdout.write(`${(await archive.lanes(ALL, null)).length} lanes\n`);
  for (let visit = 0; visit < Number(count); visit += 1) {
    const values = Array.from({ length: 400 }, (_, row) => visit + row / 8);
    const shared = toldFrom("2025-01-01", [visit], { series: "UST.2Y", source: name });
    await archive.record(
      visitOf({
        at: `${addDays("2025-01-01", visit)}T22:00:00Z`,
        place: `https://${name}.example/`,
        source: name,
        tellings: [toldFrom(addDays("2024-01-01", visit), values, { source: name }), shared],
        headlines: [headlineOf({ id: `${name}:${visit}` })],
        body: `${name} ${visit} ${"x".repeat(50_000)}`,
      }),
    );
    process.stdout.write(`${visit}\n`);
  }
  archive.close();
  await lines?.close();
} catch (fault) {
  process.stdout.write(`${(fault as { code?: string }).code} ${(fault as Error).message}\n`);
  process.exitCode = 1;
}
