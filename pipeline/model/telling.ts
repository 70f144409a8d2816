import type { Headline } from "./headline.ts";
import type { Series } from "./series.ts";
import type { IsoDate, IsoInstant } from "./unit.ts";
import type { Visit } from "./visit.ts";

/** Rows of one series as one source told them at once, in our unit, oldest first, each date once. */
export interface Telling {
  readonly series: string;
  readonly source: string;
  readonly dates: readonly IsoDate[];
  /** null: the source says that there is no observation. */
  readonly values: readonly (number | null)[];
  /** Lines of the raw text, where it has lines. */
  readonly lines?: readonly number[];
  /** Where the source itself dates its versions (FRED vintages): the day on which all these rows became public. */
  readonly publishedOn?: IsoDate;
  readonly note?: string;
}

/** One visit with all that it brought; the archive takes it whole or not at all. */
export interface VisitRecord {
  readonly visit: Visit;
  /** The body and its SHA-256 in hex; null where nothing was sent. */
  readonly raw: { readonly bytes: Uint8Array; readonly sha256: string } | null;
  /** What the next request may ask with; null where the answer could not be read: it must be sent again. */
  readonly validators: { readonly etag: string | null; readonly lastModified: string | null } | null;
  /** By what the body was read: another reader must read it again though the body is the same. */
  readonly readWith: string;
  readonly tellings: readonly Telling[];
  readonly headlines: readonly Headline[];
}

/** What a visit changed in the archive, by series. */
export interface Recorded {
  readonly series: string;
  readonly source: string;
  /** Dates that had no value before. */
  readonly added: number;
  /** Dates whose value is another one now. */
  readonly revised: number;
}

/** What is known of an address from its last visit that could be read. */
export interface LastVisit {
  readonly at: IsoInstant;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly readWith: string;
  /** Of the body; `archive.raw` has it if it brought anything new. */
  readonly sha256: string;
}

/** One series as one source had told it by some moment, from all tellings laid over each other. */
export interface Lane
  extends Pick<Series, "dates" | "values" | "lines" | "origins" | "originOf" | "revisedFrom"> {
  readonly series: string;
  readonly source: string;
}

/** A line of `archive list`: what is held of one series by one source. */
export interface Holding {
  readonly series: string;
  readonly source: string;
  readonly rows: number;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Values that were told again otherwise. */
  readonly revisions: number;
  readonly lastSeen: IsoInstant;
}

/** Something that `archive verify` found: a damaged row, a hash that does not fit. */
export interface Damage {
  /** Table and row, or series and source. */
  readonly place: string;
  readonly message: string;
}
