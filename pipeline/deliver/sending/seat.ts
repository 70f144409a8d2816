/** Where a run stands among those that send at the same time: so many began before it, so many are there with it. */
export interface Seat {
  readonly before: number;
  readonly all: number;
}

/** Of a run that sends alone. */
export const ALONE: Seat = { before: 0, all: 1 };

/** Whose limits are asked for; null: the others do not know of it yet, and nothing falls to it. */
export type SeatNow = () => Seat | null;

/** How many of `most` connections fall to a seat: those of all seats together are `most`. */
export function countFor(most: number, seat: Seat | null): number {
  if (seat === null) return 0;
  return Math.floor(most / seat.all) + (seat.before < most % seat.all ? 1 : 0);
}

/**
 * What part of a rate falls to a seat: those of all seats together are 1.
 *
 * @param connections whoever gets none of them needs no part; null: there are enough
 */
export function partFor(connections: number | null, seat: Seat | null): number {
  if (seat === null) return 0;
  const takers = Math.min(seat.all, connections ?? seat.all);
  return seat.before < takers ? 1 / takers : 0;
}
