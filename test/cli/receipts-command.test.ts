import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { receiptsCommand } from "../../pipeline/cli/receipts-command.ts";
import { messageIdOf } from "../../pipeline/post/message-id.ts";
import { openDeliveries } from "../../pipeline/world/mailing/open-deliveries.ts";
import { mailingPath } from "../../pipeline/world/mailing/open-mailing.ts";
import { come } from "../support/in-process.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { projectRoot } from "../support/worlds.ts";
import {
  addressOf,
  at,
  began,
  correctionOf,
  DAY,
  frozen,
  lead,
  type Store,
} from "../world/mailing/deliveries/store.ts";
import { newFile, putReaders } from "../world/mailing/sqlite-store.ts";

const GONE = "abcdefgh2345672a";
const STATES = { a: "accepted", b: "uncertain", c: "uncertain", d: "refused", [GONE]: "uncertain" } as const;

/** A project of which one version went to five readers, one of whom was removed since. */
async function sentProject(): Promise<{ root: string; store: Store }> {
  const root = temporaryFolder();
  mkdirSync(join(root, "content"));
  copyFileSync(join(projectRoot, "content/delivery.yaml"), join(root, "content/delivery.yaml"));
  const { file } = newFile(mailingPath(root));
  const store = { deliveries: openDeliveries(file) } as Store;
  const version = await frozen(store, "one");
  await putReaders(
    file,
    Object.keys(STATES).map((id) => ({ id })),
  );
  await store.deliveries.enqueue(version.id, at(0), null);
  const sender = await began(store, version);
  await lead(store, sender, STATES);
  await store.deliveries.end(sender, at(70));
  await file.write((db) => db.run("DELETE FROM readers WHERE id = :gone", { gone: GONE }));
  return { root, store };
}

const BY = { by: "Editor One" };

describe("receipts", () => {
  it("say who got what, when, by which relay and what it said", async () => {
    const { root } = await sentProject();
    const { exit, text, json } = await come(receiptsCommand, root, [DAY]);
    expect(exit).toBe(0);
    expect(text.split("\n")).toEqual([
      `${DAY}/free/1: "A day" to 5 readers`,
      "         1 accepted",
      "         1 refused",
      "         3 uncertain",
      `  handed over from ${DAY} 21:01:00 to ${DAY} 21:01:00 UTC`,
      "  accepted: 1 by local",
      "",
      "reader                      state      attempts  when (UTC)           relay  reply",
      `${addressOf("a")}        accepted   1         ${DAY} 21:01:00  local`,
      `removed (${GONE})  uncertain  1         ${DAY} 21:01:00  local`,
      `${addressOf("b")}        uncertain  1         ${DAY} 21:01:00  local`,
      `${addressOf("c")}        uncertain  1         ${DAY} 21:01:00  local`,
      `${addressOf("d")}        refused    1         ${DAY} 21:01:00  local`,
    ]);
    expect(json).toMatchObject({
      date: DAY,
      versions: [{ sum: { readers: 5 }, rows: { length: 5 }, more: 0 }],
    });
  });

  it("can be asked by state, address and edition", async () => {
    const { root } = await sentProject();
    const rows = async (options: Record<string, string>) => {
      const { json } = await come(receiptsCommand, root, [DAY], options);
      const { versions } = json as { versions: { rows: { recipient: string }[] }[] };
      return versions.flatMap((version) => version.rows.map(({ recipient }) => recipient));
    };
    expect(await rows({ state: "refused" })).toEqual(["d"]);
    expect(await rows({ address: addressOf("a").toUpperCase() })).toEqual(["a"]);
    expect(await rows({ edition: "paid" })).toEqual([]);
  });

  it("are none of a day of which nothing was sent, and no file appears by asking", async () => {
    const root = temporaryFolder();
    const { text, exit } = await come(receiptsCommand, root, [DAY]);
    expect([exit, text]).toEqual([0, `Nothing of ${DAY} was ever sent.`]);
    expect(existsSync(mailingPath(root))).toBe(false);
  });

  it("that are uncertain come with their Message-ID and with what to do", async () => {
    const { root } = await sentProject();
    const { text } = await come(receiptsCommand, root, [DAY], { uncertain: true });
    expect(text).toContain(messageIdOf(`${DAY}/free/1`, "b", "example.com"));
    expect(text).not.toContain(addressOf("a"));
    expect(text).toContain(`npx tracker receipts ${DAY} --accept ADDRESS --by NAME`);
    writeFileSync(join(root, "content/delivery.yaml"), "from: nobody\n");
    expect((await come(receiptsCommand, root, [DAY], { uncertain: true })).text).toContain(
      "Message-IDs are not shown: content/delivery.yaml is not there or has faults.",
    );
  });

  it("go out as CSV piece by piece, and stop where nobody reads on", async () => {
    const { root } = await sentProject();
    const pieces: string[] = [];
    const print = (goOn: boolean) => async (piece: string) => {
      pieces.push(piece);
      return goOn;
    };
    const csv = (goOn: boolean) =>
      come((...given) => receiptsCommand(...given, print(goOn)), root, [DAY], { csv: true });
    expect(await csv(true)).toMatchObject({ exit: 0, text: "" });
    expect(pieces.join("").split("\n")).toHaveLength(7);
    pieces.length = 0;
    await csv(false);
    expect(pieces).toHaveLength(1);
  });
});

