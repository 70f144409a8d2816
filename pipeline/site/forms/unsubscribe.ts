import type { SubscriberState } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { SITE_PATHS } from "../../post/places.ts";
import type { Subscribers } from "../../world/mailing/mailing.ts";
import type { PublicAsked } from "../../world/public-server.ts";
import type { Reply } from "../../world/serve.ts";
import { type AskingWorld, addressOf, askedFor, ownFields } from "./address-form.ts";
import { readFields } from "./fields.ts";
import { type FormsHouse, formPage, notePage } from "./form-page.ts";
import { heldBy, LEAVE_PATH } from "./links.ts";
import { TELLS_ORIGIN } from "./origin.ts";

export interface LeavingWorld {
  readonly subscribers: Pick<Subscribers, "byId" | "change">;
  now(): IsoInstant;
}

/** States in which issues come, or may come. */
const THERE: readonly SubscriberState[] = ["active", "paused", "pending"];
const LEFT = {
  title: "You have left the list",
  words: ["No issue will come to your address."],
  link: { path: SITE_PATHS.subscribe, words: "Subscribe again" },
} as const;

/** GET /u/TOKEN: asks. Programs that look at every link in a mail unsubscribe nobody. */
export async function leaveForm(token: string, house: FormsHouse, world: LeavingWorld): Promise<Reply> {
  const held = heldBy(token, "unsubscribe", world.now(), house);
  if (typeof held === "string") return refused(held, house);
  const reader = await world.subscribers.byId(held.subject);
  if (!reader || !THERE.includes(reader.state)) return notePage(house, LEFT);
  return formPage(house, ["unsubscribe", { action: house.base + SITE_PATHS.unsubscribe + token }]);
}

/**
 * POST /u/TOKEN with `List-Unsubscribe=One-Click`, from a mail program as RFC 8058 says or from the page: at once, from anywhere, and as
 * often as it is sent.
 */
export async function leave(
  token: string,
  asked: PublicAsked,
  house: FormsHouse,
  world: LeavingWorld,
): Promise<Reply> {
  const at = world.now();
  const held = heldBy(token, "unsubscribe", at, house);
  if (typeof held === "string") return refused(held, house);
  const fields = await readFields(asked);
  if (typeof fields === "number" || fields.get("List-Unsubscribe") !== "One-Click")
    return notePage(house, NOT_SAID, { status: typeof fields === "number" ? fields : 400 });
  const reader = await world.subscribers.byId(held.subject);
  if (!reader || !THERE.includes(reader.state)) return notePage(house, LEFT);
  await world.subscribers.change(reader.id, { to: "unsubscribed", why: "by the link in a mail" }, at);
  return formPage(house, ["unsubscribed", { subscribe: house.base + SITE_PATHS.subscribe }]);
}

const NOT_SAID = {
  title: "Not understood",
  words: [
    "What was sent does not say what to do. Open the link of the mail in a browser, and use the button.",
  ],
};

/** GET /unsubscribe: for those whose link is too old or lost. */
export function leaveByAddressForm(house: FormsHouse): Reply {
  return formPage(
    house,
    ["leave", { action: house.base + LEAVE_PATH, address: "", wrong: null, isWrong: false }],
    {
      headers: TELLS_ORIGIN,
    },
  );
}

/** POST /unsubscribe: a link by mail, or else anybody could take anybody off the list. The same answer for every address. */
export async function leaveByAddress(
  asked: PublicAsked,
  house: FormsHouse,
  world: AskingWorld,
): Promise<Reply> {
  const fields = await ownFields(asked, house, LEAVE_PATH);
  if ("refused" in fields) return fields.refused;
  const read = addressOf(fields);
  if ("wrong" in read) {
    const view = {
      action: house.base + LEAVE_PATH,
      address: (fields.get("address") ?? "").slice(0, 300),
      wrong: read.wrong,
      isWrong: true,
    };
    return formPage(house, ["leave", view], { status: 422, headers: TELLS_ORIGIN });
  }
  const { network } = asked.caller;
  return (
    askedFor({ what: "unsubscribe", address: read.address, name: null, network }, house, world) ??
    notePage(house, {
      title: "Look into your mailbox",
      words: [
        "If the address is on the list, a mail with a link to leave it is on its way.",
        `No mail after some minutes? Look into the folder for spam, or write to ${house.desk}.`,
      ],
    })
  );
}

const REFUSALS = {
  forged: { status: 403, title: "This link is not whole", words: "Perhaps the mail program broke it." },
  expired: { status: 410, title: "This link is too old", words: "Links of older issues hold no longer." },
} as const;

function refused(why: keyof typeof REFUSALS, house: FormsHouse): Reply {
  const { status, title, words } = REFUSALS[why];
  const link = { path: LEAVE_PATH, words: "Leave by your address instead" };
  return notePage(house, { title, words: [words], link }, { status });
}
