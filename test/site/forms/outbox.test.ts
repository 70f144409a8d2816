import { describe, expect, it } from "vitest";
import type { Letter } from "../../../pipeline/model/letter.ts";
import { type Asking, type Carried, OUTBOX_LIMITS, openOutbox } from "../../../pipeline/site/forms/outbox.ts";

const letter: Letter = { from: "a@example.com", to: "b@example.com", parts: [], bytes: 0 };
const asking: Asking = {
  what: "subscribe",
  address: "ada@example.com",
  name: null,
  network: "192.0.2.0/24",
  at: "2025-11-05T12:00:00.000Z",
};

function outbox(
  carry: () => Promise<Carried>,
  { compose = async () => letter as Letter | null, most = 3 } = {},
) {
  const slept: number[] = [];
  const told: string[] = [];
  const box = openOutbox(
    {
      compose,
      carry,
      sleep: async (ms) => void slept.push(ms),
      chance: () => 0.5,
      tell: (sentence) => void told.push(sentence),
    },
    { ...OUTBOX_LIMITS, most },
  );
  const empty = async () => {
    while (box.waiting > 0) await new Promise((resolve) => setImmediate(resolve));
  };
  return { box, slept, told, empty };
}

describe("a mail to somebody who asked", () => {
  it("is handed over behind the request", async () => {
    const { box, empty } = outbox(async () => "taken");
    expect(box.ask(asking)).toBe(true);
    expect(box.waiting).toBe(1);
    await empty();
    expect(box.ends).toEqual({ written: 1, "nothing to write": 0, "given up": 0 });
  });

  it("is tried again with longer and longer pauses, and given up in the end", async () => {
    const { box, slept, told, empty } = outbox(async () => "later");
    box.ask(asking);
    await empty();
    expect(slept).toEqual(OUTBOX_LIMITS.pausesMs);
    expect(box.ends["given up"]).toBe(1);
    expect(told).toEqual(["A mail to somebody who asked was given up."]);
  });

  it("is composed once, however often it is carried, and again where composing failed", async () => {
    let [composed, carried] = [0, 0];
    const { box, told, empty } = outbox(
      async () => {
        carried += 1;
        return carried < 3 ? "later" : "taken";
      },
      {
        compose: async () => {
          composed += 1;
          if (composed === 1) throw new Error("The database is locked.");
          return letter;
        },
      },
    );
    box.ask(asking);
    await empty();
    expect([composed, carried, box.ends.written]).toEqual([2, 3, 1]);
    expect(told[0]).toContain("The database is locked.");
    expect(told.join()).not.toContain("ada@");
  });

  it("is not written where there is nothing to say, or the address is dead", async () => {
    const nothing = outbox(async () => "taken", { compose: async () => null });
    nothing.box.ask(asking);
    await nothing.empty();
    expect(nothing.box.ends["nothing to write"]).toBe(1);
    const dead = outbox(async () => "never");
    dead.box.ask(asking);
    await dead.empty();
    expect([dead.slept, dead.box.ends["given up"]]).toEqual([[], 1]);
  });

  it("is refused when too many wait, and after the end", async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { box } = outbox(async () => {
      await gate;
      return "taken";
    });
    expect([1, 2, 3, 4].map(() => box.ask(asking))).toEqual([true, true, true, false]);
    const closed = box.close();
    go();
    await closed;
    expect(box.ends.written).toBe(3);
    expect(box.ask(asking)).toBe(false);
  });
});
