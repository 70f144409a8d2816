import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Receipt } from "../../../pipeline/model/delivery.ts";
import type { Tier } from "../../../pipeline/model/subscriber.ts";
import { mailingPath, openMailingFile } from "../../../pipeline/world/mailing/open-mailing.ts";
import { openSubscribers } from "../../../pipeline/world/mailing/open-subscribers.ts";
import { writeFile } from "../command-line.ts";
import { type ApprovedIssue, approvedIssue } from "./approved-issue.ts";
import { type KnownReader, readLetter, wrongSignature } from "./letter-checks.ts";
import { type MadeUpReader, madeUpReaders, readersCsv } from "./made-up-readers.ts";
import { type FiledLetter, type MailFolder, mailFolder } from "./mail-folder.ts";
import { DATE, type RealIssue, type RealIssueOptions, realIssue, TITLE } from "./real-issue.ts";

const TIERS = ["free", "paid"] as const;
const MANY_MS = 3_600_000;

/** Puts readers on the list by the command line. */
export async function importReaders(issue: RealIssue, readers: readonly MadeUpReader[]): Promise<void> {
  writeFile(issue.root, "readers.csv", readersCsv(readers));
  const words = ["--consent", "made up for a test", "--by", "Editor One"];
  await issue.expect(0, "subscribers", "import", join(issue.root, "readers.csv"), ...words);
}

/** Whom the list knows by which id, by address. */
export async function knownReaders({ root }: RealIssue): Promise<ReadonlyMap<string, KnownReader>> {
  const file = openMailingFile(mailingPath(root));
  const known = new Map<string, KnownReader>();
  const never = () => {
    throw new Error("nobody is added here");
  };
  for await (const { id, address, name } of openSubscribers(file, { newId: never }).list({}))
    known.set(address, { id, address, name });
  await file.close();
  return known;
}

/** Receipts of a day, by version, as a program reads them. */
export async function receiptsOf(issue: RealIssue): Promise<readonly VersionJson[]> {
  return JSON.parse(await issue.expect(0, "receipts", DATE, "--json")).versions;
}

interface VersionJson {
  readonly version: string;
  readonly sum: { readonly readers: number; readonly states: Readonly<Record<string, number>> };
  readonly rows: readonly Receipt[];
}

/** An issue to so many readers in two tiers, over SMTP, and every letter read again. */
export function describeTenThousand(
  name: string,
  count: number,
  options: Omit<RealIssueOptions, "port">,
): void {
  describe(name, () => {
    const readers = madeUpReaders(count);
    const tierOf = new Map(readers.map(({ address, tier }) => [address, tier]));
    let server: MailFolder;
    let issue: RealIssue;
    let approved: Readonly<Record<Tier, ApprovedIssue>>;
    let known: ReadonlyMap<string, KnownReader>;
    let letters: readonly FiledLetter[];
    let sent: string;
    let seconds: number;

    beforeAll(async () => {
      server = await mailFolder();
      issue = await realIssue({ ...options, port: server.port });
      approved = { free: approvedIssue(issue, "free"), paid: approvedIssue(issue, "paid") };
      await importReaders(issue, readers);
      const begun = performance.now();
      sent = await issue.expect(0, "send", DATE, "--late");
      seconds = (performance.now() - begun) / 1000;
      letters = server.letters();
      known = await knownReaders(issue);
    }, MANY_MS);

    it("goes to everybody once", () => {
      expect(sent).toContain("Nothing is left to be sent.");
      expect(letters.map(({ to }) => to).sort()).toEqual(readers.map(({ address }) => address).sort());
    });

    it(
      "comes to each in his own edition, whole, as it was approved, signed, with his own way to leave",
      async () => {
        const begun = performance.now();
        const wrong: string[] = [];
        const [ids, clicks] = [new Set<string>(), new Set<string>()];
        let size = 0;
        for (const filed of letters) {
          const bytes = server.bytesOf(filed);
          size += bytes.length;
          const expected = { approved: approved[tierOf.get(filed.to)!], reader: known.get(filed.to)! };
          const read = await readLetter(filed, bytes, { ...expected, kind: "issue" });
          wrong.push(...read.wrong, ...(await wrongSignature(bytes, issue)));
          ids.add(read.messageId);
          clicks.add(read.oneClick);
        }
        expect(wrong.slice(0, 20)).toEqual([]);
        expect([letters.length, ids.size, clicks.size]).toEqual([count, count, count]);
        if (count < 1000) return;
        const [mb, rate] = [size / 1e6 / count, count / seconds];
        const reading = (performance.now() - begun) / 1000;
        console.log(
          `${name}: ${count} letters of ${mb.toFixed(2)} MB sent in ${seconds.toFixed(1)} s, ${rate.toFixed(0)}/s; read again in ${reading.toFixed(0)} s`,
        );
        console.log(sent);
      },
      MANY_MS,
    );

    it("brings a program all receipts, each of them accepted", async () => {
      const versions = await receiptsOf(issue);
      const of = (tier: Tier) =>
        readers.filter((reader) => reader.tier === tier).map(({ address }) => address);
      expect(versions.map(({ version }) => version)).toEqual([`${DATE}/free/1`, `${DATE}/paid/1`]);
      for (const [index, tier] of TIERS.entries()) {
        const { sum, rows } = versions[index]!;
        expect(sum.states.accepted).toBe(of(tier).length);
        expect(rows.map(({ address }) => address).sort()).toEqual(of(tier).sort());
        expect(new Set(rows.map(({ state, kind, attempts }) => `${state} ${kind} ${attempts}`))).toEqual(
          new Set(["accepted issue 1"]),
        );
      }
    });

    it("tells a person who got what, and when", async () => {
      const told = await issue.expect(0, "receipts", DATE);
      for (const tier of TIERS) {
        const of = readers.filter((reader) => reader.tier === tier).length;
        expect(told).toContain(`${DATE}/${tier}/1: ${JSON.stringify(TITLE)} to ${of} readers\n`);
        expect(told).toContain(`accepted: ${of} by local\n`);
      }
      expect(told).toMatch(
        /handed over from \d{4}-\d\d-\d\d \d\d:\d\d:\d\d to \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/,
      );
      for (const { address } of readers) expect(told).toContain(`${address} `);
    });

    it("is sent to nobody when it is sent again", async () => {
      expect(await issue.expect(0, "send", DATE, "--late")).toContain("Nothing is left to be sent.");
      expect(server.letters()).toHaveLength(count);
    });
  });
}
