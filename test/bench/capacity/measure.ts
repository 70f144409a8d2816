import { availableParallelism } from "node:os";
import { ownPostgres } from "../../support/own-postgres.ts";
import { archiveBytesADay } from "./measure-archive.ts";
import { buildingRun } from "./measure-building.ts";
import { type LettersAlone, openSending, type SendingRun, type Steps } from "./measure-sending.ts";
import { type Constants, daysPerSecond, smallLettersPerSecond } from "./model.ts";
import { WORDS } from "./simulation.ts";

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
    const [steps, letters] = [await sending.steps(), await sending.letters()];
    const constants = constantsOf({ whole, small, archiveDay, steps, letters });
    const compared = daysCompared(constants);
    for (const lines of [1, 5, 20])
      compared.push({
        figure: `10,000 small letters on PostgreSQL over ${lines} connections, messages/s`,
        measured: (await sending.run("small", 10_000, lines)).perSecond,
        modelled: smallLettersPerSecond(constants, lines),
      });
    sending.close();
    return { constants, compared };
  } finally {
    await postgres.stop();
  }
}

interface Runs {
  readonly whole: SendingRun;
  readonly small: SendingRun;
  readonly archiveDay: number;
  readonly steps: Steps;
  readonly letters: LettersAlone;
}

function constantsOf({ whole, small, archiveDay, steps, letters }: Runs): Constants {
  const cores = availableParallelism();
  const [one, four] = [buildingRun(1), buildingRun(4)];
  const cpuMs = (four.cpuMs - one.cpuMs) / 3;
  const perDayMs = ((four.seconds - one.seconds) * 1000) / 3;
  return {
    measuredOn: new Date().toISOString().slice(0, 10),
    machine: `${cores} cores, PostgreSQL and mail server on the same machine`,
    cores,
    message: {
      cpuMs: round(whole.cpuMs),
      smallCpuMs: round(letters.cpuMs),
      databaseCpuMs: round(small.databaseCpuMs),
      sinkCpuMs: round(letters.sinkCpuMs),
      wakeMs: round(Math.max(0, letters.ms - letters.cpuMs - letters.sinkCpuMs) / WORDS),
      ledgerMs: stepsOf(steps, "ms"),
      ledgerCpuMs: stepsOf(steps, "cpuMs"),
      claimMs: round(steps.claimMs),
      walBytes: Math.round(small.walBytes),
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

function stepsOf(steps: Steps, what: "ms" | "cpuMs") {
  const [one, twenty] = [steps["1"][what], steps["20"][what]];
  return { first: round(one), more: Math.max(0, round((twenty - one) / 19)) };
}

function daysCompared(constants: Constants): Compared[] {
  const measured = 10 / buildingRun(10).seconds;
  return [{ figure: "a backfill of 10 days, days/s", measured, modelled: daysPerSecond(10, constants) }];
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
