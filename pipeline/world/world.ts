import type { Paper } from "../model/artifacts.ts";
import type { DressedChart } from "../model/chart.ts";
import type { Headline } from "../model/headline.ts";
import type { Damage, Holding, Lane, LastVisit, Recorded, VisitRecord } from "../model/telling.ts";
import type { IsoDate, IsoInstant } from "../model/unit.ts";
import type { Visit } from "../model/visit.ts";

/** Files by path. Paths are what a person typed or configured; none is invented here. */
export interface Files {
  /** The bytes, or null where there is no such file. Other trouble is a PipelineError that names the path. */
  read(path: string): Promise<Uint8Array | null>;
  /** Names in a folder, sorted; empty where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /**
   * Puts a set of files in place, by path below `folder`, in the order given, each written under a temporary name and renamed when all
   * are written. A folder that is not there yet appears whole. On any trouble none of the new ones is left half-written and the temporary
   * ones are gone; those of processes that were killed are taken away by the next write.
   */
  write(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<void>;
  /** Takes files away; one that is not there is no trouble. */
  remove(paths: readonly string[]): Promise<void>;
  /** Takes away what killed processes left in a folder and beside it, as `write` does, where nothing is to be written. */
  sweep?(folder: string): Promise<void>;
}

/** What takes long to make and is only ever made of `from`: kept, so that the next issue and the next run need not make it. */
export interface Kept {
  /**
   * The thing of that name if it was made from the same, else `make()`'s.
   *
   * @param from all that it depends on besides the program's own code, as text
   * @param make must give what JSON can hold; what it throws is thrown
   */
  recall<T>(name: string, from: string, make: () => Promise<T>): Promise<T>;
}

/** Draws charts. The same spec in the same look gives the same bytes. */
export interface Charts {
  /** Starts the drawing thread ahead of the first call. */
  warm(): void;
  /** SVG text, without XML declaration, `<text>` in the look's font. */
  svg(spec: DressedChart): Promise<string>;
  /** PNG at twice the size, on the look's paper. */
  png(spec: DressedChart): Promise<Uint8Array>;
}

/** Makes writers' pictures fit for pages. The same bytes give the same bytes. */
export interface Pictures {
  /**
   * The picture upright, its long side at most so many pixels, without what cameras write into files: a PNG where it can be seen through
   * or is small as one, else a JPEG. Null where nobody can read it.
   *
   * @param longSide pixels; a smaller picture keeps its size
   */
  fitted(picture: Uint8Array, longSide: number): Promise<Uint8Array | null>;
}

/** Prints self-contained HTML with scripts and network off. */
export interface Printer {
  /** Starts the browser ahead of the first call: it is ready when the page is. */
  warm(): void;
  /** A tagged PDF with outline, made as of `created`: the only moment that stands in it. */
  print(page: {
    readonly html: string;
    readonly paper: Paper;
    readonly created: IsoInstant;
  }): Promise<Uint8Array>;
}

/** One page of the outside to be fetched. */
export interface WebRequest {
  /** https, without any key. It is the resource's name: in origins, logs and the archive. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A key from the environment that is sent as a parameter and stands nowhere else. */
  readonly secret?: { readonly parameter: string; readonly variable: string };
  /** More than this is not read: the source is not what it was. Counted after unzipping. */
  readonly limitBytes: number;
  /** Milliseconds between the starts of two requests to this host. */
  readonly gapMs: number;
  /** From the last visit: an answer that is still the same is not sent again. */
  readonly known: { readonly etag: string | null; readonly lastModified: string | null } | null;
}

/** What came. `at` is the moment of the answer, by the mirror's clock where there is a mirror. */
export type WebReply =
  | {
      readonly outcome: "fetched";
      readonly at: IsoInstant;
      readonly bytes: Uint8Array;
      /** The content type without parameters, lower case; "" where none was named. */
      readonly type: string;
      /** The charset that the content type names; null where it names none. */
      readonly charset: string | null;
      readonly etag: string | null;
      readonly lastModified: string | null;
    }
  | { readonly outcome: "unchanged"; readonly at: IsoInstant }
  | {
      readonly outcome: "failed";
      readonly at: IsoInstant;
      readonly verdict: "rate_limited" | "blocked" | "auth" | "http_error";
      /** null where there was no answer at all. */
      readonly status: number | null;
      /** The beginning of what was sent with it, as text of one line, keys masked. */
      readonly excerpt: string;
      /** A full sentence. */
      readonly reason: string;
    };

/** The outside's pages. It never throws for what a network or a server may do. */
export interface Web {
  /** The environment variables with keys that are set. */
  readonly secrets: ReadonlySet<string>;
  get(request: WebRequest): Promise<WebReply>;
}

/** All that was ever seen: append-only, each value with the moment from which it was known. */
export interface Archive {
  /** Takes a visit with all that it brought, or nothing of it. What is already known in the same words adds nothing. */
  record(visit: VisitRecord): Promise<readonly Recorded[]>;
  /** Each series as each of its sources had told it by `knownAt` (null: by now), from `from` on; nothing where nothing was told. */
  lanes(
    wanted: readonly { readonly series: string; readonly from: IsoDate }[],
    knownAt: IsoInstant | null,
  ): Promise<readonly Lane[]>;
  /** Headlines published in (after, upTo] and known by then, as last told, in order of publication. */
  headlines(
    window: { readonly after: IsoInstant; readonly upTo: IsoInstant },
    knownAt: IsoInstant | null,
  ): Promise<readonly Headline[]>;
  /** The last visit to each address by then, in order of addresses. */
  visits(knownAt: IsoInstant | null): Promise<readonly Visit[]>;
  lastVisit(place: string): Promise<LastVisit | null>;
  /** A body by its SHA-256; null where it is not kept. @throws PipelineError archive-damaged where it is no longer what it was */
  raw(sha256: string): Promise<Uint8Array | null>;
  /** The number of the newest row: another one means that something was learnt. */
  generation(): Promise<number>;
  holdings(): Promise<readonly Holding[]>;
  /** Looks at every row and hash. */
  verify(): Promise<readonly Damage[]>;
}

/** What a build spends its time on. "render" waits for its drawings, but not for its prints. */
export type BuildStage = "collect" | "compute" | "fill" | "render" | "draw" | "print" | "check" | "write";

/** Everything outside, by one argument: a test hands in another. */
export interface World {
  now(): IsoInstant;
  readonly files: Files;
  readonly kept: Kept;
  readonly web: Web;
  readonly archive: Archive;
  readonly charts: Charts;
  readonly pictures: Pictures;
  readonly printer: Printer;
  /** Sentences for the person who waits; never part of a result. */
  tell(progress: string): void;
  /**
   * Told that work of a stage begins; what it returns is called when that work has ended. For who measures, and left out where nobody does:
   * no result depends on it.
   */
  begin?(stage: BuildStage): () => void;
  /** Ends what is still running: the browser, the drawing thread. */
  close(): Promise<void>;
}
