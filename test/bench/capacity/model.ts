import { simulate } from "./simulation.ts";

/** Of a transaction: its first step, and each more. */
interface PerStep {
  readonly first: number;
  readonly more: number;
}

/** What one machine was measured to need. CPU is of all processes that take part, so that it adds up on any number of machines. */
export interface Constants {
  /** The day, and what kind of machine: of two others the figures differ, and their relations hardly. */
  readonly measuredOn: string;
  readonly machine: string;
  readonly cores: number;
  readonly message: {
    /** Of a worker, for a whole issue with its PDF: filled in, signed, handed over, marked. */
    readonly cpuMs: number;
    /** The same for a letter of a few kB, without its steps in the ledger: what is not the letter. */
    readonly smallCpuMs: number;
    readonly databaseCpuMs: number;
    /** Of the mail server on the same machine, which in life is somebody else's. */
    readonly sinkCpuMs: number;
    /** Until a process that sleeps hears a word of another one on the same machine. */
    readonly wakeMs: number;
    /**
     * How long a transaction of the ledger takes alone, its round trips and its sync included. Writers of deliveries take turns, so no two
     * are ever at work.
     */
    readonly ledgerMs: PerStep;
    /** What of it is the sender's CPU. */
    readonly ledgerCpuMs: PerStep;
    /** To claim a page of letters in the ledger. */
    readonly claimMs: number;
    readonly walBytes: number;
  };
  readonly bytes: {
    readonly reader: number;
    readonly delivery: number;
    /** Files of an issue with all its forms, as they are kept by hash. */
    readonly issue: number;
    /** What a day of collecting adds to the archive. */
    readonly archiveDay: number;
  };
  readonly issue: {
    /** Browser and drawing included. */
    readonly cpuMs: number;
    /** Until the first of a run is begun. */
    readonly startMs: number;
    /** Cores that a run keeps busy, of those there are. */
    readonly busy: number;
  };
}

/** What is not measured but agreed with others. */
export const AGREED = {
  /** An issue is with all its readers after so many seconds. */
  sendSeconds: 3600,
  /** A relay some 30 ms away takes about four round trips and some work for a letter. */
  lineSeconds: 0.2,
  /** A core is planned for so much of its time. */
  load: 0.7,
  /** Trading days of a year. */
  days: 252,
} as const;

export interface Demand {
  readonly readers: number;
  /** Each goes to every reader; they are spread over the day. */
  readonly issuesADay: number;
}

export interface Capacity {
  readonly messagesPerSecond: number;
  readonly sendingCores: number;
  readonly databaseCores: number;
  readonly buildingCores: number;
  readonly relayLines: number;
  readonly databaseBytesPerYear: number;
  readonly walBytesPerSecond: number;
  readonly breaksFirst: string;
}

/** What such a demand takes, while issues are being sent. */
export function capacityFor(demand: Demand, constants: Constants): Capacity {
  const { message, bytes, issue } = constants;
  const { readers, issuesADay } = demand;
  // Of a hundred issues spread over a day four are on their way at a time.
  const atOnce = Math.max(1, (issuesADay * AGREED.sendSeconds) / 86_400);
  const messagesPerSecond = (readers * atOnce) / AGREED.sendSeconds;
  const perYear = issuesADay * AGREED.days;
  const cores = (cpuMs: number) => (messagesPerSecond * cpuMs) / 1000 / AGREED.load;
  const capacity = {
    messagesPerSecond,
    sendingCores: cores(message.cpuMs),
    databaseCores: cores(message.databaseCpuMs),
    buildingCores: (atOnce * issue.cpuMs) / 1000 / AGREED.sendSeconds / AGREED.load,
    relayLines: Math.ceil(messagesPerSecond * AGREED.lineSeconds),
    databaseBytesPerYear:
      readers * bytes.reader +
      perYear * (readers * bytes.delivery + bytes.issue) +
      AGREED.days * bytes.archiveDay,
    walBytesPerSecond: messagesPerSecond * message.walBytes,
  };
  return { ...capacity, breaksFirst: breaking(capacity, constants) };
}

/** Steps that go into one statement. */
const STEPS = 50;

/** Messages a second that the marks of all workers together can follow, two of each, as many as there may be in a transaction. */
export function mostMarksPerSecond({ message: { ledgerMs } }: Constants): number {
  return (1000 * STEPS) / 2 / withSteps(ledgerMs, STEPS);
}

function withSteps({ first, more }: PerStep, steps: number): number {
  return first + (steps - 1) * more;
}

type Loads = Omit<Capacity, "breaksFirst">;

/** The first wall that such a demand comes to, nearest first by the rate at which it stands. */
function breaking(
  { messagesPerSecond, sendingCores, relayLines, databaseBytesPerYear }: Loads,
  constants: Constants,
): string {
  if (messagesPerSecond > mostMarksPerSecond(constants)) return "marks take turns";
  if (relayLines > 500) return "relay lines";
  if (databaseBytesPerYear > 1e12) return "disk";
  if (sendingCores > constants.cores * AGREED.load) return "one machine's cores";
  return "nothing";
}

/** Messages a second of small letters on one machine that has the mail server too, over so many connections. */
export function smallLettersPerSecond({ message, cores }: Constants, lines: number): number {
  const { smallCpuMs, sinkCpuMs, wakeMs, claimMs, ledgerMs, ledgerCpuMs } = message;
  const machine = {
    ...{ cores, lines, letterMs: smallCpuMs, sinkMs: sinkCpuMs, wakeMs, claimMs },
    transactionMs: (steps: number) => withSteps(ledgerMs, steps),
    transactionCpuMs: (steps: number) => withSteps(ledgerCpuMs, steps),
  };
  return simulate(machine, 10_000).perSecond;
}

/** Days a second of a backfill on one machine. */
export function daysPerSecond(days: number, { issue, cores }: Constants): number {
  const ms = issue.startMs + (days * issue.cpuMs) / (cores * issue.busy);
  return (days * 1000) / ms;
}
