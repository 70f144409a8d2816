import { quoted } from "../collect/read/quoted.ts";
import type { Allowed } from "../desk/sending/known.ts";
import { type FaultDetail, PipelineError } from "../errors.ts";
import { type Tier, TierSchema } from "../model/subscriber.ts";
import { readAddress } from "../post/address.ts";
import type { Options } from "./command.ts";

/** What `send` is to do. */
export type SendMode =
  | { readonly kind: "send" }
  | { readonly kind: "check" }
  /** To these addresses, as `readAddress` writes them. */
  | { readonly kind: "test"; readonly addresses: readonly string[] }
  /** null: in the folder of the issue. */
  | { readonly kind: "dry run"; readonly folder: string | null };

export interface SendOptions {
  readonly mode: SendMode;
  /** In the order in which they are sent: who pays is served first. */
  readonly tiers: readonly Tier[];
  readonly allowed: Allowed;
  readonly limit: number | null;
  /** By this machine, though there are workers. */
  readonly here: boolean;
}

const ORDER: readonly Tier[] = ["paid", "free"];
const MOST_TESTS = 20;
const MOST_CHANGE = 100_000;

/** The options of `send`. @throws PipelineError usage, with everything that is wrong in them */
export function sendOptions(options: Options): SendOptions {
  const faults: FaultDetail[] = [];
  const wrong = (message: string, remedy: string) => {
    faults.push({ code: "usage", message, remedy });
    return null;
  };
  const read = {
    mode: modeOf(options, wrong),
    tiers: tiersOf(options, wrong),
    limit: numberOf(options.limit, { name: "--limit", most: Number.MAX_SAFE_INTEGER, wrong }),
    change: numberOf(options.listChange, { name: "--list-change", most: MOST_CHANGE, wrong }),
  };
  if (faults.length > 0) throw new PipelineError(faults);
  const { mode, tiers, limit, change } = read;
  const allowed = {
    resume: options.resume === true,
    late: options.late === true,
    listChange: change === null ? null : change / 100,
  };
  return { mode: mode!, tiers, limit, allowed, here: options.here === true };
}

type Wrong = (message: string, remedy: string) => null;

function modeOf(options: Options, wrong: Wrong): SendMode | null {
  const { test, dryRun, check, resume } = options;
  const modes = [
    ...(test !== undefined ? ["--test"] : []),
    ...(dryRun !== undefined ? ["--dry-run"] : []),
    ...(check === true ? ["--check"] : []),
  ];
  if (modes.length > 1) return wrong(`${modes.join(" and ")} do not go together.`, "Leave one of them out.");
  if (resume === true && (test !== undefined || dryRun !== undefined))
    return wrong(
      `${modes[0]} shows what lies in out/ now; --resume goes on with what was begun.`,
      "Leave one of them out.",
    );
  for (const stray of straysOf(options)) wrong(`${stray} says nothing to ${modes[0]}.`, "Leave it out.");
  if (test !== undefined) return testOf(test, wrong);
  if (typeof dryRun === "string" && dryRun.trim() === "")
    return wrong("--dry-run names no folder.", "Write: --dry-run FOLDER, or --dry-run alone.");
  if (dryRun !== undefined) return { kind: "dry run", folder: typeof dryRun === "string" ? dryRun : null };
  return { kind: check === true ? "check" : "send" };
}

/** What a trial passes by: whoever writes it expects something else. */
function straysOf({ test, dryRun, limit, listChange }: Options): readonly string[] {
  const isTrial = test !== undefined || dryRun !== undefined;
  return [
    ...(limit !== undefined && test !== undefined ? ["--limit"] : []),
    ...(listChange !== undefined && isTrial ? ["--list-change"] : []),
  ];
}

function testOf(given: string | boolean, wrong: Wrong): SendMode | null {
  const words = String(given)
    .split(",")
    .filter((word) => word.trim() !== "");
  const read = words.map((word) => ({ word, ...readAddress(word) }));
  for (const one of read)
    if ("wrong" in one)
      wrong(
        `--test ${JSON.stringify(one.word.slice(0, 80))}: ${one.wrong}`,
        "Write an address such as ada@example.com.",
      );
  if (words.length === 0) return wrong("--test names no address.", "Write: --test ADDRESS.");
  if (words.length > MOST_TESTS)
    return wrong(`--test names ${words.length} addresses.`, `Write ${MOST_TESTS} at most.`);
  return {
    kind: "test",
    addresses: [...new Set(read.flatMap((one) => ("address" in one ? [one.address] : [])))],
  };
}

function tiersOf({ tier }: Options, wrong: Wrong): readonly Tier[] {
  if (tier === undefined) return ORDER;
  const { data: known } = TierSchema.safeParse(tier);
  if (known) return [known];
  wrong(`--tier is free or paid, not ${quoted(String(tier))}.`, "Correct the option.");
  return [];
}

function numberOf(
  given: string | boolean | undefined,
  { name, most, wrong }: { readonly name: string; readonly most: number; readonly wrong: Wrong },
): number | null {
  if (given === undefined) return null;
  const isWhole = /^[1-9]\d{0,15}$/.test(String(given)) && Number(given) <= most;
  if (isWhole) return Number(given);
  const range = most === Number.MAX_SAFE_INTEGER ? "above 0" : `from 1 to ${most}`;
  return wrong(
    `${name} is no whole number ${range}: ${quoted(String(given))}.`,
    `Write it such as ${name} 100.`,
  );
}
