import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listAsCsv } from "../../../pipeline/desk/subscribers/export-list.ts";
import { formulaSafe, withoutGuard } from "../../../pipeline/desk/subscribers/formula-safe.ts";
import { importList } from "../../../pipeline/desk/subscribers/import-list.ts";
import type { SubscriberEntry } from "../../../pipeline/model/subscriber.ts";
import { readAddress } from "../../../pipeline/post/address.ts";
import { readName } from "../../../pipeline/post/reader-name.ts";
import type { Subscribers } from "../../../pipeline/world/mailing/mailing.ts";
import { emptyList, listFile, readersOf } from "./lists.ts";

const ASKED = { consent: null, dryRun: false, skipBad: false, mostFaults: 50 };

async function exported(subscribers: Subscribers): Promise<string> {
  let words = "";
  for await (const piece of listAsCsv(subscribers.list({}))) words += piece;
  return words;
}

const entry = (address: string, name: string | null): SubscriberEntry => ({
  address,
  name,
  tier: "free",
  state: "active",
  consent: { at: "2025-03-01T10:00:00.000Z", how: "desk", proof: "=cmd, in her words" },
});

describe("an exported list", () => {
  it("is a CSV with CRLF in which no spreadsheet finds a formula", async () => {
    const subscribers = emptyList();
    await subscribers.take(
      [entry("=a@example.com", '=HYPERLINK("https://example.org","x")')],
      "2025-03-02T10:00:00Z",
    );
    expect(await exported(subscribers)).toBe(
      [
        "address,name,tier,state,consent_at,consent_proof,left_at",
        `'=a@example.com,"'=HYPERLINK(""https://example.org"",""x"")",free,active,2025-03-01T10:00:00.000Z,"'=cmd, in her words",`,
        "",
      ].join("\r\n"),
    );
  });

  it.each(["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'"])(
    "puts an apostrophe before %j, and takes it away again",
    (sign) => {
      expect(formulaSafe(`${sign}1+1`)).toBe(`'${sign}1+1`);
      expect(withoutGuard(formulaSafe(`${sign}1+1`))).toBe(`${sign}1+1`);
    },
  );

  it("leaves an apostrophe that a person wrote before a letter", () => {
    expect(withoutGuard("'t Hooft")).toBe("'t Hooft");
    expect(withoutGuard(formulaSafe("'t Hooft"))).toBe("'t Hooft");
  });

  it("imports to the same list, whatever people are called, and again changes nothing", async () => {
    const signs = fc.constantFrom(
      "=",
      "+",
      "-",
      "@",
      "'",
      '"',
      ",",
      ";",
      "\uff1d",
      "\t",
      " ",
      "A",
      "\u00eb",
      "\\",
      "<",
      ">",
    );
    const words = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.array(signs, { maxLength: 8 }).map((all) => all.join("")),
    );
    const name = words.map(readName).map((read) => ("wrong" in read ? null : read.name));
    const address = fc
      .array(fc.constantFrom("=", "+", "-", "'", "a", "B", "7", "."), { minLength: 1, maxLength: 9 })
      .map((all) => readAddress(`${all.join("")}@example.com`))
      .filter((read) => "address" in read)
      .map((read) => (read as { address: string }).address);
    const proof = words
      .map(readName)
      .map((read) => ("wrong" in read || read.name === null ? "card" : read.name));
    const reader = fc.record({
      address,
      name,
      tier: fc.constantFrom("free" as const, "paid" as const),
      state: fc.constantFrom("pending", "active", "paused", "unsubscribed", "bounced", "complained"),
      proof: fc.option(proof),
    });
    const readers = fc.uniqueArray(reader, { selector: (one) => one.address.toLowerCase(), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(readers, async (given) => {
        const first = emptyList();
        for (const { state, proof, ...one } of given) {
          const consent =
            proof === null ? null : { at: "2025-03-01T10:00:00.000Z", how: "desk" as const, proof };
          const wanted = ["pending", "active", "paused"].includes(state) ? state : "active";
          await first.take([{ ...one, state: wanted as "active", consent }], "2025-11-02T10:00:00Z");
          const { id } = (await first.find(one.address))!;
          if (wanted !== state)
            await first.change(id, { to: state as "bounced", why: "x" }, "2025-11-03T10:00:00Z");
        }
        const list = await exported(first);
        const second = emptyList();
        const once = await importList(listFile(list, 64), ASKED, second);
        expect(once.check.faults).toEqual([]);
        const sorted = (csv: string) => csv.split("\r\n").sort();
        expect(sorted(await exported(second))).toEqual(sorted(list));
        const before = await readersOf(second);
        expect((await importList(listFile(list), ASKED, second)).taken?.unchanged).toBe(given.length);
        expect((await importList(listFile(list), ASKED, first)).taken?.unchanged).toBe(given.length);
        expect(await readersOf(second)).toEqual(before);
      }),
      { numRuns: 12 },
    );
  });
});
