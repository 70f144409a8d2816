import { describe, expect, it } from "vitest";
import { DeliverySettingsSchema } from "../../../pipeline/model/delivery-settings.ts";
import { carryLetter } from "../../../pipeline/site/forms/carry-letter.ts";
import type { HandOver, Line, NoLine } from "../../../pipeline/world/relays/relay.ts";

const replied = (code: number): HandOver => ({
  outcome: "replied",
  step: "end",
  code,
  enhanced: null,
  text: "",
});
const busy: NoLine = { trouble: "busy", code: 421, reason: "The relay is busy." };

/** Relays by name, each with what it does. */
async function carried(
  doing: Readonly<Record<string, HandOver | NoLine>>,
  from = "tracker@tracker.news",
  host = "mx.tracker.news",
) {
  const told: string[] = [];
  const asked: string[] = [];
  const relays = Object.keys(doing).map((name) => ({ name, host }));
  const settings = DeliverySettingsSchema.parse({
    from: { name: "T", address: from },
    listId: "a.b",
    site: "https://tracker.news",
    relays,
  });
  const came = await carryLetter(
    { from, to: "ada@example.org", parts: [], bytes: 0 },
    {
      settings,
      logins: {},
      authorities: {},
      tell: (sentence) => void told.push(sentence),
      relays: {
        async open({ name }) {
          asked.push(name);
          const does = doing[name]!;
          if ("trouble" in does) return does;
          const line: Line = { isOpen: true, hand: async () => does, close: async () => undefined };
          return line;
        },
      },
    },
  );
  return { came, told, asked };
}

describe("a letter to somebody who asked", () => {
  it("goes to the next relay where one is in trouble, and no further than it must", async () => {
    expect(await carried({ one: busy, two: replied(250), three: replied(250) })).toEqual({
      came: "taken",
      told: ["The relay is busy."],
      asked: ["one", "two"],
    });
    expect((await carried({ one: replied(451), two: replied(550) })).came).toBe("never");
    expect((await carried({ one: replied(451), two: busy })).came).toBe("later");
  });

  it("is not written twice where nobody knows whether it arrived", async () => {
    const lost = (step: "before" | "end"): HandOver => ({ outcome: "lost", step, reason: "gone" });
    expect((await carried({ one: lost("end"), two: replied(250) })).asked).toEqual(["one"]);
    expect((await carried({ one: lost("before"), two: replied(250) })).asked).toEqual(["one", "two"]);
  });

  it("of an example's sender goes to no relay but one on this machine", async () => {
    expect(await carried({ one: replied(250) }, "tracker@example.com")).toMatchObject({
      came: "never",
      asked: [],
    });
    expect(await carried({ one: replied(250) }, "tracker@example.com", "127.0.0.1")).toMatchObject({
      came: "taken",
    });
  });
});
