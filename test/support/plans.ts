import type { z } from "zod";
import { type Sources, SourcesSchema } from "../../pipeline/model/edition.ts";

type SeriesSketch = Partial<z.input<typeof SourcesSchema>["series"][string]>;
type FeedSketch = Partial<NonNullable<z.input<typeof SourcesSchema>["feeds"]>[string]>;

const table = { file: "none.csv", note: "made up" };
const plainSeries = { name: "A series", unit: "percent", calendar: "sifma", plausible: [-5, 25] } as const;
const plainFeed = { name: "A feed", maxAgeDays: 4, rights: "headline and link only" };

/** content/sources.yaml with these series and feeds; what is not said of one is a rate in percent, or a feed of four days. */
export function plansOf(
  series: Readonly<Record<string, SeriesSketch>>,
  feeds: Readonly<Record<string, FeedSketch>> = {},
): Sources {
  const whole = <T extends object>(sketches: Readonly<Record<string, T | undefined>>, plain: object) =>
    Object.fromEntries(Object.entries(sketches).map(([name, sketch]) => [name, { ...plain, ...sketch }]));
  return SourcesSchema.parse({
    series: whole(series, plainSeries),
    tables: { sectors: table, futures: table, headlines: table },
    feeds: whole(feeds, plainFeed),
  });
}