describe("a person's word on uncertain ones", () => {
  it("sends one again and counts another as sent, each once", async () => {
    const { root, store } = await sentProject();
    const say = (options: Record<string, string>) =>
      come(receiptsCommand, root, [DAY], { ...BY, ...options });
    expect((await say({ resend: addressOf("b") })).text).toBe(
      `1 delivery of ${DAY}/free/1 that was uncertain is queued again, on the word of Editor One. To hand over: npx tracker send ${DAY}`,
    );
    expect((await say({ accept: GONE, note: "in the relay's log" })).text).toBe(
      `1 delivery of ${DAY}/free/1 that was uncertain is taken as sent, on the word of Editor One.`,
    );
    expect(await say({ resend: addressOf("b") })).toMatchObject({
      exit: 2,
      faults: [
        `Nothing of ${DAY} that went to ${addressOf("b")} is uncertain. Look with: npx tracker receipts ${DAY} --uncertain`,
      ],
    });
    expect((await say({ accept: "all" })).json).toMatchObject({
      settled: [{ settled: 1, overtakenBy: null }],
    });
    expect((await say({ accept: "all" })).text).toBe(`Nothing of ${DAY} is uncertain.`);
    const tally = { accepted: 1, refused: 1, queued: 1, sent: 2, uncertain: 0 };
    expect(await store.deliveries.tally(`${DAY}/free/1`)).toMatchObject(tally);
  });

  it("to send an older version again says that its correction goes out in its place", async () => {
    const { root, store } = await sentProject();
    const [first] = await store.deliveries.versions({});
    const second = await frozen(store, "right", { correction: correctionOf(first!) });
    await store.deliveries.enqueue(second.id, at(100), null);
    const { text } = await come(receiptsCommand, root, [DAY], { ...BY, resend: "all" });
    expect(text).toBe(
      `3 uncertain deliveries of ${DAY}/free/1 are not sent again: ${DAY}/free/2 goes out in its place.`,
    );
  });

  it.each([
    [{ resend: "all" }, "Nobody is named who decides. Write: --by NAME."],
    [{ ...BY }, "--by and --note go with --resend or --accept. Say which."],
    [{ ...BY, resend: "all", accept: "all" }, "--resend and --accept exclude each other. Give one of them."],
    [{ ...BY, resend: "all", state: "queued" }, "--state is for looking. Look first, then say what to do."],
    [
      { ...BY, accept: "no address" },
      '"no address" is no address. The address holds spaces or characters that cannot be seen. Correct it.',
    ],
    [{ edition: "gold" }, '--edition is free or paid, not "gold". Correct the option.'],
    [{ state: "sending" }, /^No delivery is ever "sending". Did you mean /],
    [{ state: "queued", uncertain: true }, "--uncertain and --state exclude each other. Give one of them."],
    [{ csv: true, json: true }, "--csv and --json exclude each other. Give one of them."],
  ])("or a question that makes no sense is refused: %j", async (options, fault) => {
    const came = await come(receiptsCommand, temporaryFolder(), [DAY], options);
    expect(came).toMatchObject({ exit: 2, faults: [expect.stringMatching(fault)] });
  });

  it("or a question of no day is refused", async () => {
    const came = await come(receiptsCommand, temporaryFolder(), ["yesterday\u001b[2J"]);
    expect(came).toMatchObject({
      exit: 2,
      faults: ['"yesterday\\u001b[2J" is no date. Write it as 2025-11-05.'],
    });
  });
});
