import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveCommand } from "../../pipeline/cli/serve-command.ts";
import { signLink } from "../../pipeline/post/link-token.ts";
import { bounce, complaint, letterHeaders } from "../site/intake/messages.ts";
import { deliveryProject, LINK_KEY } from "../support/delivery-project.ts";
import { come } from "../support/in-process.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { say } from "../support/plain-client.ts";
import { INTAKE_KEY, type ServedProject, servedProject } from "../support/served-project.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let mails: MailServer;
let served: ServedProject;
const maildir = temporaryFolder();

beforeAll(async () => {
  mkdirSync(join(maildir, "new"));
  mails = await startMailServer();
  served = await servedProject({
    relayPort: mails.port,
    readers: { free: 6 },
    options: ["--maildir", maildir],
  });
});
afterAll(async () => {
  await mails.close();
});

const reader = async (number: number) =>
  (await served.subscribers.find(`reader-free-${number}@example.net`))!;
const linkOf = (id: string, until = "2100-01-01") =>
  `${served.address}/u/${signLink(LINK_KEY, { purpose: "unsubscribe", subject: id, until })}`;
const ONE_CLICK = {
  body: "List-Unsubscribe=One-Click",
  headers: { "content-type": "application/x-www-form-urlencoded" },
};
const formHeaders = { "content-type": "application/x-www-form-urlencoded" };

describe("serve", () => {
  it("unsubscribes by the POST of a mail program, and says so again when it comes twice", async () => {
    const { id } = await reader(0);
    const first = await say(linkOf(id), ONE_CLICK);
    expect([first.status, first.headers["set-cookie"], first.headers.location]).toEqual([
      200,
      undefined,
      undefined,
    ]);
    expect((await reader(0)).state).toBe("unsubscribed");
    const again = await say(linkOf(id), ONE_CLICK);
    expect([again.status, again.body.includes("You have left the list")]).toEqual([200, true]);
    const forged = await say(linkOf((await reader(1)).id).replace(/.$/, "-"), ONE_CLICK);
    expect([forged.status, (await reader(1)).state]).toEqual([403, "active"]);
    const expired = await say(linkOf((await reader(1)).id, "2020-01-01"), ONE_CLICK);
    expect([expired.status, (await reader(1)).state]).toEqual([410, "active"]);
  });

  it("writes to somebody who asks, through a relay that first says no", async () => {
    let times = 0;
    mails.fail(({ moment }) => {
      if (moment !== "connect") return null;
      times += 1;
      return times === 1 ? { reply: "421 4.3.2 Too busy" } : null;
    });
    const { status } = await say(`${served.address}/unsubscribe`, {
      headers: formHeaders,
      body: `address=${encodeURIComponent("reader-free-2@example.net")}`,
    });
    expect(status).toBe(200);
    await expect.poll(() => mails.kept.length, { timeout: 15_000 }).toBe(1);
    mails.fail(null);
    const [letter] = mails.kept;
    const text = letter!.bytes.toString("utf8").replace(/=\r\n/g, "");
    expect(letter!.to).toBe("reader-free-2@example.net");
    expect(text).toMatch(/^Subject: Your link to leave Macro Regime Tracker\r$/m);
    expect(text).toMatch(/^Auto-Submitted: auto-replied\r$/m);
    expect(times).toBeGreaterThan(1);
  });

  it("takes in bounces by webhook and complaints by maildir", async () => {
    const [two, three] = [await reader(3), await reader(4)];
    const returned = (id: string) =>
      letterHeaders({ link: linkOf(id).replace(served.address, "https://tracker.example.com") });
    const { status, body } = await say(`${served.address}/intake`, {
      headers: { authorization: `Bearer ${INTAKE_KEY}`, "content-type": "message/rfc822" },
      body: bounce({ to: two.address, returned: returned(two.id) }),
    });
    expect([status, body, (await reader(3)).state]).toEqual([200, '{"outcome":"bounced"}\n', "bounced"]);
    writeFileSync(join(maildir, "new", "1.x"), complaint({ returned: returned(three.id) }));
    await expect.poll(async () => (await reader(4)).state, { timeout: 10_000 }).toBe("complained");
    await expect.poll(() => readdirSync(join(maildir, "cur"))).toEqual(["1.x:2,S"]);
  });

  it("tells how it does", async () => {
    const health = await say(`${served.address}/health`);
    expect([health.status, JSON.parse(health.body)]).toEqual([
      200,
      { ok: true, database: "readable", lastVersion: null, uptimeSeconds: expect.any(Number) },
    ]);
    const metrics = await say(`${served.address}/metrics`);
    expect(metrics.body).toContain('tracker_subscribers{tier="free",state="unsubscribed"} 1\n');
    expect(metrics.body).toContain('tracker_intake_total{outcome="complained"} 1\n');
    expect((await say(`${served.address}/metrics`, { headers: { via: "1.1 proxy" } })).status).toBe(404);
  });

  it("ends when it is asked to, and has printed no key, token or address", async () => {
    expect(await served.stop()).toBe(0);
    const log = served.log.join("\n");
    expect(log).toMatch(/200 POST \/u\/\.\.\. 127\.0\.0\.0\/24 \d+ ms/);
    for (const secret of [LINK_KEY, INTAKE_KEY, "example.net"]) expect(log).not.toContain(secret);
  });
});

describe("serve that cannot start", () => {
  it("names every wrong option", async () => {
    const { exit, faults } = await come(serveCommand, temporaryFolder(), [], {
      port: "http",
      host: "tracker.example.com",
      trustedProxy: "everybody",
    });
    expect([exit, faults]).toEqual([
      2,
      [
        '--port is no port: "http". Give a number up to 65535; 0 is any free one.',
        '--host is no address of a machine: "tracker.example.com". Write 127.0.0.1 behind a proxy on this machine, or 0.0.0.0 for all that reach it.',
        '--trusted-proxy is no network: "everybody". Write it as 10.0.0.0/8, or as one address.',
      ],
    ]);
  });

  it("says that a project without delivery settings has no site, and that a key is missing", async () => {
    expect((await come(serveCommand, temporaryFolder(), [])).faults).toEqual([
      expect.stringContaining("content/delivery.yaml: The project does not say where its site is"),
    ]);
    const { root } = await deliveryProject({ readers: {} });
    expect((await come(serveCommand, root, [])).faults).toEqual([
      expect.stringContaining("TRACKER_LINK_KEY: The environment does not hold it."),
    ]);
  });
});
