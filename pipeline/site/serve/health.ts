import { PipelineError, sentence } from "../../errors.ts";
import type { Deliveries, Subscribers } from "../../world/mailing/mailing.ts";
import type { Reply } from "../../world/serve.ts";

export interface HealthWorld {
  readonly deliveries: Pick<Deliveries, "versions">;
  readonly subscribers: Pick<Subscribers, "byId">;
  ticks(): number;
  tell(sentence: string): void;
}

export interface Health {
  readonly ok: boolean;
  readonly database: "readable" | "unreadable";
  /** Id of the newest version that is kept: what is sent, or was sent last. */
  readonly lastVersion: string | null;
  readonly uptimeSeconds: number;
}

/** Asked as often as one likes, the database is looked at once in this time. */
const HOLDS_MS = 1000;

/** How the server does. Why a database cannot be read is told to those who run it, not to those who ask. */
export function openHealth(world: HealthWorld): () => Promise<Health> {
  const began = world.ticks();
  let known: { readonly at: number; readonly look: Promise<Omit<Health, "uptimeSeconds">> } | null = null;
  return async () => {
    const now = world.ticks();
    if (!known || now - known.at >= HOLDS_MS) known = { at: now, look: look(world) };
    return { ...(await known.look), uptimeSeconds: Math.floor((now - began) / 1000) };
  };
}

async function look({ deliveries, subscribers, tell }: HealthWorld): Promise<Omit<Health, "uptimeSeconds">> {
  try {
    const versions = await deliveries.versions({});
    await subscribers.byId("aaaaaaaaaaaaaaaa");
    return { ok: true, database: "readable", lastVersion: versions.at(-1)?.id ?? null };
  } catch (error) {
    tell(error instanceof PipelineError ? error.faults.map(sentence).join(" ") : String(error));
    return { ok: false, database: "unreadable", lastVersion: null };
  }
}

export function healthReply(health: Health): Reply {
  return {
    status: health.ok ? 200 : 503,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: `${JSON.stringify(health)}\n`,
  };
}
