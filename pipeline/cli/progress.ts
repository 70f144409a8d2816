import { forTerminal } from "./terminal-text.ts";

/** Progress for whoever waits: moving on a terminal, plain lines in a pipe. */
export interface Progress {
  readonly tell: (stage: string) => void;
  /** Ends the last stage and waits until it is drawn. */
  end(outcome: "done" | "failed"): Promise<void>;
}

export async function progressFor(terminal: boolean): Promise<Progress> {
  return terminal ? movingProgress() : plainProgress;
}

const plainProgress: Progress = {
  tell: (stage) => void process.stderr.write(`${forTerminal(stage)} …\n`),
  end: async () => undefined,
};

/** A line a stage, by listr2: each stage ends when the next one begins. */
async function movingProgress(): Promise<Progress> {
  const { Listr } = await import("listr2");
  const list = new Listr([], { concurrent: true, exitOnError: false });
  let stage: PromiseWithResolvers<void> | null = null;
  let running: Promise<unknown> | null = null;
  return {
    tell(title) {
      stage?.resolve();
      const next = Promise.withResolvers<void>();
      stage = next;
      list.add({ title, task: () => next.promise });
      running ??= list.run();
    },
    async end(outcome) {
      if (outcome === "done") stage?.resolve();
      else stage?.reject(new Error("stopped"));
      await running;
    },
  };
}
