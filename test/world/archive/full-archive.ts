import { addDays } from "../../../pipeline/finance/dates.ts";
import type { Archive } from "../../../pipeline/world/world.ts";
import { headlineOf, toldFrom, visitOf } from "./telling-visits.ts";

/** Fills an archive with one of everything: two series, revisions, versions, a checkpoint, repeats, a refusal, headlines told again. It is closed then. */
export async function fullArchive(archive: Archive & { close(): void }): Promise<void> {
  const two = { series: "UST.2Y" };
  for (let day = 0; day < 18; day += 1) {
    const tellings = [
      toldFrom("2025-10-01", [1 + day / 8, null, 3], { lines: [2, 3, 4] }),
      toldFrom(addDays("2025-10-01", day), [day], two),
    ];
    const title = day < 9 ? "First title" : "Second title";
    const headlines = [headlineOf({ id: "wire:1", title }), headlineOf({ id: `wire:2-${day}` })];
    const at = `${addDays("2025-11-01", day)}T22:00:00Z`;
    await archive.record(visitOf({ at, tellings, headlines, body: `body of day ${day}`, etag: `e${day}` }));
  }
  for (const hour of [1, 2, 3])
    await archive.record(visitOf({ at: `2025-11-20T0${hour}:00:00Z`, body: "quiet" }));
  const versions = ["2025-09-30", "2025-10-15"].map((publishedOn, index) =>
    toldFrom("2025-09-01", [index, 7], { publishedOn, source: "fred" }),
  );
  await archive.record(
    visitOf({ at: "2025-11-20T04:00:00Z", place: "https://v.example/", source: "fred", tellings: versions }),
  );
  const refused = { verdict: "blocked", reason: "The source answered 403." } as const;
  await archive.record(
    visitOf({
      at: "2025-11-20T05:00:00Z",
      place: "https://no.example/",
      body: "<html>",
      visit: refused,
      unreadable: true,
    }),
  );
  archive.close();
}
