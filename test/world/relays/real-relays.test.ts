import SMTPConnection from "nodemailer/lib/smtp-connection";
import { afterAll, describe, expect, it } from "vitest";
import { realRelays } from "../../../pipeline/world/relays/real-relays.ts";
import type { Line, NoLine } from "../../../pipeline/world/relays/relay.ts";
import {
  type Fault,
  type MailServer,
  type MailServerOptions,
  type Moment,
  startMailServer,
} from "../../support/mail-server.ts";
import { selfSigned } from "../../support/self-signed.ts";
import { letterTo, relayAt } from "../../support/smtp-letters.ts";

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const relays = realRelays("example.com");
const yes = async () => true;
const authority = (cert: string) => new Uint8Array(Buffer.from(cert));

async function serverWith(options: MailServerOptions = {}): Promise<MailServer> {
  const server = await startMailServer(options);
  closing.push(() => server.close());
  return server;
}

async function lineTo(server: MailServer, more: Parameters<typeof relayAt>[1] = {}): Promise<Line> {
  const line = await relays.open(relayAt(server.port, more), null, null);
  if ("trouble" in line) throw new Error(line.reason);
  closing.push(() => line.close());
  return line;
}

const failingAt = (moment: Moment, fault: Fault) => ({
  fail: (met: { moment: Moment }) => (met.moment === moment ? fault : null),
});

describe.concurrent("nodemailer", () => {
  it("still keeps who waits for a reply where lines put themselves, and forgets them with the connection", () => {
    const connection = new SMTPConnection({}) as SMTPConnection & { _responseActions?: unknown };
    expect(connection._responseActions).toEqual([]);
    connection.close();
    expect(connection.destroyed).toBe(true);
  });
});

describe.concurrent("a letter handed over", () => {
  it("arrives byte for byte, once, under the sender's name, and says what the relay said", async () => {
    const server = await serverWith();
    const line = await lineTo(server);
    const letter = letterTo("ada@example.org", { times: 7 });
    const handed = await line.hand(letter, yes);
    expect(handed).toEqual({
      outcome: "replied",
      step: "end",
      code: 250,
      enhanced: "2.0.0",
      text: "Ok: queued as TEST",
    });
    expect(server.kept).toHaveLength(1);
    expect(server.kept[0]).toMatchObject({
      from: "tracker@example.com",
      to: "ada@example.org",
      ehlo: "example.com",
    });
    expect(server.kept[0]!.bytes.equals(Buffer.concat(letter.parts))).toBe(true);
  });

  it("is ended only after mayEnd has said yes, with everything else written", async () => {
    const server = await serverWith();
    const line = await lineTo(server);
    let asked = 0;
    const handed = line.hand(letterTo("ada@example.org"), async () => {
      await new Promise((later) => setTimeout(later, 30));
      asked = server.kept.length + 1;
      return true;
    });
    expect((await handed).outcome).toBe("replied");
    expect(asked).toBe(1);
    expect(server.kept).toHaveLength(1);
  });

  it("is thrown away by the relay where mayEnd says no", async () => {
    const server = await serverWith();
    const line = await lineTo(server);
    expect(await line.hand(letterTo("ada@example.org"), async () => false)).toEqual({ outcome: "stopped" });
    expect(line.isOpen).toBe(false);
    await new Promise((later) => setTimeout(later, 30));
    expect(server.kept).toEqual([]);
  });

  it("is thrown away too where mayEnd fails, and the error goes on", async () => {
    const server = await serverWith();
    const line = await lineTo(server);
    const full = new Error("disk full");
    await expect(line.hand(letterTo("ada@example.org"), () => Promise.reject(full))).rejects.toBe(full);
    await new Promise((later) => setTimeout(later, 30));
    expect(server.kept).toEqual([]);
  });

  it.each([true, false])(
    "goes a thousand times over one line without a listener left (pipelining %s)",
    async (pipelining) => {
      const server = await serverWith({ pipelining, keepBytes: false });
      const warnings: unknown[] = [];
      const warn = (warning: unknown) => warnings.push(warning);
      process.on("warning", warn);
      const line = await lineTo(server);
      const letter = {
        ...letterTo("ada@example.org"),
        parts: [Buffer.from("Subject: x\r\n\r\nx\r\n")],
        bytes: 17,
      };
      for (let at = 0; at < 1_000; at += 1) expect((await line.hand(letter, yes)).outcome).toBe("replied");
      process.off("warning", warn);
      expect(line.isOpen).toBe(false);
      expect(server.kept).toHaveLength(1_000);
      expect(server.connections).toBe(1);
      expect(warnings).toEqual([]);
    },
  );

  it("may not carry a command in its envelope", async () => {
    const line = await lineTo(await serverWith());
    const letter = { ...letterTo("ada@example.org"), to: "ada@example.org>\r\nRCPT TO:<eve@example.org" };
    await expect(line.hand(letter, yes)).rejects.toThrow(RangeError);
  });
});

