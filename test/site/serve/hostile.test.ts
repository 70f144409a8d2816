import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import pLimit from "p-limit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Subscriber } from "../../../pipeline/model/subscriber.ts";
import { signLink } from "../../../pipeline/post/link-token.ts";
import { diced, hostileRequest } from "../../support/hostile-requests.ts";
import { type MailServer, startMailServer } from "../../support/mail-server.ts";
import { say } from "../../support/plain-client.ts";
import { rawRequest } from "../../support/raw-request.ts";
import { type ServedProject, servedProject } from "../../support/served-project.ts";

/** HOSTILE=10000 npx vitest run test/site/serve/hostile.test.ts */
const TIMES = Number(process.env.HOSTILE ?? 300);

let mails: MailServer;
let served: ServedProject;
beforeAll(async () => {
  mails = await startMailServer();
  served = await servedProject({
    relayPort: mails.port,
    readers: { free: 3, paid: 1 },
    // Each request comes from a network of its own, so that none is answered by the rate limit alone.
    options: ["--trusted-proxy", "127.0.0.1"],
  });
});
afterAll(async () => {
  await mails.close();
});

async function readers(): Promise<readonly Subscriber[]> {
  const all: Subscriber[] = [];
  for await (const one of served.subscribers.list({})) all.push(one);
  return all;
}

describe(`${TIMES} hostile requests`, () => {
  it("change nothing, and leave the server answering", async () => {
    const before = await readers();
    const dice = diced(20251105);
    const forged = () => {
      const { id } = dice.of(before);
      const link = {
        purpose: dice.of(["unsubscribe", "confirm", "issue"] as const),
        subject: id,
        until: "2100-01-01",
      };
      return dice.of([
        signLink(randomBytes(32).toString("hex"), link),
        randomBytes(dice.upTo(80)).toString("base64url"),
        id,
        "",
      ]);
    };
    const host = `127.0.0.1:${served.port}`;
    // Lines that are opened and never say what they want.
    const slow: Socket[] = Array.from({ length: 50 }, () => {
      const line = connect(served.port, "127.0.0.1", () =>
        line.write("POST /subscribe HTTP/1.1\r\nHost: x\r\nX-Slow: "),
      );
      return line.on("error", () => undefined);
    });
    const lane = pLimit(16);
    const statuses = new Map<number, number>();
    await Promise.all(
      Array.from({ length: TIMES }, () => hostileRequest(dice, { host, token: forged })).map((bytes) =>
        lane(async () => {
          const heard = await rawRequest(served.port, bytes, { silentMs: 2000, end: true });
          for (const status of heard.statuses) statuses.set(status, (statuses.get(status) ?? 0) + 1);
          // The head alone: a form shows what was typed.
          expect(heard.text.split("\r\n\r\n", 1)[0]).not.toMatch(/^set-cookie:/im);
        }),
      ),
    );
    for (const line of slow) line.destroy();
    if (process.env.HOSTILE !== undefined) console.log([...statuses].sort(([one], [other]) => one - other));
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
    expect((await say(`${served.address}/health`)).status).toBe(200);
    expect(await readers()).toEqual(before);
    expect(mails.kept).toEqual([]);
  }, 600_000);

  it("leave a log of harmless lines", async () => {
    expect(await served.stop()).toBe(0);
    const odd = served.log.filter(
      (line) =>
        !/^\S{24} \d{3} [A-Z-]+ [\x21-\x7e]{1,200} \S+ \d+ ms$/.test(line) && !line.startsWith("Ending"),
    );
    expect(odd).toEqual([]);
  });
});
