import { type FaultDetail, PipelineError } from "../errors.ts";
import type { World } from "../world/world.ts";
import type { ToldIssue } from "./build-outcome.ts";
import type { Invocation } from "./command.ts";
import { filesOf } from "./database-of.ts";
import { type AskedIssue, builders, type MadeIssue, type Making, makeIssue } from "./make-issue.ts";
import { progressFor } from "./progress.ts";

/**
 * The long way: what a build needs is loaded only here, while the browser and the drawing thread start.
 *
 * @returns as many as were asked for, in their order
 */
export async function makeIssues(invocation: Invocation, making: Making): Promise<ToldIssue[]> {
  const { openWorld } = await import("../world/real-world.ts");
  const progress = await progressFor(invocation.terminal);
  const world = openWorld({
    environment: invocation.environment,
    tell: progress.tell,
    version: making.version,
    files: filesOf(invocation, making.root),
    ...(making.outside ? { outside: making.outside } : {}),
  });
  const { only } = making.request;
  if (only === null || only.includes("pdf")) world.printer.warm();
  world.charts.warm();
  try {
    const told = await makeIssuesIn(world, making);
    await progress.end("done");
    return told;
  } catch (error) {
    await progress.end("failed");
    throw error;
  } finally {
    await world.close();
  }
}

/**
 * The same in a world that others use too: `backfill` makes all its days in one. Editions are put in their folders when all of them are whole.
 *
 * @returns as many as were asked for, in their order
 */
export async function makeIssuesIn(world: World, making: Making): Promise<ToldIssue[]> {
  await builders();
  const made = making.editions.length === 1 ? await makeAlone(making, world) : await makeAll(making, world);
  for (const one of made) await one.keep();
  return made.map(({ told }) => told);
}

async function makeAlone(making: Making, world: World): Promise<readonly MadeIssue[]> {
  return [await makeIssue(making.editions[0]!, making, world)];
}

/** So often editions are made anew because the archive learnt something between the one and the other. */
const MOST_TRIES = 3;

/** Editions of the same files and the same news: whoever holds the one against the other finds the same figures. */
async function makeAll(making: Making, world: World): Promise<readonly MadeIssue[]> {
  const { archive } = making.outside ?? {};
  for (let [tries, { generation }] = [1, making]; ; tries += 1) {
    const made = await makeEach({ ...making, generation }, world);
    const now = archive ? await archive.generation() : null;
    if (now === generation || tries >= MOST_TRIES) return made;
    generation = now;
  }
}

/** One after the other; while the browser prints one, the next one is computed. */
async function makeEach(making: Making, world: World): Promise<readonly MadeIssue[]> {
  const [{ readOnce }, { sharedMakers }] = await Promise.all([
    import("../rebuild/read-once.ts"),
    import("../rebuild/shared-makers.ts"),
  ]);
  const shared = { ...world, files: readOnce(world.files), ...sharedMakers(world) };
  const running: Promise<MadeIssue | readonly FaultDetail[]>[] = [];
  for (const asked of making.editions) {
    const isPrinting = Promise.withResolvers<void>();
    const tell = (stage: string) => {
      world.tell(`${asked.edition} edition: ${stage}`);
      if (stage === "rendering") isPrinting.resolve();
    };
    const made = makeIssue(asked, making, { ...shared, tell }).catch(faultsIn);
    running.push(made);
    await Promise.race([isPrinting.promise, made]);
  }
  const ended = await Promise.all(running);
  const faults = ended.map((one) => ("told" in one ? [] : one));
  if (faults.some((own) => own.length > 0)) throw new PipelineError(faultsOfAll(faults, making.editions));
  return ended.filter((one) => "told" in one);
}

function faultsIn(error: unknown): readonly FaultDetail[] {
  if (error instanceof PipelineError) return error.faults;
  throw error;
}

/** What all editions have is told once; what one alone has, with its name. */
function faultsOfAll(
  faults: readonly (readonly FaultDetail[])[],
  editions: readonly AskedIssue[],
): readonly FaultDetail[] {
  const keyOf = ({ cause: _, ...fault }: FaultDetail) => JSON.stringify(fault);
  const keys = faults.map((own) => new Set(own.map(keyOf)));
  const isCommon = (fault: FaultDetail) => keys.every((own) => own.has(keyOf(fault)));
  return [
    ...(faults[0] ?? []).filter(isCommon),
    ...faults.flatMap((own, index) =>
      own
        .filter((fault) => !isCommon(fault))
        .map((fault) => ({
          ...fault,
          message: `In the ${editions[index]?.edition} edition: ${fault.message}`,
        })),
    ),
  ];
}
