import { SITE_PATHS } from "../../post/places.ts";
import type { PublicAsked } from "../../world/public-server.ts";
import type { Reply } from "../../world/serve.ts";
import { type AskingWorld, addressOf, askedFor, ownFields } from "./address-form.ts";
import type { Fields } from "./fields.ts";
import { type FormsHouse, formPage, type Note, notePage } from "./form-page.ts";
import { TELLS_ORIGIN } from "./origin.ts";
import { readReaderName } from "./reader-name.ts";

interface Filled {
  readonly address: string;
  readonly name: string;
  /** What is wrong, by field. */
  readonly wrong: { readonly address: string | null; readonly name: string | null };
}

const EMPTY: Filled = { address: "", name: "", wrong: { address: null, name: null } };
/** What was typed is shown again only as far as it may be an address. */
const SHOWN_LETTERS = 300;

/** GET /subscribe. */
export function subscribeForm(house: FormsHouse): Reply {
  // The only page here that people should find.
  return formPage(house, ["subscribe", viewOf(EMPTY, house)], {
    headers: { ...TELLS_ORIGIN, "x-robots-tag": "all" },
  });
}

/** POST /subscribe: the same answer for every address, whether it is on the list or not. */
export async function subscribe(asked: PublicAsked, house: FormsHouse, world: AskingWorld): Promise<Reply> {
  const fields = await ownFields(asked, house, SITE_PATHS.subscribe);
  if ("refused" in fields) return fields.refused;
  const [address, name] = [addressOf(fields), readReaderName(fields.get("name") ?? "")];
  if ("wrong" in address || "wrong" in name) return askAgain(fields, { address, name }, house);
  const { network } = asked.caller;
  const refusal = askedFor({ what: "subscribe", ...address, ...name, network }, house, world);
  return refusal ?? notePage(house, onItsWay(house));
}

function onItsWay({ desk }: FormsHouse): Note {
  return {
    title: "Look into your mailbox",
    words: [
      "If the address can be subscribed, a mail with a link is on its way to it. Open the link within three days: only then issues come.",
      `No mail after some minutes? Look into the folder for spam. You may also be on the list already. If neither is so, write to ${desk}.`,
    ],
  };
}

type Read = { readonly wrong: string } | object;

function askAgain(
  fields: Fields,
  read: { readonly address: Read; readonly name: Read },
  house: FormsHouse,
): Reply {
  const shown = (field: string) => (fields.get(field) ?? "").slice(0, SHOWN_LETTERS);
  const wrong = (one: Read) => ("wrong" in one ? one.wrong : null);
  const filled: Filled = {
    address: shown("address"),
    name: shown("name"),
    wrong: { address: wrong(read.address), name: wrong(read.name) },
  };
  const headers = TELLS_ORIGIN;
  return formPage(house, ["subscribe", viewOf(filled, house)], { status: 422, headers });
}

function viewOf({ address, name, wrong }: Filled, { base }: FormsHouse) {
  return {
    action: base + SITE_PATHS.subscribe,
    address,
    name,
    wrong,
    isWrong: wrong.address !== null || wrong.name !== null,
  };
}
