import { z } from "zod";
import { IsoDateSchema } from "./unit.ts";

/** Full-day closings of one market, and the last day for which they are known. */
export const HolidaysSchema = z.strictObject({
  knownFrom: IsoDateSchema,
  knownTo: IsoDateSchema,
  closed: z.array(IsoDateSchema),
  /** Open days with an early close: 13:00 in New York at the Stock Exchange. */
  earlyClose: z.array(IsoDateSchema).default([]),
});
export type Holidays = z.infer<typeof HolidaysSchema>;

/** The three calendars that differ: NYSE for equities, SIFMA for bonds, the Federal Reserve for overnight rates. */
export const MarketCalendarsSchema = z.strictObject({
  nyse: HolidaysSchema,
  sifma: HolidaysSchema,
  fed: HolidaysSchema,
});
export type MarketCalendars = z.infer<typeof MarketCalendarsSchema>;
