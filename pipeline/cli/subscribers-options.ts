import { quoted } from "../collect/read/quoted.ts";
import { nameOf } from "../desk/approval/approval-names.ts";
import { nearest } from "../desk/nearest.ts";
import type { ReaderWorld } from "../desk/subscribers/one-reader.ts";
import { PipelineError } from "../errors.ts";
import { type SubscriberState, SubscriberStateSchema, type Tier, TierSchema } from "../model/subscriber.ts";
import type { Invocation, Options } from "./command.ts";

/** What a subcommand is handed. */
export interface Asked {
  readonly invocation: Invocation;
  /** The operand after the subcommand: an address or a file; null where there is none. */
  readonly what: string | null;
  readonly options: Options;
  readonly world: ReaderWorld;
}

/** Options of each subcommand, as commander names them, and as people write them. */
const WRITTEN: Readonly<Record<string, string>> = {
  name: "--name",
  tier: "--tier",
  state: "--state",
  search: "--search",
  limit: "--limit",
  consent: "--consent",
  by: "--by",
  dryRun: "--dry-run",
  skipBad: "--skip-bad",
};
const OWN: Readonly<Record<string, readonly string[]>> = {
  add: ["name", "tier", "consent", "by"],
  import: ["tier", "consent", "by", "dryRun", "skipBad"],
  list: ["tier", "state", "search", "limit"],
  export: ["tier", "state"],
};
/** Of those that change one reader. */
const OF_CHANGES = ["by"];

/** Nothing is passed by: whoever writes `remove ADDRESS --dry-run` does not expect it to happen. @throws PipelineError usage, with all that do not belong there */
export function expectOwnOptions(does: string, options: Options): void {
  const own = OWN[does] ?? OF_CHANGES;
  const strays = Object.keys(WRITTEN).filter((name) => options[name] !== undefined && !own.includes(name));
  if (strays.length === 0) return;
  const remedy = `It takes ${own.map((name) => WRITTEN[name]).join(", ")}.`;
  const message = (name: string) => `${WRITTEN[name]} says nothing to \`subscribers ${does}\`.`;
  throw new PipelineError(strays.map((name) => ({ code: "usage", message: message(name), remedy })));
}

/** An option's words; null where it is not given. */
export function textIn(options: Options, name: string): string | null {
  const given = options[name];
  return typeof given === "string" && given.trim() !== "" ? given : null;
}

/** An option's one word: an empty one, as of a variable that is not set, is a wrong one and not none. */
function wordIn(options: Options, name: string): string | null {
  const given = options[name];
  return typeof given === "string" ? given : null;
}

/** Who does it: `--by NAME`. @throws PipelineError usage for what is no name */
export function nameIn(options: Options): string | null {
  const given = textIn(options, "by");
  return given === null ? null : nameOf(given);
}

export function tierIn(options: Options): Tier | null {
  return oneOf(wordIn(options, "tier"), TierSchema.options, "tier");
}

export function stateIn(options: Options): SubscriberState | null {
  return oneOf(wordIn(options, "state"), SubscriberStateSchema.options, "state");
}

/** A whole number from 1. @throws PipelineError usage */
export function numberIn(options: Options, name: string): number | null {
  const given = wordIn(options, name);
  if (given === null) return null;
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
  const message = `--${name} is no whole number from 1: ${quoted(given)}.`;
  throw new PipelineError({ code: "usage", message, remedy: `Write such as --${name} 100.` });
}

function oneOf<T extends string>(given: string | null, known: readonly T[], what: string): T | null {
  if (given === null) return null;
  const found = known.find((one) => one === given.toLowerCase());
  if (found !== undefined) return found;
  const message = `There is no ${what} ${quoted(given)}.`;
  throw new PipelineError({ code: "usage", message, remedy: nearest(given, known) });
}
