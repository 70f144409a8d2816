// One cold reading for archive.ts. Arguments: the archive, how many series, as of when ("" is now). Prints milliseconds and MB.
import { openArchive } from "../../pipeline/world/archive/archive.ts";

const loaded = performance.now();
const [path = "", count = "0", knownAt = ""] = process.argv.slice(2);
const wanted = Array.from({ length: Number(count) }, (_, index) => ({
  series: `BENCH.${index}`,
  from: "1990-01-01",
}));
const archive = openArchive(path);
const lanes = await archive.lanes(wanted, knownAt || null);
const done = performance.now();
if (lanes.length !== wanted.length) throw new Error(`${lanes.length} lanes came`);
archive.close();
console.log(
  JSON.stringify({
    fromStart: done,
    fromLoaded: done - loaded,
    memory: process.memoryUsage.rss() / 1e6,
    boot: loaded,
    rows: lanes.reduce((sum, { dates }) => sum + dates.length, 0),
  }),
);
