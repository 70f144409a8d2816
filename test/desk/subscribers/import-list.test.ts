import { describe, expect, it } from "vitest";
import { importList } from "../../../pipeline/desk/subscribers/import-list.ts";
import { sentence } from "../../../pipeline/errors.ts";
import type { Subscribers } from "../../../pipeline/world/mailing/mailing.ts";
import { emptyList, listFile, NOW, readersOf } from "./lists.ts";

const ASKED = { consent: null, dryRun: false, skipBad: false, mostFaults: 50 };
const NONE = { added: 0, unchanged: 0, changed: 0, returned: 0, suppressed: 0, left: 0, pending: 0 };

async function imported(words: string | Uint8Array, more = {}, subscribers: Subscribers = emptyList()) {
  const { check, taken } = await importList(listFile(words), { ...ASKED, ...more }, subscribers);
  return { check, taken, faults: check.faults.map(sentence), subscribers };
}

const faultsOf = async (words: string | Uint8Array) => {
  const { faults, taken, subscribers } = await imported(words);
  expect(taken).toBeNull();
  expect(await subscribers.count({})).toBe(0);
  return faults;
};

describe("a file of readers", () => {
  it("is taken with tiers, states and consents, and a second time changes nothing", async () => {
    const words = [
      "address,name,tier,consent_at,consent_proof,state",
      "ada@example.com,Ada Byron,paid,2025-03-01,conference,",
      "Bob <bob@example.com>,,free,2025-03-01T10:00:00+02:00,,paused",
      '"carol@example.com","Carol ""C"" O\'Neil, sr.",,,,',
    ].join("\r\n");
    const { taken, subscribers } = await imported(words);
    expect(taken).toEqual({ ...NONE, added: 3, pending: 1 });
    const readers = await readersOf(subscribers);
    expect(
      readers.map(({ name, tier, state, consent }) => [name, tier, state, consent?.at, consent?.proof]),
    ).toEqual([
      ["Ada Byron", "paid", "active", "2025-03-01T00:00:00.000Z", "conference"],
      ["Bob", "free", "paused", "2025-03-01T08:00:00.000Z", "import readers.csv:3"],
      ['Carol "C" O\'Neil, sr.', "free", "pending", undefined, undefined],
    ]);
    expect((await imported(words, {}, subscribers)).taken).toEqual({ ...NONE, unchanged: 3 });
    expect(await readersOf(subscribers)).toEqual(readers);
  });

  it.each([
    ["a mark at its beginning", "\ufeffemail,name\nada@example.com,Ada\n"],
    ["a mark and quotes", '\ufeff"Email","Name"\n"ada@example.com","Ada"\n'],
    ["semicolons", "email;name\nada@example.com;Ada\n"],
    ["tabs", "email\tname\nada@example.com\tAda\n"],
    ["line ends of old machines", "email,name\rada@example.com,Ada\r"],
    ["blank lines", "\r\nemail,name\r\n\r\nada@example.com,Ada\r\n\r\n"],
    ["names in any case and order", "NAME , Email\nAda, ada@example.com\n"],
  ])("with %s is read as it stands", async (_, words) => {
    const { faults, subscribers } = await imported(words);
    expect(faults).toEqual([]);
    expect((await readersOf(subscribers)).map(({ address, name }) => [address, name])).toEqual([
      ["ada@example.com", "Ada"],
    ]);
  });

  it("is refused with every bad row by line and column, and nothing of it is taken", async () => {
    const words = [
      "address,name,tier,consent_at,state",
      "good@example.com,Good,free,2025-03-01,",
      "bad address,Bad,gold,2025-02-30,asleep",
      "GOOD@example.com,Again,free,2025-03-01,",
      "late@example.com,Late,free,2025-11-06,",
      "long@example.com,Long,free",
      '"two@example.com","Two',
      'lines",free,2025-03-01,',
      "j\u00fcrgen@example.com,J\u00fcrgen,free,yesterday,",
    ].join("\n");
    expect(await faultsOf(words)).toEqual([
      'readers.csv:3 [address]: The address holds spaces or characters that cannot be seen. Found "bad address".',
      'readers.csv:3 [tier]: There is no such tier. Expected free or paid, found "gold".',
      'readers.csv:3 [state]: There is no such state. Expected one of pending, active, paused, unsubscribed, bounced, complained, found "asleep".',
      'readers.csv:3 [consent_at]: A moment is none of the calendar. Expected such as 2025-11-05 or 2025-11-05T21:00:00Z, found "2025-02-30".',
      "readers.csv:4 [address]: The address stands in line 2 already.",
      `readers.csv:5 [consent_at]: The consent is dated after now, ${NOW}: found "2025-11-06".`,
      "readers.csv:6: The row has 3 cells, the header 5.",
      'readers.csv:7 [name]: The name holds line ends or characters that cannot be seen. Found "Two lines".',
      'readers.csv:9 [address]: The part before @ holds letters outside ASCII, which many mail servers do not take. Found "j\u00fcrgen@example.com".',
      'readers.csv:9 [consent_at]: A moment is none of the calendar. Expected such as 2025-11-05 or 2025-11-05T21:00:00Z, found "yesterday".',
    ]);
  });

  it.each([
    [
      "",
      "readers.csv: The file is empty. Begin it with a line such as address,name,tier,state,consent_at,consent_proof,left_at.",
    ],
    [
      "\n\n",
      "readers.csv: The file is empty. Begin it with a line such as address,name,tier,state,consent_at,consent_proof,left_at.",
    ],
    [
      "ada@example.com,Ada\n",
      "readers.csv:1: The first line is a reader, not the names of the columns. Begin the file with a line such as address,name,tier,state,consent_at,consent_proof,left_at.",
    ],
    [
      "who,what\n",
      'readers.csv:1: No column is named address; the first line reads "who,what". Begin the file with a line such as address,name,tier,state,consent_at,consent_proof,left_at.',
    ],
    [
      "email,address,name,Name\n",
      'readers.csv:1: The column address stands more than once: "email", "address". Keep one of them.|readers.csv:1: The column name stands more than once: "name", "Name". Keep one of them.',
    ],
    [
      "address,teir\n",
      'readers.csv:1: There is no column "teir". Did you mean "tier"? There are: address, name, tier, state, consent_at, consent_proof, left_at, email. Take out what is of none of these.',
    ],
    [
      "address,consent_proof\na@example.com,card\n",
      "readers.csv:2 [consent_at]: A consent is described, but not when it was given.",
    ],
  ])("that reads %j is told what is missing", async (words, faults) => {
    expect((await faultsOf(words)).join("|")).toBe(faults);
  });

  it("in UTF-16 is refused with what to do, and Latin letters are told by row", async () => {
    const wide = Buffer.from("\ufeffaddress\nada@example.com\n", "utf16le");
    await expect(imported(wide)).rejects.toThrow('Save it as "CSV UTF-8" and import that.');
    await expect(imported(wide.subarray(2))).rejects.toThrow("UTF-16");
    const latin = Buffer.from("address,name\nada@example.com,Zo\u00eb\n", "latin1");
    expect(await faultsOf(latin)).toEqual([
      'readers.csv:2 [name]: A letter is no UTF-8, found "Zo?". Save the file as "CSV UTF-8".',
    ]);
  });

  it.each([50, 200_000])(
    "with a quote that nobody closed is refused by its line (%i letters behind)",
    async (letters) => {
      const words = `address,name\nada@example.com,Ada\nbob@example.com,"Bob\n${"x@example.com,X\n".repeat(letters / 10)}`;
      await expect(imported(words)).rejects.toThrow(
        /^readers\.csv:\d+: A quote is opened in or before this line and never closed/,
      );
    },
  );

  it("that cannot be read to its end is told with the bad rows before", async () => {
    await expect(imported('address\nnobody\n"ada@example.com\n', { skipBad: true })).rejects.toThrow(
      /^readers\.csv:2 \[address\]: .*\nreaders\.csv:\d+: A quote is opened/,
    );
  });

  it("with bad rows is taken without them where that is asked for", async () => {
    const words = "address\nada@example.com\nno address\nbob@example.com\n";
    const { check, taken, subscribers } = await imported(words, { skipBad: true });
    expect({ good: check.good, bad: check.bad }).toEqual({ good: 2, bad: 1 });
    expect(taken).toEqual({ ...NONE, added: 2, pending: 2 });
    expect(await subscribers.count({})).toBe(2);
  });

  it("is only looked at in a dry run; of many faults the first are kept and all counted", async () => {
    const dry = await imported("address\nada@example.com\n", { dryRun: true });
    expect(dry.taken).toBeNull();
    expect(dry.check).toMatchObject({ good: 1, withoutConsent: 1 });
    expect(await dry.subscribers.count({})).toBe(0);
    const { check } = await imported(`address\n${"nobody\n".repeat(120)}`);
    expect([check.faults.length, check.faultCount, check.bad]).toEqual([50, 120, 120]);
  });

  it("that changes between the look and the taking is told", async () => {
    let reads = 0;
    const file = listFile("");
    const pieces = async function* () {
      reads += 1;
      yield Buffer.from(`address\n${reads === 1 ? "ada" : "eve"}@example.com\n`);
    };
    await expect(importList({ ...file, pieces }, ASKED, emptyList())).rejects.toThrow(
      "The file changed while it was read.",
    );
  });
});