describe.concurrent("a relay that refuses a letter", () => {
  const replies: readonly [Moment, string, string][] = [
    ["mail", "452 4.3.1 Disk full", "mail"],
    ["mail", "553 5.1.8 Sender?", "mail"],
    ["rcpt", "450 4.2.1 Later", "rcpt"],
    ["rcpt", "550 5.1.1 No such user", "rcpt"],
    ["data", "554 5.7.1 No", "data"],
    ["end", "451 4.7.1 Greylisted", "end"],
    ["end", "554 5.6.0 Spam", "end"],
  ];
  for (const pipelining of [true, false])
    it.each(replies)(
      `says at which step (%s: %s), and the line takes the next (pipelining ${pipelining})`,
      async (moment, reply, step) => {
        const server = await serverWith({ pipelining, ...failingAt(moment, { reply }) });
        const line = await lineTo(server);
        const [, code, enhanced, text] = /^(\d+) (\S+) (.*)$/.exec(reply)!;
        expect(await line.hand(letterTo("ada@example.org"), yes)).toEqual({
          outcome: "replied",
          step,
          code: Number(code),
          enhanced,
          text,
        });
        expect(server.kept).toEqual([]);
        server.fail(null);
        expect(await line.hand(letterTo("bob@example.org"), yes)).toMatchObject({ code: 250 });
        expect(server.kept.map(({ to }) => to)).toEqual(["bob@example.org"]);
        expect(server.connections).toBe(1);
      },
    );

  it.each(["mail", "rcpt", "data", "end"] as const)(
    "and leaves with 421 at %s ends the line",
    async (moment) => {
      const server = await serverWith(failingAt(moment, { reply: "421 4.3.2 Going down" }));
      const line = await lineTo(server);
      expect(await line.hand(letterTo("ada@example.org"), yes)).toMatchObject({
        outcome: "replied",
        step: moment,
        code: 421,
        enhanced: "4.3.2",
      });
      expect(line.isOpen).toBe(false);
      expect(await line.hand(letterTo("ada@example.org"), yes)).toMatchObject({
        outcome: "lost",
        step: "before",
      });
    },
  );

  it("in the middle of it is heard, and the letter is not ended", async () => {
    const server = await serverWith(failingAt("body", { reply: "552 5.3.4 Too big" }));
    const line = await lineTo(server);
    const handed = await line.hand(letterTo("ada@example.org", { times: 100 }), async () => {
      await new Promise((later) => setTimeout(later, 50));
      return true;
    });
    expect(handed).toMatchObject({ outcome: "replied", step: "data", code: 552 });
    expect(line.isOpen).toBe(false);
    expect(server.kept).toEqual([]);
  });
});

