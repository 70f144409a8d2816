import { describe, expect, it } from "vitest";
import type { SubscriberState } from "../../../pipeline/model/subscriber.ts";
import { signLink } from "../../../pipeline/post/link-token.ts";
import { messageIdOf } from "../../../pipeline/post/message-id.ts";
import { takeMessage } from "../../../pipeline/site/intake/intake.ts";
import { madeUpList } from "../made-up-list.ts";
import { bounce, bytes, complaint, letterHeaders } from "./messages.ts";

const KEY = "a key of links that nobody knows, long enough";
const ADDRESS = "ada@example.net";

function withReader(state: SubscriberState = "active") {
  const list = madeUpList();
  const { id } = list.put(ADDRESS, state);
  list.put("bob@example.net", "active");
  const token = (key = KEY, purpose: "unsubscribe" | "confirm" = "unsubscribe") =>
    signLink(key, { purpose, subject: id, until: "2020-01-01" });
  const ours = letterHeaders({ link: `https://tracker.example.com/u/${token()}` });
  return {
    list,
    id,
    ours,
    linked: (key?: string, purpose?: "confirm") =>
      letterHeaders({ link: `https://tracker.example.com/u/${token(key, purpose)}` }),
    take: (message: Uint8Array) =>
      takeMessage(message, KEY, { subscribers: list, now: () => "2025-11-06T08:00:00.000Z" }),
    state: () => list.readers.get(ADDRESS)?.state,
  };
}

describe("a bounce", () => {
  it("of a dead address takes its reader off the list, by the signed link in what came back", async () => {
    const { take, ours, state, list } = withReader();
    expect(await take(bounce({ to: "forwarded@elsewhere.example", returned: ours }))).toBe("bounced");
    expect([state(), list.readers.get("bob@example.net")?.state]).toEqual(["bounced", "active"]);
    expect(await take(bounce({ to: ADDRESS, returned: ours }))).toBe("bounced");
    expect(list.changes).toEqual(["active to bounced"]);
  });

  it("is known by the whole letter as well, and by a link that was folded on its way", async () => {
    const whole = withReader();
    expect(
      await whole.take(
        bounce({ to: ADDRESS, returned: `${whole.ours}\n\nThe issue.`, returnedType: "message/rfc822" }),
      ),
    ).toBe("bounced");
    const folded = withReader();
    const returned = folded.ours
      .replace("List-Unsubscribe: <https", "List-Unsubscribe:\n <https")
      .replace("/u/", "/u/\n ");
    expect(await folded.take(bounce({ to: ADDRESS, returned }))).toBe("bounced");
  });

  it("without the link counts by a Message-ID that was made for this very reader", async () => {
    const { take, id, state } = withReader();
    const messageId = messageIdOf("2025-11-05/free/1", id, "example.com");
    expect(await take(bounce({ to: ADDRESS.toUpperCase(), returned: letterHeaders({ messageId }) }))).toBe(
      "unmatched",
    );
    expect(await take(bounce({ to: "bob@example.net", returned: letterHeaders({ messageId }) }))).toBe(
      "unmatched",
    );
    expect(state()).toBe("active");
    expect(await take(bounce({ to: ADDRESS, returned: letterHeaders({ messageId }) }))).toBe("bounced");
    expect(state()).toBe("bounced");
  });

  it("that anybody could have written changes nothing", async () => {
    const { take, list, linked } = withReader();
    const guessed = "<2025-11-05.free.1.AAAAAAAAAAAAAAAAAAAAAAAA@example.com>";
    for (const returned of [
      null,
      letterHeaders({}),
      letterHeaders({ messageId: guessed }),
      linked("another key, of the same length as that one"),
      linked(KEY, "confirm"),
      letterHeaders({ link: "https://tracker.example.com/u/" }),
      letterHeaders({ link: "mailto:leave@example.com" }),
    ])
      expect([returned, await take(bounce({ to: ADDRESS, returned }))]).toEqual([returned, "unmatched"]);
    expect(list.changes).toEqual([]);
  });

  it("that may pass is counted and changes nothing: 4.x.x, delayed, mailbox full, refused for what the letter says", async () => {
    const { take, ours, list } = withReader();
    for (const [status, action] of [
      ["4.4.1", "failed"],
      ["4.2.2", "delayed"],
      ["5.1.1", "delayed"],
      ["5.2.2", "failed"],
      ["5.7.1", "failed"],
      ["5.3.4", "failed"],
      ["5.4.7", "failed"],
      ["rubbish", "failed"],
    ] as const)
      expect([status, await take(bounce({ to: ADDRESS, status, action, returned: ours }))]).toEqual([
        status,
        "soft",
      ]);
    expect(await take(bounce({ to: ADDRESS, status: "2.0.0", action: "delivered", returned: ours }))).toBe(
      "ignored",
    );
    expect(list.changes).toEqual([]);
  });

  it.each(["5.0.0", "5.1.0", "5.1.1", "5.1.2", "5.1.10", "5.2.1", "5.4.4", "5.5.0"])(
    "of %s is for good",
    async (status) => {
      const { take, ours, state } = withReader();
      expect(await take(bounce({ to: ADDRESS, status, returned: ours }))).toBe("bounced");
      expect(state()).toBe("bounced");
    },
  );

  it("of somebody who left or complained leaves him there", async () => {
    for (const before of ["unsubscribed", "complained"] as const) {
      const { take, ours, state } = withReader(before);
      expect(await take(bounce({ to: ADDRESS, returned: ours }))).toBe("bounced");
      expect(state()).toBe(before);
    }
  });
});

