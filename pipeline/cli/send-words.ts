import type { Sent, SentEdition } from "../desk/sending/sent.ts";
import type { Tally } from "../model/delivery.ts";
import { durationWords, grouped } from "./moving-line.ts";

type Done = Extract<Sent, { readonly editions: unknown }>;

/** What a run came to, and how to go on. */
export interface SendEnd {
  readonly text: string;
  /** Something is left, or the run was stopped. */
  readonly left: boolean;
}

/** @param again the same command: "npx tracker send 2025-11-05" */
export function sentWords(
  { editions, limited }: Done,
  { again, date }: { readonly again: string; readonly date: string },
): SendEnd {
  const lines = editions.flatMap((edition) => [headLine(edition), ...stateLines(edition, { again, date })]);
  const isOpen = editions.some(
    ({ tally, end }) => waiting(tally) > 0 || tally.uncertain > 0 || end.why !== "done",
  );
  const sum =
    isOpen || limited
      ? []
      : [editions.length === 0 ? "Nothing was to be sent." : "Nothing is left to be sent."];
  const limit = limited ? [`The limit of new readers is reached; for further ones run again: ${again}`] : [];
  return { text: [...lines, ...limit, ...sum].join("\n"), left: isOpen || limited };
}

/** What is still to be handed over. */
function waiting({ queued, deferred, "handed over": handed }: Tally): number {
  return queued + deferred + handed;
}

function headLine({ version, tally, accepted, milliseconds, enqueued }: SentEdition): string {
  const total = Object.values(tally).reduce((sum, count) => sum + count, 0);
  const seconds = milliseconds / 1000;
  const rate = accepted > 0 && seconds > 0 ? `, ${grouped(Math.round(accepted / seconds))} a second` : "";
  const now = `${grouped(accepted)} in this run (${durationWords(seconds)}${rate})`;
  const corrections =
    enqueued.corrections > 0 ? `; ${grouped(enqueued.corrections)} of the new rows are corrections` : "";
  return `${version}: ${grouped(tally.accepted + tally.sent)} of ${grouped(total)} accepted, ${now}${corrections}`;
}

function stateLines(
  { tally, end }: SentEdition,
  { again, date }: { readonly again: string; readonly date: string },
): string[] {
  const receipts = `npx tracker receipts ${date}`;
  const lines: readonly (readonly [number, string])[] = [
    [tally.refused, `refused for good: those who got nothing and why: ${receipts}`],
    [tally.deferred, `deferred, the relay wants them later. Run again: ${again}`],
    [tally["handed over"], `being handed over by another process: ${receipts}`],
    [tally.queued, `not handed over yet. Run again: ${again}`],
    [
      tally.uncertain,
      `uncertain: the line or the sender died before the relay answered. Somebody decides: ${receipts} --uncertain`,
    ],
    [tally.withdrawn, "withdrawn: they left the list before it came to them"],
    [tally.superseded, "superseded: a correction took its place"],
  ];
  const told = lines.flatMap(([count, words]) => (count > 0 ? [`  ${grouped(count)} ${words}`] : []));
  const why = endWords(end, again);
  return [...told, ...(why === null ? [] : [`  ${why}`])];
}

function endWords(end: SentEdition["end"], again: string): string | null {
  switch (end.why) {
    case "done":
      return null;
    case "deferred left":
      return `The time for this run is up; the next one is due at ${end.next}.`;
    case "asked to stop":
      return `It was stopped as asked, and nothing is in doubt by that. Go on: ${again}`;
    case "content refused":
      return `It was stopped: the relay would refuse this letter for everybody. It said: ${end.reply}. Mend the issue, or ask who runs the relay.`;
    case "no relay":
      return `It was stopped: no relay takes anything. ${end.reasons.join(" ")} See: npx tracker doctor --mail. Go on: ${again}`;
    case "taken over":
      return "Another process has taken it over and goes on with it.";
    case "left to workers":
      return `Workers go on with it. How far they are: npx tracker status --queue. Wait for them again: ${again}`;
    case "given up":
      return `Workers gave it up. ${end.reasons.join(" ")} See: npx tracker status --queue. Go on: ${again}`;
    default:
      return `It was not begun in this run. Go on: ${again}`;
  }
}
