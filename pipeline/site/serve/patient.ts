import { PipelineError } from "../../errors.ts";
import type { Subscribers } from "../../world/mailing/mailing.ts";

const PAUSES_MS = [100, 300, 1000, 2000];

type Sleep = (ms: number, stop: AbortSignal) => Promise<void>;

/**
 * The list of readers, each call of which is made again for a while where another process is writing: a mail provider that unsubscribes a
 * reader does not come twice. Nobody else waits meanwhile.
 */
export function patientSubscribers(list: Subscribers, sleep: Sleep): Subscribers {
  const patiently = <A extends unknown[], R>(call: (...given: A) => Promise<R>) => {
    return async (...given: A): Promise<R> => {
      for (const pause of PAUSES_MS) {
        try {
          return await call(...given);
        } catch (error) {
          if (!(error instanceof PipelineError) || error.code !== "archive-busy") throw error;
          await sleep(pause, NEVER);
        }
      }
      return call(...given);
    };
  };
  return {
    take: patiently((...given) => list.take(...given)),
    find: patiently((address) => list.find(address)),
    byId: patiently((id) => list.byId(id)),
    list: (filter) => list.list(filter),
    count: patiently((filter) => list.count(filter)),
    change: patiently((...given) => list.change(...given)),
    remove: patiently((...given) => list.remove(...given)),
    askConfirmation: patiently((...given) => list.askConfirmation(...given)),
    useConfirmation: patiently((...given) => list.useConfirmation(...given)),
  };
}

const NEVER = new AbortController().signal;
