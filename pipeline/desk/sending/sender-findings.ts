import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { Finding } from "../../model/finding.ts";
import { isExampleHost, isLoopbackHost } from "./made-up-hosts.ts";
import { passed, refused, said } from "./sending-finding.ts";

const SETTINGS = "content/delivery.yaml";

/** Examples of addresses are nobody's: what is sent in their name is lost, and its links lead nowhere. */
export function senderFindings(settings: DeliverySettings): readonly Finding[] {
  const { from, replyTo, listId, site, relays } = settings;
  const outside = relays.filter(({ host }) => !isLoopbackHost(host)).map(({ name }) => name);
  const named = {
    "from.address": from.address,
    ...(replyTo === null ? {} : { replyTo }),
    listId,
    site: new URL(site).hostname,
  };
  const madeUp = Object.entries(named).filter(([, value]) => isExampleHost(value));
  if (madeUp.length === 0) return [passed(`${SETTINGS} [from]`, `The sender is ${from.address}.`)];
  if (outside.length === 0)
    return [said("noted", `${SETTINGS} [from]`, "The sender is an example; all relays are on this machine.")];
  return madeUp.map(([field, value]) =>
    refused(
      `${SETTINGS} [${field}]`,
      `${value} is an example, and the relay ${outside.join(", ")} is not on this machine.`,
      "Write your own.",
    ),
  );
}
