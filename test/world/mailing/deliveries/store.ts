import { createHash } from "node:crypto";
import type { Correction, DeliveryState, Receipt, Version } from "../../../../pipeline/model/delivery.ts";
import type { SubscriberState, Tier } from "../../../../pipeline/model/subscriber.ts";
import type { Deliveries, Due, Mark, NewVersion } from "../../../../pipeline/world/mailing/mailing.ts";

/** Somebody on the list, as a test needs him. */
export interface Listed {
  readonly id: string;
  readonly tier?: Tier;
  readonly state?: SubscriberState;
  readonly name?: string | null;
}

/** What keeps deliveries, and a way past it to its readers. Each test opens a new one. */
export interface Store {
  readonly deliveries: Deliveries;
  /** Puts readers on the list, or in the place of those of the same id; their address is `addressOf(id)`. */
  list(readers: readonly Listed[]): Promise<void>;
  unlist(id: string): Promise<void>;
  /** All that is kept of deliveries, as text: to look for what must not be in it. */
  everything(): Promise<string>;
}

export type OpenStore = () => Promise<Store>;

export const addressOf = (id: string): string => `reader-${id}@example.com`;

export const DAY = "2025-11-05";
export const HERE = { process: process.pid, host: "desk.example.com" };

/** A moment of the day, seconds after 21:00:00. */
export const at = (seconds: number): string =>
  new Date(Date.parse(`${DAY}T21:00:00Z`) + seconds * 1000).toISOString();

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A version whose bytes are its `text`. */
export function newVersion(
  text: string,
  more: Partial<Pick<NewVersion, "date" | "edition" | "correction">> & { readonly subject?: string } = {},
): { readonly version: NewVersion; readonly files: Readonly<Record<string, Uint8Array>> } {
  const { date = DAY, edition = "free", correction = null, subject = "A day" } = more;
  const files = {
    "issue.md": bytesOf(text),
    "issue.pdf": bytesOf(`%PDF ${text}`),
    "ledger.json": bytesOf("[]"),
  };
  const forms = { "issue.md": sha256Of(files["issue.md"]), "issue.pdf": sha256Of(files["issue.pdf"]) };
  const bound = { edition, subject, recipients: `tier = ${edition}`, forms };
  const approvedBy = [{ name: "Editor One", at: at(-600) }];
  return { version: { date, edition, bound, approvedBy, correction, products: ["ledger.json"] }, files };
}

export async function frozen(
  { deliveries }: Store,
  text: string,
  more: Parameters<typeof newVersion>[1] = {},
): Promise<Version> {
  const { version, files } = newVersion(text, more);
  return deliveries.freeze(version, files, at(0));
}

export const correctionOf = ({ id }: Version): Correction => ({
  replaces: id,
  cause: "our mistake",
  note: "A yield was of the day before.",
  changes: [{ id: "regime.ust10y", was: "4.17%", is: "4.62%" }],
});

/** Begins to send; fails where somebody else is sending. */
export async function began(
  { deliveries }: Store,
  { id }: Pick<Version, "id">,
  seconds = 1,
): Promise<string> {
  const begun = await deliveries.begin(id, HERE, at(seconds));
  if ("busy" in begun) throw new Error(`${id} is being sent`);
  return begun.sender;
}

type Step = Pick<Mark, "from" | "to"> & Partial<Mark>;

export const markOf = (
  { version, recipient }: Pick<Due, "version" | "recipient">,
  sender: string,
  step: Step,
): Mark => ({
  ...{ version, recipient, sender, at: at(60), relay: "local", reply: null, notBefore: null, counts: false },
  ...step,
});

export const HAND = { from: ["queued", "deferred"], to: "handed over", counts: true } as const;
export const ACCEPT = { from: ["handed over"], to: "accepted", reply: "250 2.0.0 Ok: queued" } as const;

/** Leads everything of a version that is due to a state, `queued` leaving it claimed. */
export async function lead(
  { deliveries }: Store,
  sender: string,
  states: Readonly<Record<string, DeliveryState>>,
): Promise<void> {
  for (const due of await deliveries.due(sender, at(30), 1000)) {
    const to = states[due.recipient] ?? "queued";
    if (to === "queued") continue;
    const steps: Step[] =
      to === "handed over" ? [HAND] : [HAND, { from: ["handed over"], to, notBefore: at(90) }];
    for (const step of steps) await deliveries.mark([markOf(due, sender, step)]);
  }
}

export async function receiptsOf(
  { deliveries }: Store,
  version: string,
  filter: Parameters<Deliveries["receipts"]>[1] = {},
): Promise<Receipt[]> {
  const all: Receipt[] = [];
  for await (const receipt of deliveries.receipts(version, filter)) all.push(receipt);
  return all;
}

/** State and kind by recipient. */
export async function rowsOf(store: Store, { id }: Pick<Version, "id">): Promise<Record<string, string>> {
  const rows = await receiptsOf(store, id);
  return Object.fromEntries(
    rows.map(({ recipient, state, kind }) => [recipient, kind === "issue" ? state : `${state} (${kind})`]),
  );
}
