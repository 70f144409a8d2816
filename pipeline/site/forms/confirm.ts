import type { IsoInstant } from "../../model/unit.ts";
import { SITE_PATHS } from "../../post/places.ts";
import type { Subscribers } from "../../world/mailing/mailing.ts";
import type { PublicAsked } from "../../world/public-server.ts";
import type { Reply } from "../../world/serve.ts";
import { type FormsHouse, formPage, notePage } from "./form-page.ts";
import { heldBy } from "./links.ts";

export interface ConfirmWorld {
  readonly subscribers: Pick<Subscribers, "byId" | "useConfirmation" | "change">;
  now(): IsoInstant;
}

/** GET /confirm/TOKEN: asks. Programs that look at every link in a mail confirm nothing. */
export async function confirmForm(token: string, house: FormsHouse, world: ConfirmWorld): Promise<Reply> {
  const held = heldBy(token, "confirm", world.now(), house);
  if (typeof held === "string") return refused(held, house);
  const reader = await world.subscribers.byId(idOf(held.subject));
  if (!reader || reader.state === "active") return refused("used", house);
  return formPage(house, ["confirm", { action: house.base + SITE_PATHS.confirm + token }]);
}

/** POST /confirm/TOKEN: once. */
export async function confirm(
  token: string,
  { caller }: Pick<PublicAsked, "caller">,
  house: FormsHouse,
  world: ConfirmWorld,
): Promise<Reply> {
  const at = world.now();
  const held = heldBy(token, "confirm", at, house);
  if (typeof held === "string") return refused(held, house);
  const id = idOf(held.subject);
  const nonce = held.subject.slice(id.length + 1);
  if (!(await world.subscribers.useConfirmation(id, nonce))) return refused("used", house);
  const consent = { at, how: "form", proof: `confirmed from ${caller.network}` } as const;
  const reader = await world.subscribers.change(id, { to: "active", why: "confirmed by mail", consent }, at);
  return reader ? formPage(house, ["confirmed", {}]) : refused("used", house);
}

function idOf(subject: string): string {
  return subject.split(":", 1)[0]!;
}

const REFUSALS = {
  forged: {
    status: 403,
    title: "This link is not whole",
    words: "Perhaps the mail program broke it. Copy all of it from the mail, or ask for a new one.",
  },
  expired: {
    status: 410,
    title: "This link is too old",
    words: "It held for three days. Ask for a new one: that takes a minute.",
  },
  used: {
    status: 410,
    title: "This link was used already",
    words:
      "If you confirmed with it, you are on the list and nothing is left to do. If not, ask for a new one.",
  },
} as const;

function refused(why: keyof typeof REFUSALS, house: FormsHouse): Reply {
  const { status, title, words } = REFUSALS[why];
  const link = { path: SITE_PATHS.subscribe, words: "Ask for a new link" };
  return notePage(house, { title, words: [words], link }, { status });
}
