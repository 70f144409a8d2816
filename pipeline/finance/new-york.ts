import { Temporal } from "temporal-polyfill";
import type { IsoDate, IsoInstant } from "../model/unit.ts";

const NEW_YORK = "America/New_York";

/** The instant at which clocks in New York show `time` (`HH:MM`) on `date`. */
export function newYorkInstant(date: IsoDate, time: string): IsoInstant {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(NEW_YORK).toInstant().toString();
}

/** Date and `HH:MM` in New York at an instant. */
export function inNewYork(instant: IsoInstant): { readonly date: IsoDate; readonly time: string } {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(NEW_YORK);
  return {
    date: local.toPlainDate().toString(),
    time: local.toPlainTime().toString({ smallestUnit: "minute" }),
  };
}
