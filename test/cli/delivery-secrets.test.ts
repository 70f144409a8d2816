import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { deliverySecrets, loginVariables, readSecrets } from "../../pipeline/cli/delivery-secrets.ts";
import { sentence } from "../../pipeline/errors.ts";
import { DeliverySettingsSchema } from "../../pipeline/model/delivery-settings.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PEM = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const LINK = "l".repeat(32);

const settings = DeliverySettingsSchema.parse({
  from: { name: "Tracker", address: "tracker@example.com" },
  listId: "daily.example.com",
  site: "https://example.com",
  dkim: { domain: "example.com", selector: "tracker" },
  relays: [
    { name: "out-2", host: "127.0.0.1", login: true },
    { name: "local", host: "127.0.0.1" },
  ],
});
const whole = {
  TRACKER_LINK_KEY: LINK,
  TRACKER_DKIM_KEY: PEM,
  TRACKER_SMTP_OUT_2_USER: "desk",
  TRACKER_SMTP_OUT_2_PASSWORD: "pass",
};
const files = { read: async (path: string) => (path === "/keys/dkim.pem" ? Buffer.from(PEM) : null) };
const faultsOf = async (environment: Readonly<Record<string, string | undefined>>) =>
  (await readSecrets(environment, settings, files)).faults.map(sentence);

describe("the secrets of delivery", () => {
  it("come from the environment, each relay's under its own name", async () => {
    expect(await deliverySecrets(whole, settings, files)).toEqual({
      linkKey: LINK,
      dkimKey: PEM,
      intakeKey: null,
      logins: { "out-2": { user: "desk", password: "pass" } },
    });
    expect(loginVariables("out-2").user).toBe("TRACKER_SMTP_OUT_2_USER");
  });

  it("hold the DKIM key in one line, or in a file", async () => {
    const line = PEM.replaceAll("\n", "\\n");
    expect((await deliverySecrets({ ...whole, TRACKER_DKIM_KEY: line }, settings, files)).dkimKey).toBe(PEM);
    const file = { ...whole, TRACKER_DKIM_KEY: "", TRACKER_DKIM_KEY_FILE: "/keys/dkim.pem" };
    expect((await deliverySecrets(file, settings, files)).dkimKey).toBe(PEM);
  });

  it("are missed all at once", async () => {
    const faults = await faultsOf({});
    expect(faults.map((fault) => fault.split(":")[0])).toEqual([
      "TRACKER_LINK_KEY",
      "TRACKER_DKIM_KEY",
      "TRACKER_SMTP_OUT_2_USER",
      "TRACKER_SMTP_OUT_2_PASSWORD",
    ]);
    await expect(deliverySecrets({}, settings, files)).rejects.toMatchObject({ code: "secret-missing" });
    const plain = { ...settings, dkim: null, relays: settings.relays.slice(1) };
    expect((await readSecrets({ TRACKER_LINK_KEY: LINK }, plain, files)).faults).toEqual([]);
  });

  it.each([
    [
      "a link key that is short",
      { TRACKER_LINK_KEY: "sekret-link" },
      /^TRACKER_LINK_KEY: The key has 11 letters/,
    ],
    [
      "a link key that ends in a line end",
      { TRACKER_LINK_KEY: `${"sekret".repeat(8)}\n` },
      /begins or ends with a space/,
    ],
    ["an intake key that is short", { TRACKER_INTAKE_KEY: "sekret" }, /^TRACKER_INTAKE_KEY: The key has 6/],
    [
      "a DKIM key that is none",
      { TRACKER_DKIM_KEY: "sekret" },
      /^TRACKER_DKIM_KEY: It holds no private key in PEM/,
    ],
    [
      "a torn DKIM key",
      { TRACKER_DKIM_KEY: PEM.slice(0, 400) },
      /^TRACKER_DKIM_KEY: It holds no private key/,
    ],
    ["a DKIM key twice", { TRACKER_DKIM_KEY_FILE: "/keys/dkim.pem" }, /are both set/],
    [
      "a DKIM file that is not there",
      { TRACKER_DKIM_KEY: undefined, TRACKER_DKIM_KEY_FILE: "/keys/none.pem" },
      /The file that it names is not there/,
    ],
  ])("are refused where there is %s, and never quoted", async (_, changed, told) => {
    const faults = await faultsOf({ ...whole, ...changed });
    expect(faults).toEqual([expect.stringMatching(told)]);
    for (const secret of ["sekret", PEM.slice(40, 80)]) expect(faults.join()).not.toContain(secret);
  });
});
