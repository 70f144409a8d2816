import { DELIVERY_STATES } from "../../model/delivery.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import type { Asked, Row, VersionReceipts } from "./read-receipts.ts";

/** A table: its head and its rows. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a version came to, in lines. */
export function sumLines({ version, subject, correction, sum }: VersionReceipts): readonly string[] {
  const corrects = correction ? `, corrects ${correction.replaces} (${correction.cause})` : "";
  const states = DELIVERY_STATES.filter((state) => sum.states[state] > 0).map((state) => {
    const corrections = sum.corrections[state];
    const told = corrections > 0 ? `, ${corrections} of them corrections` : "";
    return `  ${String(sum.states[state]).padStart(8)} ${state}${told}`;
  });
  const relays = Object.entries(sum.relays).map(([name, count]) => `${count} by ${name}`);
  return [
    `${version}${corrects}: ${JSON.stringify(subject)} to ${sum.readers} reader${sum.readers === 1 ? "" : "s"}`,
    ...states,
    ...(sum.first && sum.last
      ? [`  handed over from ${momentIn(sum.first)} to ${momentIn(sum.last)} UTC`]
      : []),
    ...(relays.length > 0 ? [`  accepted: ${relays.join(", ")}`] : []),
  ];
}

/** One row a reader. Uncertain ones with the Message-ID that a relay's log knows, the others with what the relay said. */
export function receiptTable(rows: readonly Row[], asked: Pick<Asked, "state">): Table {
  if (asked.state === "uncertain")
    return {
      head: ["reader", "handed over (UTC)", "attempts", "relay", "Message-ID"],
      rows: rows.map((row) => [
        ...[readerOf(row), momentIn(row.handedAt), String(row.attempts)],
        ...[row.relay ?? "", row.messageId ?? ""],
      ]),
    };
  return {
    head: ["reader", "state", "attempts", "when (UTC)", "relay", "reply"],
    rows: rows.map((row) => [
      ...[readerOf(row), stateOf(row), String(row.attempts), momentIn(row.at)],
      ...[row.relay ?? "", row.reply ?? ""],
    ]),
  };
}

/** What a person does about uncertain ones. */
export function uncertainAdvice(
  date: IsoDate,
  { hasUncertain, handedOver, hasIds }: { hasUncertain: boolean; handedOver: number; hasIds: boolean },
): readonly string[] {
  const command = `npx tracker receipts ${date}`;
  const advice = [
    "The line or the sender died after the last dot, so nobody knows whether the relay took these. Look for the Message-ID in the relay's log.",
    `  It is there: ${command} --accept ADDRESS --by NAME`,
    `  It is not:   ${command} --resend ADDRESS --by NAME`,
    "For all of them at once write `all` in place of ADDRESS; for a removed reader his letters in brackets.",
  ];
  const noIds = "Message-IDs are not shown: content/delivery.yaml is not there or has faults.";
  const handed = `${handedOver} more are handed over and not answered: a sender is waiting, or has died. Then npx tracker send ${date} makes them uncertain.`;
  return [
    ...(hasUncertain ? [...advice, ...(hasIds ? [] : [noIds])] : ["Nothing is uncertain."]),
    ...(handedOver > 0 ? [handed] : []),
  ];
}

function readerOf({ address, recipient }: Row): string {
  return address ?? `removed (${recipient})`;
}

function stateOf({ state, kind, notBefore }: Row): string {
  const until = state === "deferred" && notBefore ? ` until ${momentIn(notBefore)}` : "";
  return `${state}${until}${kind === "correction" ? " (correction)" : ""}`;
}

/** "2025-11-05 21:31:07". */
function momentIn(at: IsoInstant | null): string {
  return at === null ? "" : at.slice(0, 19).replace("T", " ");
}