describe("consent in a file", () => {
  const words = "address\nada@example.com\nbob@example.com\n";
  const whole = { consent: { text: "signed the card", by: "Editor One" } };

  it("for all of it makes new ones active, with who said so, once", async () => {
    const { taken, subscribers } = await imported(words, whole);
    expect(taken).toEqual({ ...NONE, added: 2 });
    const [ada] = await readersOf(subscribers);
    expect(ada).toMatchObject({
      state: "active",
      consent: { at: NOW, how: "import", proof: "signed the card; import readers.csv:2 by Editor One" },
    });
    const before = await readersOf(subscribers);
    expect((await imported(words, whole, subscribers)).taken).toEqual({ ...NONE, unchanged: 2 });
    expect(await readersOf(subscribers)).toEqual(before);
  });

  it("for all of it makes active who waited, and never brings back one who left or was removed", async () => {
    const { subscribers } = await imported(`${words}carol@example.com\n`);
    const bob = (await subscribers.find("bob@example.com"))!;
    await subscribers.change(bob.id, { to: "unsubscribed", why: "link" }, "2025-06-01T10:00:00.000Z");
    await subscribers.remove("carol@example.com", "Editor One", "2025-06-01T10:00:00.000Z");
    const again = await imported(`${words}carol@example.com\n`, whole, subscribers);
    expect(again.taken).toEqual({ ...NONE, changed: 1, suppressed: 2 });
    expect((await readersOf(subscribers)).map(({ state }) => state)).toEqual(["active", "unsubscribed"]);
  });

  it("of a row's own, given after he left, brings him back", async () => {
    const { subscribers } = await imported("address,consent_at\nada@example.com,2025-03-01\n");
    const ada = (await subscribers.find("ada@example.com"))!;
    await subscribers.change(ada.id, { to: "unsubscribed", why: "link" }, "2025-06-01T10:00:00.000Z");
    const again = (day: string) => imported(`address,consent_at\nada@example.com,${day}\n`, {}, subscribers);
    expect((await again("2025-05-31")).taken).toEqual({ ...NONE, suppressed: 1 });
    expect((await again("2025-06-02")).taken).toEqual({ ...NONE, returned: 1 });
  });
});

