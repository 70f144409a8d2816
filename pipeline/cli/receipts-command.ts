import { type Asked, readReceipts, type VersionReceipts } from "../desk/receipts/read-receipts.ts";
import { receiptCsv } from "../desk/receipts/receipt-csv.ts";
import { receiptTable, sumLines, uncertainAdvice } from "../desk/receipts/receipt-words.ts";
import { type Settled, settleUncertain, type Word } from "../desk/receipts/settle-uncertain.ts";
import { readDelivery } from "../desk/settings/read-delivery.ts";
import { PipelineError } from "../errors.ts";
import { domainOf } from "../post/address.ts";
import { realNow } from "../world/clock.ts";
import { realFiles } from "../world/files.ts";
import type { Deliveries } from "../world/mailing/mailing.ts";
import { openDeliveries } from "../world/mailing/open-deliveries.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { dateGiven } from "./date-given.ts";
import { dateOrLast } from "./date-or-last.ts";
import { type Print, printPiece } from "./print-pieces.ts";
import { projectRoot } from "./project-root.ts";
import { receiptsAsked, wordGiven } from "./receipts-options.ts";
import { mailingOf } from "./stores.ts";
import { tableLines } from "./table.ts";

/**
 * `receipts [DATE]`: who got what, when, as sums and rows; with --resend or --accept a person's word on what is uncertain.
 *
 * @param print where CSV goes, which is not held: it may have a row for each of a million readers
 */
export async function receiptsCommand(
  invocation: Invocation,
  [given = null]: readonly (string | null)[],
  options: Options,
  print: Print = printPiece,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const word = wordGiven(options);
  const filter = receiptsAsked(options);
  const date = given === null ? await dateOrLast(null, root) : dateGiven(given);
  const asked = { ...filter, date };
  const file = mailingOf(invocation, root);
  const deliveries = openDeliveries(file);
  try {
    if (word) return await settled({ ...word, date }, deliveries);
    const domain = await senderDomain(root);
    if (!options.csv) return shown(asked, await readReceipts(asked, { deliveries, domain }), domain);
    for await (const piece of receiptCsv(asked, { deliveries, domain })) if (!(await print(piece))) break;
    return { exit: 0, text: "", json: {} };
  } finally {
    await file.close();
  }
}

/** Of Message-IDs; null where settings have faults: who got what is to be seen then, too. */
async function senderDomain(root: string): Promise<string | null> {
  try {
    const settings = await readDelivery(root, { files: realFiles });
    return settings && domainOf(settings.from.address);
  } catch (error) {
    if (error instanceof PipelineError) return null;
    throw error;
  }
}

function shown(asked: Asked, versions: readonly VersionReceipts[], domain: string | null): Outcome {
  const { date, edition, state } = asked;
  const json = { date, versions };
  const what = edition ? `the ${edition} edition of ${date}` : date;
  if (versions.length === 0) return { exit: 0, text: `Nothing of ${what} was ever sent.`, json };
  const blocks = versions.map((version) => [...sumLines(version), ...rowLines(version, asked)]);
  if (state !== "uncertain")
    return { exit: 0, text: blocks.map((lines) => lines.join("\n")).join("\n\n"), json };
  const handedOver = versions.reduce((sum, version) => sum + version.sum.states["handed over"], 0);
  const hasUncertain = versions.some(({ rows }) => rows.length > 0);
  const advice = uncertainAdvice(date, { hasUncertain, handedOver, hasIds: domain !== null });
  return { exit: 0, text: [...blocks, advice].map((lines) => lines.join("\n")).join("\n\n"), json };
}

function rowLines({ rows, more }: VersionReceipts, asked: Asked): readonly string[] {
  if (rows.length === 0) return [];
  const table = receiptTable(rows, asked);
  const left = `${more} more are not shown: --csv has all of them, --state and --address some.`;
  return ["", ...tableLines(table.head, table.rows), ...(more > 0 ? [left] : [])];
}

async function settled(word: Word, deliveries: Deliveries): Promise<Outcome> {
  const all = await settleUncertain(word, { deliveries, at: realNow() });
  const { date, whom, how, by } = word;
  const json = { date, how, by, settled: all };
  if (all.length > 0) return { exit: 0, text: all.map((one) => settledWords(one, word)).join("\n"), json };
  if (whom === null) return { exit: 0, text: `Nothing of ${date} is uncertain.`, json };
  throw new PipelineError({
    code: "usage",
    message: `Nothing of ${date} that went to ${whom} is uncertain.`,
    remedy: `Look with: npx tracker receipts ${date} --uncertain`,
  });
}

function settledWords({ version, settled: count, overtakenBy }: Settled, { date, how, by }: Word): string {
  const some =
    count === 1
      ? `1 delivery of ${version} that was uncertain`
      : `${count} uncertain deliveries of ${version}`;
  const verb = count === 1 ? "is" : "are";
  if (how === "accept") return `${some} ${verb} taken as sent, on the word of ${by}.`;
  if (overtakenBy) return `${some} ${verb} not sent again: ${overtakenBy} goes out in its place.`;
  return `${some} ${verb} queued again, on the word of ${by}. To hand over: npx tracker send ${date}`;
}
