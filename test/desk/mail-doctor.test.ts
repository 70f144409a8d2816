import { createVerify, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { dkimRecord } from "../../pipeline/desk/dkim-record.ts";
import { examineMail, type MailPatient } from "../../pipeline/desk/mail-doctor.ts";
import { PipelineError } from "../../pipeline/errors.ts";
import { DeliverySettingsSchema } from "../../pipeline/model/delivery-settings.ts";
import type { Line, NoLine, Relays } from "../../pipeline/world/relays/relay.ts";

const pemOf = (bits: number) =>
  generateKeyPairSync("rsa", { modulusLength: bits })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
const PEM = pemOf(2048);

const settings = DeliverySettingsSchema.parse({
  from: { name: "Tracker", address: "tracker@desk-of-ours.org" },
  listId: "daily.desk-of-ours.org",
  site: "https://desk-of-ours.org",
  dkim: { domain: "desk-of-ours.org", selector: "tracker" },
  relays: [{ name: "out", host: "smtp.desk-of-ours.org", login: true }],
});

const relaysThat = (open: () => Promise<Line | NoLine>): Relays => ({ open });
const closed: string[] = [];
const line: Line = {
  isOpen: true,
  hand: async () => Promise.reject(new Error("nothing is to be sent")),
  close: async () => void closed.push("closed"),
};

const healthy: MailPatient = {
  now: "2025-11-05T21:30:00.000Z",
  settings,
  secrets: {
    linkKey: "k".repeat(40),
    dkimKey: PEM,
    intakeKey: null,
    logins: { out: { user: "desk", password: "sekret-word" } },
  },
  faults: [],
  authorities: {},
  relays: null,
  looks: {
    readers: async () => ({ free: 120, paid: 7 }),
    lastFrozenAt: async () => "2025-11-04T21:30:00.000Z",
  },
};
const missingKey = {
  code: "secret-missing",
  place: "TRACKER_LINK_KEY",
  message: "It is not set.",
  remedy: "Set it.",
} as const;

const rowsOf = async (changes: Partial<MailPatient>) =>
  Object.fromEntries((await examineMail({ ...healthy, ...changes })).map((row) => [row.check, row]));

describe("the doctor of mail", () => {
  it("finds nothing to do where mail may go out, and leaves the network alone", async () => {
    const rows = await examineMail(healthy);
    expect(rows.filter(({ verdict, remedy }) => verdict !== "ok" || remedy !== null)).toEqual([]);
    expect(rows.find(({ check }) => check === "relay out")?.found).toContain("not asked");
    expect(rows.find(({ check }) => check === "readers")?.found).toBe("120 free and 7 paid are active");
    expect(JSON.stringify(rows)).not.toContain("sekret");
  });

  it("prints the DNS record by which its signatures are checked", async () => {
    const { found } = (await rowsOf({})).DKIM!;
    expect(found).toMatch(
      /^2048 bits; to be published as: tracker\._domainkey\.desk-of-ours\.org\. TXT "v=DKIM1; k=rsa; p=/,
    );
    const strings = [...found.matchAll(/"([^"]*)"/g)].map(([, text]) => text!);
    expect(Math.max(...strings.map(({ length }) => length))).toBeLessThanOrEqual(255);
    const key = `-----BEGIN PUBLIC KEY-----\n${strings.join("").split("p=")[1]}\n-----END PUBLIC KEY-----\n`;
    const signature = sign("sha256", Buffer.from("words"), PEM);
    expect(createVerify("sha256").update("words").verify(key, signature)).toBe(true);
    expect((await rowsOf({ secrets: { ...healthy.secrets, dkimKey: pemOf(1024) } })).DKIM?.verdict).toBe(
      "warn",
    );
  });

  it("writes the bare key of Ed25519 into the record", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const { x } = publicKey.export({ format: "jwk" });
    const { record } = dkimRecord({ domain: "desk-of-ours.org", selector: "ed" }, pem);
    expect(record).toContain(`k=ed25519; p=${Buffer.from(x!, "base64url").toString("base64")}"`);
  });

  it("warns of missing secrets, and misses them where somebody asks about mail", async () => {
    expect((await rowsOf({ faults: [missingKey] })).TRACKER_LINK_KEY?.verdict).toBe("warn");
    const asked = await rowsOf({ faults: [missingKey], relays: relaysThat(async () => line) });
    expect(asked.TRACKER_LINK_KEY).toMatchObject({ verdict: "missing", remedy: "Set it." });
    const example = { ...settings, dkim: null, from: { name: "T", address: "tracker@example.com" } };
    const rows = await examineMail({ ...healthy, settings: example, faults: [missingKey] });
    expect(rows.every(({ verdict }) => verdict === "ok")).toBe(true);
  });

  it("asks relays by greeting and login alone, and says what they say", async () => {
    closed.splice(0);
    expect((await rowsOf({ relays: relaysThat(async () => line) }))["relay out"]).toMatchObject({
      verdict: "ok",
      found: "smtp.desk-of-ours.org:587, starttls: answers, and takes the login",
    });
    expect(closed).toEqual(["closed"]);
    const refused: NoLine = { trouble: "refused", code: 535, reason: "Relay out refuses the login." };
    expect((await rowsOf({ relays: relaysThat(async () => refused) }))["relay out"]).toMatchObject({
      verdict: "missing",
      found: "Relay out refuses the login.",
    });
  });

  it("sees a clock that was set back, and a ledger that cannot be read", async () => {
    const ahead = { ...healthy.looks, lastFrozenAt: async () => "2025-11-06T21:30:00.000Z" };
    expect((await rowsOf({ looks: ahead }))["clock and deliveries"]).toMatchObject({
      verdict: "missing",
      remedy: "Set the clock.",
    });
    const fault = new PipelineError({
      code: "archive-damaged",
      message: "It is torn.",
      remedy: "Restore it.",
    });
    const torn = { readers: async () => Promise.reject(fault), lastFrozenAt: async () => null };
    expect((await rowsOf({ looks: torn })).readers).toMatchObject({
      verdict: "missing",
      found: "It is torn.",
    });
  });
});
