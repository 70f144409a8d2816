import { type DoctorRow, failedRow } from "../desk/doctor.ts";
import { examineMail } from "../desk/mail-doctor.ts";
import { PipelineError } from "../errors.ts";
import { realNow } from "../world/clock.ts";
import type { Environment } from "./environment.ts";
import { handingWorld, openMailing } from "./mailing-world.ts";
import { readOutgoing } from "./outgoing.ts";

/** What mail needs of this machine. @param asks relays are asked, by greeting and login: the one thing here that goes over a network */
export async function mailRows(
  root: string,
  environment: Environment,
  { asks }: { readonly asks: boolean },
): Promise<readonly DoctorRow[]> {
  const mailing = openMailing({ environment }, root);
  try {
    const outgoing = await readOutgoing(root, environment);
    const { subscribers, deliveries } = mailing;
    return await examineMail({
      ...outgoing,
      now: realNow(),
      relays: asks ? handingWorld(outgoing.settings).relays : null,
      looks: {
        readers: async () => ({
          free: await subscribers.count({ tier: "free", state: "active" }),
          paid: await subscribers.count({ tier: "paid", state: "active" }),
        }),
        lastFrozenAt: async () => {
          const moments = (await deliveries.versions({})).map(({ frozenAt }) => frozenAt);
          return moments.sort().at(-1) ?? null;
        },
      },
    });
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    const rows = error.faults.map((fault) => failedRow("delivery settings", new PipelineError(fault)));
    // Issues are made without mail.
    return asks ? rows : rows.map((row) => ({ ...row, verdict: "warn" }));
  } finally {
    await mailing.close();
  }
}