describe.concurrent("a line that breaks", () => {
  const faults: readonly [string, Fault][] = [
    ["drops the line", "drop"],
    ["keeps silent", "silence"],
    ["answers without end", "endless"],
    ["answers nonsense", { raw: "hello, world\r\n" }],
    ["answers half a line", { raw: "25" }],
  ];
  for (const moment of ["mail", "rcpt", "data"] as const)
    it.each(faults)(`before the letter is ended says so: the relay %s at ${moment}`, async (_, fault) => {
      const server = await serverWith(failingAt(moment, fault));
      const line = await lineTo(server, { replySeconds: 0.4 });
      expect(await line.hand(letterTo("ada@example.org"), yes)).toMatchObject({
        outcome: "lost",
        step: "before",
      });
      expect(line.isOpen).toBe(false);
      expect(server.kept).toEqual([]);
    });

  it("inside the letter is before its end", async () => {
    const server = await serverWith(failingAt("body", "drop"));
    const line = await lineTo(server);
    // A server that is gone is noticed at the latest when the ledger has been asked.
    const handed = await line.hand(letterTo("ada@example.org", { times: 100 }), async () => {
      await new Promise((later) => setTimeout(later, 50));
      return true;
    });
    expect(handed).toMatchObject({ outcome: "lost", step: "before" });
    expect(server.kept).toEqual([]);
  });

  for (const moment of ["end", "after"] as const)
    it.each(faults)(
      `after the last dot leaves nobody knowing: the relay %s (${moment})`,
      async (_, fault) => {
        const server = await serverWith(failingAt(moment, fault));
        const line = await lineTo(server, { replySeconds: 0.4 });
        expect(await line.hand(letterTo("ada@example.org"), yes)).toMatchObject({
          outcome: "lost",
          step: "end",
        });
        expect(line.isOpen).toBe(false);
        expect(server.kept).toHaveLength(moment === "after" ? 1 : 0);
      },
    );

  it("while the ledger is asked is before its end: the dot is not written any more", async () => {
    const server = await serverWith();
    const line = await lineTo(server);
    const handed = await line.hand(letterTo("ada@example.org"), async () => {
      void server.close();
      await new Promise((later) => setTimeout(later, 150));
      return true;
    });
    expect(handed).toMatchObject({ outcome: "replied", step: "data", code: 421 });
    expect(server.kept).toEqual([]);
  });

  it("between letters is seen before the next", async () => {
    const server = await serverWith();
    const line = await lineTo(server);
    await line.hand(letterTo("ada@example.org"), yes);
    await server.close();
    await new Promise((later) => setTimeout(later, 100));
    expect(line.isOpen).toBe(false);
    await line.close();
  });
});