describe("a complaint", () => {
  it("takes the reader off the list, with or without his address in it", async () => {
    for (const to of [ADDRESS, null]) {
      const { take, ours, state } = withReader();
      expect(await take(complaint({ returned: ours, to }))).toBe("complained");
      expect(state()).toBe("complained");
    }
  });

  it("that is taken back, or is about signatures, changes nothing; nor does a forged one", async () => {
    const { take, ours, list, linked } = withReader();
    expect(await take(complaint({ type: "not-spam", returned: ours }))).toBe("ignored");
    expect(await take(complaint({ type: "auth-failure", returned: ours }))).toBe("ignored");
    const forged = linked("another key, of the same length as that one");
    expect(await take(complaint({ returned: forged, to: ADDRESS }))).toBe("unmatched");
    expect(list.changes).toEqual([]);
  });
});

describe("other mail", () => {
  it("that a machine writes is ignored; what a person writes is left to a person", async () => {
    const { take, ours } = withReader();
    const head = "From: ada@example.net\nSubject: On holiday\n";
    expect(await take(bytes(`${head}Auto-Submitted: auto-replied\n\nBack on Monday.\n`))).toBe("ignored");
    expect(await take(bytes(`${head}Precedence: auto_reply\n\nBack on Monday.\n`))).toBe("ignored");
    expect(await take(bytes(`${head}\nPlease stop.\n\n${ours}\n`))).toBe("no report");
    expect(await take(bytes(""))).toBe("no report");
  });
});

describe("a hostile message", () => {
  const { take, ours, list } = withReader();
  const nested = (depth: number): string =>
    depth === 0
      ? "text\n"
      : `Content-Type: multipart/mixed; boundary="b${depth}"\n\n--b${depth}\n${nested(depth - 1)}\n--b${depth}--\n`;
  const twisted: Readonly<Record<string, Uint8Array>> = {
    "10 MB of one line": new Uint8Array(10_000_000).fill(65),
    "10 MB of line ends": new Uint8Array(10_000_000).fill(10),
    "1000 parts in each other": bytes(nested(1000)),
    "100,000 parts beside each other": bytes(
      `Content-Type: multipart/mixed; boundary=b\n\n${"--b\n\nx\n".repeat(100_000)}--b--\n`,
    ),
    "multiparts beside each other": bytes(
      `Content-Type: multipart/mixed; boundary=b\n\n${Array.from({ length: 10_000 }, (_, at) => `--b\nContent-Type: multipart/mixed; boundary=c${at}\n\n`).join("")}`,
    ),
    "100,000 headers": bytes(
      `${Array.from({ length: 100_000 }, (_, at) => `X-${at}: ${at}`).join("\n")}\n\nx`,
    ),
    "a header of 5 MB": bytes(`Subject: ${"x".repeat(5_000_000)}\n\nx`),
    "a header folded 100,000 times": bytes(`Subject: x${"\n y".repeat(100_000)}\n\nx`),
    "encoded words without end": bytes(`Subject: ${"=?utf-8?B?4p".repeat(20_000)}\n\nx`),
    "a charset that there is not": bytes("Content-Type: text/plain; charset=klingon\n\n\u00ff\u0000"),
    "a delivery status of blank lines": bytes(
      `Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n${"\n".repeat(200_000)}Action: failed\nFinal-Recipient: rfc822; ${ADDRESS}\n`,
    ),
    "10,000 recipients": bytes(
      `Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n${`Final-Recipient: rfc822; ${ADDRESS}\nAction: failed\nStatus: 5.1.1\n\n`.repeat(10_000)}`,
    ),
    "a broken boundary": bytes(`Content-Type: multipart/report; boundary="\n\n--\n--"\n\n${ours}`),
  };

  it.each(Object.keys(twisted))("of %s is taken in without harm", async (name) => {
    expect(["unreadable", "no report", "unmatched", "soft", "ignored"]).toContain(await take(twisted[name]!));
    expect(list.changes).toEqual([]);
  });
});
