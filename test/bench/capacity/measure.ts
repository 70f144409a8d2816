import { availableParallelism } from "node:os";
import { ownPostgres } from "../../support/own-postgres.ts";
import { archiveBytesADay } from "./measure-archive.ts";
import { buildingRun } from "./measure-building.ts";
import { openSending, type SendingRun, transactionMs } from "./measure-sending.ts";
import { type Constants, daysPerSecond, smallLettersPerSecond } from "./model.ts";

/** A figure of this machine, and what the model makes of the constants for it. */
export interface Compared {
  readonly figure: string;
  readonly measured: number;
  readonly modelled: number;
}

/** The constants of this machine as it is now, of runs other than those that the model is compared with. */
export async function measured({ readers, days }: { readonly readers: number; readonly days: number }) {
  const postgres = await ownPostgres();
  try {
    const sending = await openSending(postgres);
    await sending.run("small", 200);
    const whole = await sending.run("send", 500);
    const small = await sending.run("small", readers);
    const archiveDay = await archiveBytesADay(postgres, days);
    const transaction = await transactionMs(postgres);
    const constants = constantsOf({ whole, small, archiveDay, transaction });
    const check = await sending.run("small", 2000);
    sending.close();
    return { constants, compared: comparedWith(constants, check) };
  } finally {
    await postgres.stop();
  }
}

interface Runs {
  readonly whole: SendingRun;
  readonly small: SendingRun;
  readonly archiveDay: number;
  readonly transaction: number;
}

function constantsOf({ whole, small, archiveDay, transaction }: Runs): Constants {
  const cores = availableParallelism();
  const [one, four] = [buildingRun(1), buildingRun(4)];
  const cpuMs = (four.cpuMs - one.cpuMs) / 3;
  const smallMs = small.cpuMs + small.databaseCpuMs + small.sinkCpuMs;
  const perDayMs = ((four.seconds - one.seconds) * 1000) / 3;
  return {
    measuredOn: new Date().toISOString().slice(0, 10),
    machine: `${cores} cores, PostgreSQL and mail server on the same machine`,
    cores,
    message: {
      cpuMs: round(whole.cpuMs),
      smallCpuMs: round(small.cpuMs),
      databaseCpuMs: round(small.databaseCpuMs),
      sinkCpuMs: round(small.sinkCpuMs),
      transactions: round(small.transactions),
      transactionMs: round(transaction),
      walBytes: Math.round(small.walBytes),
      busy: round(Math.min(1, (small.perSecond * smallMs) / 1000 / cores)),
    },
    bytes: {
      reader: Math.round(small.readerBytes),
      delivery: Math.round(small.deliveryBytes),
      issue: four.issueBytes,
      archiveDay: Math.round(archiveDay),
    },
    issue: {
      cpuMs: Math.round(cpuMs),
      startMs: Math.max(0, Math.round(one.seconds * 1000 - perDayMs)),
      busy: round(Math.min(1, cpuMs / perDayMs / cores)),
    },
  };
}

function comparedWith(constants: Constants, letters: SendingRun): readonly Compared[] {
  return [
    {
      figure: "2,000 small letters on PostgreSQL, messages/s",
      measured: letters.perSecond,
      modelled: smallLettersPerSecond(constants),
    },
    {
      figure: "a backfill of 10 days, days/s",
      measured: 10 / buildingRun(10).seconds,
      modelled: daysPerSecond(10, constants),
    },
  ];
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
