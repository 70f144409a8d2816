import type { BuildStage, World } from "./world.ts";

/** How long stages of one build take: each as long as at least one work of it is under way. */
export interface Stopwatch {
  /** @returns to be called when that work has ended */
  begin(stage: BuildStage): () => void;
  /** So far, in the order in which stages first began. */
  seconds(): ReadonlyMap<BuildStage, number>;
}

interface Lane {
  open: number;
  since: number;
  ms: number;
}

/** @param ticks milliseconds that only grow */
export function stopwatch(ticks: () => number): Stopwatch {
  const lanes = new Map<BuildStage, Lane>();
  return {
    begin(stage) {
      const lane = lanes.get(stage) ?? { open: 0, since: 0, ms: 0 };
      lanes.set(stage, lane);
      if (lane.open === 0) lane.since = ticks();
      lane.open += 1;
      return () => {
        lane.open -= 1;
        if (lane.open === 0) lane.ms += ticks() - lane.since;
      };
    },
    seconds: () => new Map([...lanes].map(([stage, { ms }]) => [stage, ms / 1000])),
  };
}

/** A world in which drawing, printing, writing and whatever stages tell of themselves are measured. What comes out of it is the same. */
export function timedWorld(world: World, { begin }: Pick<Stopwatch, "begin">): World {
  const during =
    <Given extends unknown[], T>(stage: BuildStage, work: (...given: Given) => Promise<T>) =>
    async (...given: Given): Promise<T> => {
      const end = begin(stage);
      try {
        return await work(...given);
      } finally {
        end();
      }
    };
  const { charts, printer, files } = world;
  return {
    ...world,
    begin,
    charts: { ...charts, svg: during("draw", charts.svg), png: during("draw", charts.png) },
    printer: { ...printer, print: during("print", printer.print) },
    files: { ...files, write: during("write", files.write) },
  };
}