describe("readers whom a file says have left", () => {
  const ON_LIST = "address,consent_at\nada@example.com,2025-03-01\n";

  it("are kept as such, and leave here too", async () => {
    const { subscribers } = await imported(ON_LIST);
    const words = "address,state\nada@example.com,unsubscribed\nbob@example.com,bounced\n";
    expect((await imported(words, {}, subscribers)).taken).toEqual({ ...NONE, added: 1, left: 1 });
    expect((await readersOf(subscribers)).map(({ state }) => state)).toEqual(["unsubscribed", "bounced"]);
    expect((await imported(words, {}, subscribers)).taken).toEqual({ ...NONE, unchanged: 2 });
  });

  it("stay where they agreed after they left there, and no word on the whole file brings back the others", async () => {
    const { subscribers } = await imported(ON_LIST);
    const old =
      "address,state,left_at\nada@example.com,unsubscribed,2025-02-28\nbob@example.com,complained,2025-02-28\n";
    expect((await imported(old, {}, subscribers)).taken).toEqual({ ...NONE, added: 1, unchanged: 1 });
    const whole = { consent: { text: "signed the card", by: "Editor One" } };
    const bare = "address\nada@example.com\nbob@example.com\n";
    expect((await imported(bare, whole, subscribers)).taken).toEqual({
      ...NONE,
      unchanged: 1,
      suppressed: 1,
    });
    const newer = "address,state,left_at\nada@example.com,unsubscribed,2025-03-02\n";
    expect((await imported(newer, {}, subscribers)).taken).toEqual({ ...NONE, left: 1 });
  });

  it("have a moment of leaving that has come, and nobody else has one", async () => {
    const words = `address,state,left_at\na@example.com,unsubscribed,2025-11-06\nb@example.com,,2025-03-01\n`;
    expect(await faultsOf(words)).toEqual([
      `readers.csv:2 [left_at]: Leaving is dated after now, ${NOW}: found "2025-11-06".`,
      "readers.csv:3 [left_at]: A moment of leaving stands beside the state active.",
    ]);
  });
});
