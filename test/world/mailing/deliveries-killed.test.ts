import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { DeliveryState } from "../../../pipeline/model/delivery.ts";
import { openDeliveries } from "../../../pipeline/world/mailing/open-deliveries.ts";
import { at, began, frozen, type Store } from "./deliveries/store.ts";
import { newFile, putReaders } from "./sqlite-store.ts";

const script = fileURLToPath(new URL("sending-process.ts", import.meta.url));

interface Said {
  readonly child: ChildProcess;
  /** Fulfilled when it has printed so many lines, or has ended. */
  printed(lines: number): Promise<void>;
  /** The lines that it printed until it ended. */
  readonly ended: Promise<readonly string[]>;
}

function sending(...words: readonly string[]): Said {
  const child = spawn(process.execPath, [script, ...words], { stdio: ["pipe", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (part) => {
    text += part;
  });
  // A last line that was cut short says nothing.
  const lines = () => text.split("\n").slice(0, -1);
  return {
    child,
    printed: (count) =>
      new Promise((go) => {
        child.stdout.on("data", () => lines().length >= count && go());
        child.on("close", () => go());
      }),
    ended: new Promise((done) => child.on("close", () => done(lines()))),
  };
}

async function queued(count: number): Promise<{ path: string; id: string; store: Store }> {
  const { path, file } = newFile();
  const deliveries = openDeliveries(file);
  const store = { deliveries } as Store;
  const { id } = await frozen(store, "one");
  await putReaders(
    file,
    Array.from({ length: count }, (_, index) => ({ id: `r${String(index).padStart(6, "0")}` })),
  );
  await deliveries.enqueue(id, at(0), null);
  return { path, id, store };
}

async function statesOf({ deliveries }: Store, id: string): Promise<Map<string, DeliveryState>> {
  const states = new Map<string, DeliveryState>();
  for await (const { recipient, state } of deliveries.receipts(id, {})) states.set(recipient, state);
  return states;
}

const toldOf = (lines: readonly string[], word: string) =>
  lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(2)] : []));

/** After each kill: what was told is kept, and what hung between has become uncertain by the one that began next. */
async function expectKept(store: Store, id: string, lines: readonly string[]): Promise<void> {
  const states = await statesOf(store, id);
  const accepted = toldOf(lines, "a");
  expect(accepted.filter((one) => states.get(one) !== "accepted")).toEqual([]);
  const handed = toldOf(lines, "h").filter((one) => !accepted.includes(one));
  expect(handed.filter((one) => !["handed over", "accepted"].includes(states.get(one)!))).toEqual([]);
}

describe("a sender that is killed at any moment", () => {
  it("has kept every step that it was told as made, and loses nobody", async () => {
    const readers = 5000;
    const { path, id, store } = await queued(readers);
    const handedOver: string[] = [];
    let uncertain = 0;
    for (let round = 0; round < 30; round += 1) {
      const left = (await store.deliveries.tally(id))["handed over"];
      const { child, printed, ended } = sending(path, id, "5");
      await printed(1 + ((round * 37) % 60));
      child.kill("SIGKILL");
      const lines = await ended;
      expect(toldOf(lines, "u")).toEqual([String(left)]);
      uncertain += left;
      handedOver.push(...toldOf(lines, "h"));
      await expectKept(store, id, lines);
      const tally = await store.deliveries.tally(id);
      expect(tally.uncertain).toBe(uncertain);
      expect(Object.values(tally).reduce((sum, count) => sum + count, 0)).toBe(readers);
    }
    // Nobody was handed over twice, by whichever process.
    expect(new Set(handedOver).size).toBe(handedOver.length);
    expect(handedOver.length).toBeGreaterThan(100);
    const left = (await store.deliveries.tally(id))["handed over"];
    await store.deliveries.end(await began(store, { id }), at(1));
    expect(await store.deliveries.tally(id)).toMatchObject({ uncertain: uncertain + left, "handed over": 0 });
    expect(uncertain + left).toBeGreaterThan(0);
  }, 60_000);
});

describe("two senders started by mistake", () => {
  it("do not both begin", async () => {
    const { path, id, store } = await queued(40);
    const senders = [1, 2, 3].map(() => sending(path, id, "2", "hold"));
    await Promise.all(senders.map(({ printed }) => printed(1)));
    for (const { child } of senders) child.stdin!.end();
    const all = await Promise.all(senders.map(({ ended }) => ended));
    expect(all.filter((lines) => lines.includes("busy"))).toHaveLength(2);
    const accepted = all.flatMap((lines) => toldOf(lines, "a"));
    expect([accepted.length, new Set(accepted).size]).toEqual([40, 40]);
    expect(await store.deliveries.tally(id)).toMatchObject({ accepted: 40, uncertain: 0 });
  });
});
