import { type FaultDetail, PipelineError } from "../../errors.ts";
import { isDate } from "../../finance/dates.ts";
import type { CycleTurn } from "../../model/agenda.ts";
import { type CalendarRow, calendarFault, readCalendarRows } from "./calendar-rows.ts";

export const RECESSIONS = { place: "content/calendar/recessions.csv", header: "turn,announced,turned" };

/** `turn,announced,turned` rows, peaks and troughs in turn. @throws PipelineError config-invalid with every fault by its line */
export function turnsOf(bytes: Uint8Array): readonly CycleTurn[] {
  const { rows, faults } = readCalendarRows(bytes, RECESSIONS);
  const wrong = [...faults, ...rows.flatMap(faultsIn)];
  if (wrong.length > 0) throw new PipelineError(wrong);
  return rows.map(({ words: [turn, announced = ""], date }) => ({
    turn: turn === "peak" ? "peak" : "trough",
    announced,
    turned: date,
  }));
}

function faultsIn(
  { words: [turn = "", announced = ""], date, place }: CalendarRow,
  at: number,
  rows: readonly CalendarRow[],
): FaultDetail[] {
  const expected = at % 2 === 0 ? "peak" : "trough";
  const before = rows[at - 1]?.date ?? "";
  return [
    ...(turn === expected ? [] : [calendarFault(place, `A ${expected} is expected; found "${turn}".`)]),
    ...(isDate(announced) && announced > date
      ? []
      : [calendarFault(place, `A day after ${date} is expected as announced; found "${announced}".`)]),
    ...(date > before ? [] : [calendarFault(place, `A turn after ${before} is expected; found ${date}.`)]),
  ];
}
