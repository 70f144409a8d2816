import { expect, it } from "vitest";
import { bothReadings, readingsOf } from "../../pipeline/finance/readings.ts";
import type { Origin, Series } from "../../pipeline/model/series.ts";

const origin = (source: string, evening: number, note?: string): Origin => ({
  source,
  place: `https://${source}.example/of-${evening}`,
  sha256: String(evening).repeat(64).slice(0, 64),
  retrievedAt: `2025-11-0${evening}T22:00:00Z`,
  ...(note === undefined ? {} : { note }),
});
const series = (origins: readonly Origin[], originOf?: readonly number[]): Series => ({
  id: "UST.10Y",
  name: "ten years",
  unit: "percent",
  calendar: "fed",
  dates: ["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-06"],
  values: [4.1, 4.2, null, 4.3],
  origins: [...origins],
  ...(originOf ? { originOf: [...originOf] } : {}),
});

it("rows of one reading have that one, and no count", () => {
  const only = origin("treasury", 6);
  expect(readingsOf(series([only]), [0, 1, 3])).toEqual({ origins: [only] });
  expect(readingsOf(series([origin("fred", 1), only], [0, 1, 1, 1]), [1, 3])).toEqual({ origins: [only] });
});

it("rows that were read evening by evening name the reading of the newest row, and how many there are", () => {
  const origins = [origin("treasury", 3), origin("treasury", 4), origin("treasury", 6)];
  const told = series(origins, [0, 1, 1, 2]);
  expect(readingsOf(told, [0, 1, 3])).toEqual({ origins: [origins[2]], readings: 3 });
  // What was read for other rows is not where these stand.
  expect(readingsOf(told, [0, 1])).toEqual({ origins: [origins[1]], readings: 2 });
});

it("another source, or another word of the same, is named as well, that of the newest row first", () => {
  const origins = [
    origin("fred", 3),
    origin("treasury", 4),
    origin("treasury", 5, "preliminary"),
    origin("fred", 6),
  ];
  expect(readingsOf(series(origins, [0, 1, 2, 3]), [0, 1, 2, 3])).toEqual({
    origins: [origins[3], origins[2], origins[1]],
    readings: 4,
  });
});

it("a difference has the readings of both", () => {
  const [long, short] = [origin("treasury", 6), origin("fred", 6)];
  expect(bothReadings({ origins: [long], readings: 250 }, { origins: [short] })).toEqual({
    origins: [long, short],
    readings: 251,
  });
  expect(bothReadings({ origins: [long] }, { origins: [short] })).toEqual({ origins: [long, short] });
});
