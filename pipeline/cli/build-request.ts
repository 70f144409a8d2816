import { resolve } from "node:path";
import { PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import type { Tier } from "../model/subscriber.ts";
import type { IsoInstant } from "../model/unit.ts";
import type { Options } from "./command.ts";
import { editionsAsked } from "./edition-option.ts";
import { together } from "./together.ts";

const FORMS = ["md", "html", "pdf", "email"] as const;
const PAPERS = ["a4", "letter"] as const;

/** What `build` was asked for, checked. */
export interface BuildRequest {
  /** undefined: that of content/tracker.yaml. */
  readonly edition: Tier | "both" | undefined;
  readonly from: "collect" | "compute" | "fill";
  readonly only: readonly (typeof FORMS)[number][] | null;
  /** The issue ends with how each figure is made. */
  readonly appendix: boolean;
  readonly papers: readonly (typeof PAPERS)[number][] | null;
  /** Where the data come from. */
  readonly data:
    | { readonly kind: "sample"; readonly scenario: string }
    /** A full path. */
    | { readonly kind: "directory"; readonly folder: string }
    | { readonly kind: "archive"; readonly knownAt: IsoInstant | null; readonly offline: boolean };
}

/** Reads the options of `build`. @throws PipelineError usage: all of them that are wrong */
export function buildRequest(options: Options): BuildRequest {
  // `build` knows an earlier request by its text: the order of these is part of it.
  return together({
    edition: () => editionsAsked(options),
    from: () => oneOf(options.from, ["collect", "compute", "fill"] as const, "--from") ?? "collect",
    only: () => listOf(options.only, FORMS, "--only"),
    appendix: () => options.appendix === true,
    papers: () => listOf(options.paper, PAPERS, "--paper"),
    data: () => dataOf(options),
  });
}

/** Where the data come from, by the options that `build` and others share. @throws PipelineError usage */
export function dataOf({ data, sample, knownAt, offline }: Options): BuildRequest["data"] {
  if (data !== undefined && sample !== undefined)
    throw usage("--sample and --data exclude each other.", "Give one of them.");
  if ((data ?? sample) !== undefined && (knownAt ?? offline) !== undefined)
    throw usage("--known-at and --offline are for the archive.", "Leave out --sample and --data.");
  if (typeof data === "string") return { kind: "directory", folder: resolve(data) };
  if (sample !== undefined)
    return { kind: "sample", scenario: typeof sample === "string" ? sample : "normal" };
  return { kind: "archive", knownAt: momentOf(knownAt), offline: offline === true };
}

/** An instant in UTC, or the end of a day in UTC where only a date is given. */
function momentOf(given: Given): IsoInstant | null {
  if (given === undefined) return null;
  const text = String(given);
  const ms = Date.parse(isDate(text) ? `${text}T23:59:59Z` : text);
  if (!Number.isNaN(ms) && /^\d{4}-\d{2}-\d{2}(T.*(Z|[+-]\d{2}:?\d{2}))?$/.test(text))
    return new Date(ms).toISOString().replace(".000Z", "Z");
  throw usage(
    `--known-at is no moment: ${JSON.stringify(given)}.`,
    "Write it as 2025-11-05T22:30:00Z, or as a date.",
  );
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
