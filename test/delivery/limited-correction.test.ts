import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { correctIssue } from "../../pipeline/desk/correcting/correct-issue.ts";
import type { Tier } from "../../pipeline/model/subscriber.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { openDeliveries } from "../../pipeline/world/mailing/open-deliveries.ts";
import { mailingPath, openMailingFile } from "../../pipeline/world/mailing/open-mailing.ts";
import { realPlacing } from "../../pipeline/world/place-file.ts";
import { type DeliveryProject, deliveryProject } from "../support/delivery-project.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { sendOf } from "../support/sending.ts";

const LEDGER = { "ledger.json": JSON.stringify({ date: "2025-11-05", entries: [] }) };

describe("corrections of an issue of which some have nothing yet", () => {
  let server: MailServer;
  let project: DeliveryProject;
  beforeEach(async () => {
    server = await startMailServer();
    project = await deliveryProject({
      relayPort: server.port,
      readers: { free: 4, paid: 4 },
      approved: false,
    });
    await printed("Spreads widen: 91 bp");
  });
  afterEach(() => server.close());

  /** Builds and approves these editions. */
  async function printed(words: string, tiers: readonly Tier[] = ["free", "paid"]): Promise<void> {
    for (const tier of tiers) {
      await project.build(tier, { words, files: LEDGER });
      await project.approve(tier);
    }
  }

  async function correct(note: string): Promise<readonly string[]> {
    const { root, date } = project;
    const file = openMailingFile(mailingPath(root));
    const deliveries = openDeliveries(file);
    const correcting = {
      root,
      date,
      cause: "typo",
      note,
      on: "2025-11-06",
      titles: {},
      own: "free",
    } as const;
    try {
      const { editions } = await correctIssue(correcting, {
        files: realFiles,
        deliveries,
        placing: realPlacing,
      });
      return editions.map(({ version }) => version.id);
    } finally {
      await file.close();
    }
  }

  /** What came, as "paid-0 2", sorted; corrections with a mark. */
  function came(): readonly string[] {
    return server.kept
      .map(({ to, messageId, bytes }) => {
        const mark = /^Subject: Correction/m.test(bytes.toString("latin1")) ? " corrects" : "";
        return `${to.slice("reader-".length, -"@example.net".length)} v${messageId.split(".")[2]}${mark}`;
      })
      .sort();
  }
  const counted = (tier: Tier, version: number, mark = "") =>
    came().filter((one) => one.startsWith(tier) && one.endsWith(`v${version}${mark}`)).length;

  it("leave alone the edition of which nothing went out: it goes out as it is then", async () => {
    expect(await sendOf(project, { limit: "2" })).toMatchObject({ exit: 1 });
    expect(came().every((one) => one.startsWith("paid"))).toBe(true);
    await printed("Spreads widen: 81 bp");
    expect(await correct("It was 81.")).toEqual(["2025-11-05/paid/1"]);
    expect(await sendOf(project)).toMatchObject({ faults: [], exit: 0 });
    expect([counted("paid", 2, " corrects"), counted("paid", 2), counted("free", 2)]).toEqual([2, 2, 4]);
    expect(came()).toHaveLength(10);
  });

  it("go on from where a limit stopped them", async () => {
    await sendOf(project, { limit: "5" });
    await printed("Spreads widen: 81 bp");
    expect(await correct("It was 81.")).toEqual(["2025-11-05/free/1", "2025-11-05/paid/1"]);
    expect(await sendOf(project, { limit: "3" })).toMatchObject({ faults: [], exit: 1 });
    expect(await sendOf(project, { limit: "3" })).toMatchObject({ faults: [], exit: 1 });
    expect(await sendOf(project)).toMatchObject({ faults: [], exit: 0 });
    expect([counted("paid", 2, " corrects"), counted("paid", 2)]).toEqual([4, 0]);
    expect([counted("free", 2, " corrects"), counted("free", 2)]).toEqual([1, 3]);
    expect(came()).toHaveLength(13);
  });

  it("overtake a sender that is still at work: nobody gets the wrong one after the right one, or without it", async () => {
    await project.addReaders("free", 60, "late");
    server.fail(({ moment }) => (moment === "end" ? { slowMs: 60 } : null));
    const first = sendOf(project, { tier: "free" });
    while (server.kept.length < 10) await new Promise((go) => setTimeout(go, 5));
    await printed("Spreads widen: 81 bp");
    expect(await correct("It was 81.")).toEqual(["2025-11-05/free/1"]);
    const second = await sendOf(project, { tier: "free" });
    expect(second).toMatchObject({ faults: [], exit: 0 });
    expect(await first).toMatchObject({ faults: [], text: expect.stringContaining("superseded") });
    const byReader = Map.groupBy(server.kept, ({ to }) => to);
    const got = [...byReader.values()].map((all) =>
      all.map(({ messageId, bytes }) => {
        const isCorrection = /^Subject: Correction/m.test(bytes.toString("latin1"));
        return `${messageId.split(".")[2]}${isCorrection ? " corrects" : ""}`;
      }),
    );
    const kinds = Map.groupBy(got, (all) => all.join(", "));
    expect([...kinds.keys()].sort()).toEqual(["1, 2 corrects", "2"]);
    expect(byReader.size).toBe(64);
    expect(kinds.get("1, 2 corrects")!.length).toBeGreaterThanOrEqual(10);
  });
});
