import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PipelineError } from "../../../pipeline/errors.ts";
import { signLink } from "../../../pipeline/post/link-token.ts";
import type { IntakeOutcome } from "../../../pipeline/site/intake/intake.ts";
import { MOST_MESSAGE_BYTES, takeArrivals } from "../../../pipeline/site/intake/watch-maildir.ts";
import { openMaildir } from "../../../pipeline/world/maildir.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { madeUpList } from "../made-up-list.ts";
import { bounce, bytes, letterHeaders } from "./messages.ts";

const KEY = "a key of links that nobody knows, long enough";

function maildir() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "new"));
  const list = madeUpList();
  const { id } = list.put("ada@example.net", "active");
  const link = `https://tracker.example.com/u/${signLink(KEY, { purpose: "unsubscribe", subject: id, until: "2026-01-01" })}`;
  const counted: IntakeOutcome[] = [];
  const said: string[] = [];
  const world = {
    subscribers: list,
    now: () => "2025-11-06T08:00:00.000Z",
    sleep: async () => undefined,
    tell: (sentence: string) => void said.push(sentence),
    count: (outcome: IntakeOutcome) => void counted.push(outcome),
    told: new Set<string>(),
  };
  return {
    folder,
    list,
    world,
    counted,
    said,
    report: bounce({ to: "ada@example.net", returned: letterHeaders({ link }) }),
    put: (name: string, content: Uint8Array) => writeFileSync(join(folder, "new", name), content),
    round: () => takeArrivals(openMaildir(folder), KEY, world),
    names: (below: string) => readdirSync(join(folder, below)).sort(),
  };
}

describe("a maildir", () => {
  it("is taken in: each message is read, counted and moved to cur", async () => {
    const { put, round, names, list, counted, said, report } = maildir();
    put("1.a.host", report);
    put("2.b.host:2,", bytes("Subject: hello\n\nA person.\n"));
    put(".unfinished", report);
    await round();
    expect(counted).toEqual(["bounced", "no report"]);
    expect(list.readers.get("ada@example.net")?.state).toBe("bounced");
    expect([names("new"), names("cur")]).toEqual([[".unfinished"], ["1.a.host:2,S", "2.b.host:2,S"]]);
    expect(said).toEqual(["maildir: 2.b.host:2, is no report."]);
  });

  it("keeps what cannot be read where it is, and tells of it once", async () => {
    const { put, round, names, counted, said, folder } = maildir();
    mkdirSync(join(folder, "new", "a-folder"));
    put("too-long", new Uint8Array(MOST_MESSAGE_BYTES + 1));
    await round();
    await round();
    expect(names("new")).toEqual(["a-folder", "too-long"]);
    expect(said).toHaveLength(2);
    expect(said[1]).toMatch(/too-long: The message cannot be read \(it has more than 5242880 bytes\)/);
    expect(counted).toEqual([]);
  });

  it("keeps what came while the database was away, and takes it in later", async () => {
    const { put, round, names, list, world, counted, said, report } = maildir();
    put("1.a.host", report);
    const { byId } = list;
    Object.assign(world.subscribers, {
      byId: async () => {
        throw new PipelineError({ code: "archive-busy", message: "The database is locked." });
      },
    });
    await round();
    expect([names("new"), said, counted]).toEqual([["1.a.host"], ["The database is locked."], []]);
    Object.assign(world.subscribers, { byId });
    await round();
    expect([names("new"), counted]).toEqual([[], ["bounced"]]);
  });

  it("that is not there yet is waited for, and told of once", async () => {
    const { world, said } = maildir();
    const nowhere = openMaildir("/nonexistent/maildir");
    await takeArrivals(nowhere, KEY, world);
    await takeArrivals(nowhere, KEY, world);
    expect(said).toEqual([expect.stringMatching(/cannot be listed \(ENOENT\)/)]);
  });
});
