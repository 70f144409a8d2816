/** What a worker can be asked to do: build a date, ask a source, hand a batch of letters over, look an issue's figures up again. */
export const JOB_KINDS = ["build", "collect", "deliver", "restate"] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** Higher goes first, within a kind: an issue that readers wait for before years of back issues. */
export const PRIORITY = { today: 100, normal: 0, backfill: -100 } as const;

/** What JSON can hold; no secret: it lies in the database, and dead letters show it. */
export type Brief = Readonly<Record<string, unknown>>;

/** Work to be done by whichever worker comes first. */
export interface Order {
  readonly kind: JobKind;
  /** "2025-11-05 bd7eb9632dba", with the day or the version first: what makes two orders of a kind the same. One of them waits or runs at a time. */
  readonly key: string;
  readonly brief: Brief;
  /** Default `PRIORITY.normal`. */
  readonly priority?: number;
  /** How often it is tried again; default 5. A worker that dies uses up a try. */
  readonly retries?: number;
  /** Not before so many seconds from now, by the database's clock. */
  readonly afterSeconds?: number;
}

/** An order in the hands of a worker. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly key: string;
  readonly brief: Brief;
  /** 1 for the first. */
  readonly attempt: number;
  /** Whether a failure of this attempt is the end of it. */
  readonly isLast: boolean;
  /** Aborted where the work may no longer count: the lease was lost, the time is up, or the worker must end. */
  readonly signal: AbortSignal;
}

/**
 * Does a job. Returning means that it is done; what is thrown is the reason why not, and it is tried again after a pause.
 *
 * A job may be handed out twice, even at the same moment: a worker that hangs loses its lease and does not know it yet, and an answer may be
 * lost when the database restarts. So a doer is idempotent: doing the same twice does it once. What the queue says is never the authority.
 *
 * @returns what who ordered it wants to know of it, as JSON holds it; no secret
 */
export type Doer = (job: Job) => Promise<unknown>;
export type Doers = Readonly<Partial<Record<JobKind, Doer>>>;

/** How an attempt ended: "lost" is one whose lease or time ran out, or that was given back when the worker ended. */
export type Outcome = "done" | "to be retried" | "dead" | "lost";

export interface Attempt {
  readonly job: Job;
  readonly outcome: Outcome;
  readonly seconds: number;
  /** null where it is done. */
  readonly reason: string | null;
}

export interface Shift {
  readonly doers: Doers;
  /** Jobs of one kind at a time in this process; one where it is not named. */
  readonly concurrency?: Readonly<Partial<Record<JobKind, number>>>;
  /** Aborted: nothing new is taken, what runs may end. */
  readonly signal: AbortSignal;
  /** How long what runs may go on after that, ms; then it is given back, which uses up a try. Default 30,000. */
  readonly graceMs?: number;
  /** Whether trying again mends nothing: a dead letter at once. */
  readonly isHopeless?: (cause: unknown) => boolean;
  /** The database was reached, and lets this worker take jobs. */
  readonly onReady?: () => void;
  readonly onBegun?: (job: Job) => void;
  /** Told before it is recorded. */
  readonly onEnded?: (attempt: Attempt) => void;
  /** A sentence about the queue itself: the database is away, a pass was slow. The shift goes on. */
  readonly onTrouble?: (sentence: string) => void;
}

/** "running" counts those whose worker may have died within the lease; "done" those of the last seven days. */
export type JobState = "waiting" | "running" | "done" | "dead";

export interface Standing {
  readonly kind: JobKind;
  readonly state: JobState;
  readonly count: number;
  /** Since the oldest was put there (of dead letters: given up), by the database's clock; null where there is none. */
  readonly oldestSeconds: number | null;
}

/** Where the newest order of a key stands. */
export interface Told {
  readonly key: string;
  readonly state: JobState;
  /** What was returned by who did it; null before that. */
  readonly result: unknown;
  /** Why it was given up; null where it was not. */
  readonly reason: string | null;
}

/** A job that was given up. */
export interface DeadLetter {
  readonly id: string;
  readonly kind: JobKind;
  readonly key: string;
  readonly brief: Brief;
  /** The sentence of the last failure. */
  readonly reason: string;
  readonly attempts: number;
  /** When it was given up. */
  readonly at: string;
}

/** Work that waits in the database, and those who do it. */
export interface Queue {
  /** @returns false where an order of that kind and key waits or runs already */
  put(order: Order): Promise<boolean>;
  /** Many at once. @returns how many were new */
  putAll(orders: readonly Order[]): Promise<number>;
  /**
   * Does jobs until the signal. A database that restarts is waited for. A worker that dies loses its jobs to others within
   * `leaseSeconds` + 2 × `watchSeconds` + 2 × `firstPauseSeconds` + `pollSeconds`: less than a minute by default.
   */
  work(shift: Shift): Promise<void>;
  /** Where orders of a kind stand, by their keys in order; nothing of a key that was never put or has been forgotten. */
  told(kind: JobKind, keys: readonly string[]): Promise<readonly Told[]>;
  /** Every kind in every state, whatever there is none of; it writes nothing. */
  standing(): Promise<readonly Standing[]>;
  /** Oldest first. */
  deadLetters(kind: JobKind, most?: number): Promise<readonly DeadLetter[]>;
  /**
   * Lets dead letters be tried again from the first attempt, with the usual number of tries. One whose key waits or runs again already
   * is dropped from the list.
   *
   * @param ids all where none are given
   * @returns how many wait again
   */
  retryDead(kind: JobKind, ids?: readonly string[]): Promise<number>;
  /** Where something was put, a process does not end before. */
  close(): Promise<void>;
}

/** The times of a queue, in seconds. */
export interface Pace {
  /** How long nothing may be heard of a job's worker; 10 at least. Work that blocks the process for longer loses it. */
  readonly leaseSeconds: number;
  /** How often workers look for leases that ran out. */
  readonly watchSeconds: number;
  /** How often a worker without work asks for some; 0.5 at least. */
  readonly pollSeconds: number;
  /** The first pause before a retry is this to twice this, by chance; each further one twice as long. */
  readonly firstPauseSeconds: number;
  readonly longestPauseSeconds: number;
}

export const PACE: Pace = {
  leaseSeconds: 30,
  watchSeconds: 5,
  pollSeconds: 1,
  firstPauseSeconds: 4,
  longestPauseSeconds: 300,
};
