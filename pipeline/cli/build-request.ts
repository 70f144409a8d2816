import { resolve } from "node:path";
import { PipelineError } from "../errors.ts";
import type { Options } from "./command.ts";

const FORMS = ["md", "html", "pdf", "email"] as const;
const PAPERS = ["a4", "letter"] as const;

/** What `build` was asked for, checked. */
export interface BuildRequest {
  readonly edition: "free" | "paid" | undefined;
  readonly from: "collect" | "compute" | "fill";
  readonly only: readonly (typeof FORMS)[number][] | null;
  readonly papers: readonly (typeof PAPERS)[number][] | null;
  /** A full path; null for the simulated market. */
  readonly directory: string | null;
  readonly scenario: string;
}

/** Reads the options of `build`. @throws PipelineError usage */
export function buildRequest(options: Options): BuildRequest {
  const from = oneOf(options.from, ["collect", "compute", "fill"] as const, "--from") ?? "collect";
  return {
    edition: oneOf(options.edition, ["free", "paid"] as const, "--edition"),
    from,
    only: listOf(options.only, FORMS, "--only"),
    papers: listOf(options.paper, PAPERS, "--paper"),
    ...sourceOf(options, from),
  };
}

function sourceOf({ data, sample }: Options, from: string): Pick<BuildRequest, "directory" | "scenario"> {
  if (data !== undefined && sample !== undefined)
    throw usage("--sample and --data exclude each other.", "Give one of them.");
  if (data === undefined && sample === undefined && from === "collect") {
    const remedy = "Add --sample for a simulated market, or --data DIR for a folder of files.";
    throw usage("Where should the data come from?", remedy);
  }
  const directory = typeof data === "string" ? resolve(data) : null;
  return { directory, scenario: typeof sample === "string" ? sample : "normal" };
}

type Given = string | boolean | undefined;

function oneOf<T extends string>(given: Given, known: readonly T[], name: string): T | undefined {
  if (given === undefined) return undefined;
  const found = known.find((one) => one === given);
  if (found !== undefined) return found;
  throw usage(`${name} is ${known.join(" or ")}, not ${JSON.stringify(given)}.`, "Correct the option.");
}

function listOf<T extends string>(given: Given, known: readonly T[], name: string): readonly T[] | null {
  if (given === undefined) return null;
  const named = String(given)
    .split(",")
    .map((part) => oneOf(part.trim(), known, name));
  // In the house's order and once each, so that `pdf,md` and `md,pdf` are the same request.
  return name === "--paper" ? [...new Set(named as T[])] : known.filter((one) => named.includes(one));
}

function usage(message: string, remedy: string): PipelineError {
  return new PipelineError({ code: "usage", message, remedy });
}
