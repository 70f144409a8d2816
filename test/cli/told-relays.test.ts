import { expect, it } from "vitest";
import { toldRelays } from "../../pipeline/cli/told-relays.ts";
import { RelaySchema, type RelaySettings } from "../../pipeline/model/delivery-settings.ts";
import type { NoLine } from "../../pipeline/world/relays/relay.ts";

it("tell whoever waits why a relay opens no line, once for each kind of trouble", async () => {
  const said: string[] = [];
  let times = 0;
  const open = async ({ name }: RelaySettings): Promise<NoLine> => {
    times += 1;
    return { trouble: "busy", code: times > 3 ? 421 : null, reason: `Relay ${name} said ${times}.` };
  };
  const relays = toldRelays({ open }, (reason) => said.push(reason));
  const [one, other] = ["one", "other"].map((name) => RelaySchema.parse({ name, host: "127.0.0.1" }));
  for (const relay of [one!, one!, other!, one!, one!]) await relays.open(relay, null, null);
  expect(said).toEqual(["Relay one said 1.", "Relay other said 3.", "Relay one said 4."]);
});