describe.concurrent("opening a line", () => {
  const reasonOf = async (opened: Promise<Line | NoLine>) => {
    const line = await opened;
    if ("trouble" in line) return line;
    closing.push(() => line.close());
    throw new Error("opened");
  };

  it.each([
    ["connect", { reply: "421 4.7.0 Too many" }, "busy", 421],
    ["connect", { reply: "554 5.7.1 Go away" }, "refused", 554],
    ["connect", "drop", "busy", null],
    ["connect", "silence", "busy", null],
    ["connect", "endless", "busy", null],
    ["connect", { raw: "HTTP/1.1 400 Bad Request\r\n" }, "refused", null],
    ["ehlo", { reply: "421 4.3.2 Going down" }, "busy", 421],
    ["ehlo", "drop", "busy", null],
    ["ehlo", "silence", "busy", null],
    ["ehlo", "endless", "busy", null],
  ] as const)("that fails at %s (%o) is %s", async (moment, fault, trouble, code) => {
    const server = await serverWith(failingAt(moment, fault));
    expect(
      await reasonOf(relays.open(relayAt(server.port, { replySeconds: 0.4 }), null, null)),
    ).toMatchObject({ trouble, code });
  });

  it("to nobody may pass", async () => {
    const server = await startMailServer();
    await server.close();
    const found = await reasonOf(relays.open(relayAt(server.port), null, null));
    expect(found).toMatchObject({ trouble: "busy", code: null });
    expect(found.reason).toBe(`Relay test (127.0.0.1:${server.port}) cannot be reached (ECONNREFUSED).`);
  });

  it("without TLS is refused for any other machine, whatever the settings say", async () => {
    for (const host of ["smtp.example.com", "10.0.0.1", "127.0.0.1.example.com", "0.0.0.0"])
      expect(await reasonOf(relays.open(relayAt(25, { host }), null, null))).toMatchObject({
        trouble: "refused",
      });
  });

  it("asks for TLS, and is refused where none is offered", async () => {
    const server = await serverWith();
    const found = await reasonOf(relays.open(relayAt(server.port, { tls: "starttls" }), null, null));
    expect(found).toMatchObject({ trouble: "refused" });
    expect(found.reason).toContain("does not offer TLS");
    expect(server.commands.some((command) => /^(MAIL|AUTH)/.test(command))).toBe(false);
  });

  it.each(["starttls", "implicit"] as const)(
    "trusts the authority that is given, and none else (%s)",
    async (tls) => {
      const own = selfSigned();
      const server = await serverWith({ tls: own, implicit: tls === "implicit" });
      const settings = relayAt(server.port, { tls });
      const unknown = await reasonOf(relays.open(settings, null, null));
      expect(unknown).toMatchObject({ trouble: "refused" });
      expect(unknown.reason).toMatch(/certificate that can be trusted \([A-Z_]*SELF_SIGNED/);
      await reasonOf(relays.open(settings, null, authority(selfSigned().cert)));
      const line = await relays.open(settings, null, authority(own.cert));
      if ("trouble" in line) throw new Error(line.reason);
      closing.push(() => line.close());
      const letter = letterTo("ada@example.org", { times: 20 });
      expect(await line.hand(letter, yes)).toMatchObject({ code: 250 });
      expect(server.kept[0]).toMatchObject({ tls: true, length: letter.bytes });
    },
  );

  it("refuses a certificate of another name, and one that is over", async () => {
    for (const own of [selfSigned({ names: ["smtp.example.com"] }), selfSigned({ from: -9, to: -2 })]) {
      const server = await serverWith({ tls: own });
      const found = await reasonOf(
        relays.open(relayAt(server.port, { tls: "starttls" }), null, authority(own.cert)),
      );
      expect(found).toMatchObject({ trouble: "refused" });
    }
  });

  it("logs in, and never shows the password, even where the relay repeats it", async () => {
    const own = selfSigned();
    const server = await serverWith({ tls: own, logins: { ada: "hunter2 & more" } });
    const settings = relayAt(server.port, { tls: "starttls", login: true });
    const wrong = await reasonOf(
      relays.open(settings, { user: "ada", password: "s3cret-word" }, authority(own.cert)),
    );
    expect(wrong).toMatchObject({ trouble: "refused", code: 535 });
    expect(wrong.reason).toBe(
      `Relay test (127.0.0.1:${server.port}) refused the user and password (535 5.7.8).`,
    );
    expect(await reasonOf(relays.open(settings, null, authority(own.cert)))).toMatchObject({
      trouble: "refused",
    });
    const line = await relays.open(
      settings,
      { user: "ada", password: "hunter2 & more" },
      authority(own.cert),
    );
    if ("trouble" in line) throw new Error(line.reason);
    closing.push(() => line.close());
    server.fail(({ moment }) => (moment === "mail" ? { reply: "550 5.7.1 No hunter2 & more here" } : null));
    expect(await line.hand(letterTo("bob@example.org"), yes)).toMatchObject({ text: "No … here" });
    server.fail(null);
    expect(await line.hand(letterTo("bob@example.org"), yes)).toMatchObject({ code: 250 });
    expect(server.kept[0]).toMatchObject({ user: "ada" });
  });

  it("with a login is refused where the relay offers none", async () => {
    const server = await serverWith();
    const found = await reasonOf(
      relays.open(relayAt(server.port, { login: true }), { user: "a", password: "b" }, null),
    );
    expect(found).toMatchObject({ trouble: "refused" });
  });
});
