import type { FaultDetail } from "../../errors.ts";
import type { Paper } from "../../model/artifacts.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { BrowserPlace } from "./find-browser.ts";
import type { Machine } from "./machine.ts";

/** One page to print. */
export interface PrintOrder {
  readonly html: string;
  readonly paper: Paper;
  readonly created: IsoInstant;
}

/** The browser that is running. */
export interface RunningBrowser {
  readonly path: string;
  readonly from: BrowserPlace;
  /** "HeadlessChrome/153.0.8010.0". */
  readonly version: string;
  readonly pid: number;
}

export interface PressSetup {
  readonly machine: Machine;
  /** How long one print, or one start of the browser, may take. */
  readonly deadlineMs: number;
  /** After so many prints the browser is replaced by a fresh one. */
  readonly printsPerBrowser: number;
  /** Where compiled modules are kept; null: they are compiled each time. */
  readonly compileCache: string | null;
}

/** What the printing thread is asked for; the answer carries the same number. */
export type Order =
  | { readonly kind: "print"; readonly number: number; readonly order: PrintOrder }
  | { readonly kind: "warm"; readonly number: number }
  | { readonly kind: "close" };

/** What the printing thread says. */
export type Word =
  | { readonly kind: "printed"; readonly number: number; readonly pdf: Uint8Array }
  | { readonly kind: "warmed"; readonly number: number; readonly browser: RunningBrowser }
  | { readonly kind: "faults"; readonly number: number; readonly faults: readonly FaultDetail[] }
  | { readonly kind: "bug"; readonly number: number; readonly error: unknown }
  | { readonly kind: "remark"; readonly remark: string }
  | { readonly kind: "browser"; readonly pid: number }
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "settled"; readonly folder: string };
