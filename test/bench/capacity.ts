// node test/bench/capacity.ts: the table of ARCHITECTURE.md from the constants beside it. With --measure [READERS] [DAYS] they are measured
// anew on this machine, which must be quiet, and the model is held against it: some minutes.
import { readFileSync, writeFileSync } from "node:fs";
import { measured } from "./capacity/measure.ts";
import type { Constants } from "./capacity/model.ts";
import { capacityTable } from "./capacity/table.ts";

/** How far the model may be from the machine. */
const TOLERANCE = 0.3;
const place = new URL("capacity/constants.json", import.meta.url);
const [flag, readers = "5000", days = "10"] = process.argv.slice(2);

if (flag === "--measure") {
  const { constants, compared } = await measured({ readers: Number(readers), days: Number(days) });
  writeFileSync(place, `${JSON.stringify(constants, null, 2)}\n`);
  for (const one of compared) {
    const off = one.modelled / one.measured - 1;
    const verdict = Math.abs(off) <= TOLERANCE ? "within" : "NOT within";
    const figures = `measured ${one.measured.toFixed(2)}, modelled ${one.modelled.toFixed(2)}`;
    console.log(`${one.figure}: ${figures}, ${(off * 100).toFixed(0)} %: ${verdict} ${TOLERANCE * 100} %`);
    if (verdict !== "within") process.exitCode = 1;
  }
}
console.log(capacityTable(JSON.parse(readFileSync(place, "utf8")) as Constants));
