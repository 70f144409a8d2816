import { quoted } from "../collect/read/quoted.ts";
import { nameOf, noteOf } from "../desk/approval/approval-names.ts";
import { nearest } from "../desk/nearest.ts";
import type { Asked } from "../desk/receipts/read-receipts.ts";
import type { Word } from "../desk/receipts/settle-uncertain.ts";
import { type FaultDetail, PipelineError } from "../errors.ts";
import { DELIVERY_STATES, type DeliveryState } from "../model/delivery.ts";
import { readAddress } from "../post/address.ts";
import type { Options } from "./command.ts";
import { editionAsked } from "./edition-option.ts";

type Filter = Omit<Asked, "date">;

/** Which receipts the options ask for. @throws PipelineError usage, with all that is wrong */
export function receiptsAsked(options: Options): Filter {
  const edition = editionAsked(options) ?? null;
  const wrong: FaultDetail[] = [];
  if (options.csv && options.json)
    wrong.push(usage("--csv and --json exclude each other.", "Give one of them."));
  const state = stateAsked(options, wrong);
  const address = typeof options.address === "string" ? addressIn(options.address, wrong) : null;
  if (wrong.length > 0) throw new PipelineError(wrong);
  return { edition, state, address };
}

function stateAsked({ state, uncertain }: Options, wrong: FaultDetail[]): DeliveryState | null {
  if (typeof state !== "string") return uncertain ? "uncertain" : null;
  const plain = state.toLowerCase().replaceAll("-", " ");
  const known = DELIVERY_STATES.find((one) => one === plain);
  if (!known)
    wrong.push(usage(`No delivery is ever ${quoted(state)}.`, nearest(plain, [...DELIVERY_STATES])));
  else if (uncertain && known !== "uncertain")
    wrong.push(usage("--uncertain and --state exclude each other.", "Give one of them."));
  return known ?? null;
}

function addressIn(given: string, wrong: FaultDetail[]): string | null {
  const read = readAddress(given);
  if ("address" in read) return read.address;
  wrong.push(usage(`${JSON.stringify(given.slice(0, 80))} is no address. ${read.wrong}`, "Correct it."));
  return null;
}

/** What a person says of uncertain ones; null where the options only look. @throws PipelineError usage */
export function wordGiven(options: Options): Omit<Word, "date"> | null {
  const { resend, accept, by, note } = options;
  const whom = resend ?? accept;
  const strays = ["state", "address", "csv", "uncertain"].filter((name) => options[name] !== undefined);
  if (typeof whom !== "string") {
    if (by === undefined && note === undefined) return null;
    throw new PipelineError(usage("--by and --note go with --resend or --accept.", "Say which."));
  }
  if (resend !== undefined && accept !== undefined)
    throw new PipelineError(usage("--resend and --accept exclude each other.", "Give one of them."));
  if (strays.length > 0)
    throw new PipelineError(usage(`--${strays[0]} is for looking.`, "Look first, then say what to do."));
  if (typeof by !== "string")
    throw new PipelineError(usage("Nobody is named who decides.", "Write: --by NAME."));
  return {
    edition: editionAsked(options) ?? null,
    whom: whom === "all" ? null : whomIn(whom),
    how: resend === undefined ? "accept" : "resend",
    by: nameOf(by),
    note: noteOf(typeof note === "string" ? note : undefined),
  };
}

function whomIn(given: string): string {
  const wrong: FaultDetail[] = [];
  // A removed reader has no address: he is named by the letters that the list shows.
  if (/^[a-z2-7]{16}$/.test(given)) return given;
  const address = addressIn(given, wrong);
  if (address === null) throw new PipelineError(wrong);
  return address;
}

function usage(message: string, remedy: string): FaultDetail {
  return { code: "usage", message, remedy };
}
