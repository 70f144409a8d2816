import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mailRows } from "../../pipeline/cli/doctor-mail.ts";
import type { Environment } from "../../pipeline/cli/environment.ts";
import { serveCommand } from "../../pipeline/cli/serve-command.ts";
import { writeFile } from "../support/command-line.ts";
import { type DeliveryProject, deliveryProject, LINK_KEY } from "../support/delivery-project.ts";
import { come } from "../support/in-process.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { selfSigned } from "../support/self-signed.ts";
import { sendOf } from "../support/sending.ts";

const PLACE = "content/delivery.yaml";
const WHOLE = [
  "from: { name: Macro, address: tracker@example.com }",
  "listId: daily.example.com",
  "site: https://tracker.example.com",
  'relays: [{ name: local, host: 127.0.0.1, port: 1, tls: "none" }]',
].join("\n");
let own: DeliveryProject;
beforeAll(async () => {
  own = await deliveryProject({ readers: { free: 1 } });
});

/** What `send --check` says of a project with this file; without the file's name. */
async function faultsOf(text: string | Uint8Array | null): Promise<readonly string[]> {
  rmSync(join(own.root, PLACE), { force: true, recursive: true });
  if (text !== null) writeFile(own.root, PLACE, text);
  const { exit, faults } = await sendOf(own, { check: true });
  expect(exit).toBe(faults.length > 0 ? 1 : 0);
  return faults.map((fault) => fault.replace(`${PLACE}:`, ""));
}

describe("content/delivery.yaml", () => {
  it("with every field wrong is told with all of them, each by its line, in one run", async () => {
    const faults = await faultsOf(`from: { name: "", address: "a b@example.com", x: 1 }
replyTo: "a@b"
listId: "no list"
site: "ftp://example.com/"
postalAddress: "\\u202eabc"
window: { from: "22:00", to: "02:00" }
listChange: 3
approvalHours: 1e9
personalPdf: [gold]
paidArchive: maybe
dkim: { domain: "com", selector: ".." }
relays:
  - { name: "Ü", host: "a b", port: 99999, tls: maybe, login: "yes", connections: 0, replySeconds: 1e30, frob: 1 }
  - { name: a, host: smtp.example.com, tls: none, authority: ../../etc/passwd, port: 0 }
domains: { "a b": { perSecond: 1e-300 }, Example.com: {}, example.com: {} }
retry: { attempts: 0, firstSeconds: 0 }
bogus: 1
`);
    expect(faults.map((fault) => /^\d+ \[[^\]]+\]/.exec(fault)?.[0])).toEqual([
      ...["1 [from.name]", "1 [from.x]", "1 [from.address]", "2 [replyTo]", "3 [listId]", "4 [site]"],
      ...["4 [site]", "5 [postalAddress]", "6 [window.from]", "7 [listChange]", "8 [approvalHours]"],
      ...["9 [personalPdf.0]", "10 [paidArchive]", "11 [dkim.selector]", "11 [dkim.domain]"],
      ...["13 [relays.0.name]", "13 [relays.0.host]", "13 [relays.0.port]", "13 [relays.0.tls]"],
      ...["13 [relays.0.login]", "13 [relays.0.connections]", "13 [relays.0.frob]"],
      ...["13 [relays.0.replySeconds]", "14 [relays.1.port]", "14 [relays.1.tls]"],
      ...["14 [relays.1.authority]", "15 [domains.a b]", "15 [domains.example.com]"],
      ...["15 [domains.a b.perSecond]", "16 [retry.attempts]", "16 [retry.firstSeconds]", "17 [bogus]"],
    ]);
  });

  it.each<[string, string | Uint8Array | null, string]>([
    ["missing", null, "The file is not there"],
    ["empty", "", "The file is empty or no list of settings"],
    ["a list", "- a\n- b\n", "no list of settings"],
    ["a word", "hello", "no list of settings"],
    ["twice itself", `${WHOLE}\n${WHOLE}`, "A name stands twice"],
    ["indented by tabs", "from:\n\tname: x\n", "Tabs are not allowed"],
    ["in UTF-16", Buffer.from(`\ufeff${WHOLE}`, "utf16le"), "The file is no UTF-8"],
    ["in Latin letters", Buffer.from(WHOLE.replace("Macro", "Mäcro"), "latin1"), "The file is no UTF-8"],
    ["of aliases of aliases", bomb(), "Write it out instead of by aliases"],
    ["a name of an object's own", `${WHOLE}\n__proto__: { x: 1 }\n`, 'There is no setting "__proto__"'],
  ])("%s", async (_, text, words) => {
    expect((await faultsOf(text)).join("\n")).toContain(words);
  });

  it.each([
    ["127.999.1.1", "none"],
    ["127.0.0.1.example.com", "none"],
    ["10.0.0.1", "none"],
    ["-oProxy", "none"],
  ])("sends nothing in plain to %s", async (host, tls) => {
    const text = WHOLE.replace("127.0.0.1", host).replace('"none"', tls);
    expect(await faultsOf(text)).toEqual([expect.stringContaining("would go unencrypted")]);
  });

  it.each([
    ["a host is longer than DNS allows", '127.0.0.1, port: 1, tls: "none"', "x".repeat(3000), "253"],
    ["a timer would fire at once", '"none"', '"none", replySeconds: 1e9', "more than 3600"],
    ["a letter would take a century", '"none"', '"none", perSecond: 1e-9', "less than 0.001"],
    ["an authority is no file's name", '"none"', '"none", authority: ""', "file below the project"],
    ["an authority is a folder's name", '"none"', '"none", authority: content/', "file below the project"],
    ["an authority holds a zero", '"none"', '"none", authority: "a\\0b"', "file below the project"],
    ["the site is longer than a header", ".com\nrelays", `.com/${"x".repeat(300)}\nrelays`, "200 letters"],
    ["two limits are of one domain", WHOLE, `${WHOLE}\ndomains: { A.com: {}, a.com: {} }`, "same domain"],
    ["tries never end", WHOLE, `${WHOLE}\nretry: { mostSeconds: 1e300 }`, "more than 604800"],
    ["a selector is none", WHOLE, `${WHOLE}\ndkim: { domain: example.com, selector: a..b }`, "name of DNS"],
    ["a number is none", WHOLE, `${WHOLE}\nlistChange: .nan`, "received NaN"],
  ])("where %s", async (_, from, to, words) => {
    expect(await faultsOf(WHOLE.replace(from, () => to))).toEqual([expect.stringContaining(words)]);
  });

  it("may begin with a mark, be long, and write this machine's name in capitals", async () => {
    for (const text of [`\ufeff${WHOLE}`, `${WHOLE}\n# ${"x".repeat(2_000_000)}`])
      expect(await faultsOf(text)).toEqual([]);
    expect(await faultsOf(WHOLE.replace("127.0.0.1", "LOCALHOST"))).toEqual([]);
    const rows = await mailRows(own.root, own.environment, { asks: true });
    expect(rows.find(({ check }) => check === "relay local")?.found).toContain("ECONNREFUSED");
  });

  it("that is wrong is a row of doctor for each fault, and stops serve", async () => {
    await faultsOf("listId: 1\nsite: 2\n");
    const rows = await mailRows(own.root, own.environment, { asks: true });
    expect(rows.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual(
      Array(4).fill("delivery settings missing"),
    );
    const served = await come(serveCommand, own.root, [], { port: "0" });
    expect({ exit: served.exit, faults: served.faults.length }).toEqual({ exit: 1, faults: 4 });
  });
});

function bomb(): string {
  const names = "abcdefg";
  const lines = [...names].map((name, index) => {
    const before = index === 0 ? "x" : `*${names[index - 1]}`;
    return `${name}: &${name} [${Array(10).fill(before).join()}]`;
  });
  return lines.join("\n");
}

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PEM = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const keyOf = (kind: "ec" | "x25519" | "dsa" | "short" | "locked" | "public") => {
  if (kind === "public") return pair.publicKey.export({ type: "spki", format: "pem" }).toString();
  if (kind === "locked")
    return pair.privateKey
      .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "sekret" })
      .toString();
  const made =
    kind === "ec"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : kind === "x25519"
        ? generateKeyPairSync("x25519")
        : generateKeyPairSync("rsa", { modulusLength: 512 });
  return made.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
};

describe("secrets that are wrong", () => {
  const told = async (environment: Environment) => {
    writeFile(own.root, PLACE, `${WHOLE}\ndkim: { domain: example.com, selector: s }`);
    const all = { ...own.environment, ...environment };
    const { exit, text, faults } = await sendOf(own, { check: true }, { environment: all });
    const said = `${text}\n${faults.join("\n")}`;
    for (const secret of Object.values(all)) {
      const part = (secret ?? "")
        .replace(/-----[A-Z ]+-----/g, "")
        .trim()
        .slice(0, 40);
      if (part.length > 10) expect(said).not.toContain(part);
    }
    return { exit, said };
  };

  it.each<[string, Environment, string]>([
    ["no DKIM key", {}, "TRACKER_DKIM_KEY: The environment does not hold it"],
    ["a key of another kind", { TRACKER_DKIM_KEY: keyOf("ec") }, "kind ec signs no mail"],
    ["a key that signs nothing", { TRACKER_DKIM_KEY: keyOf("x25519") }, "kind x25519 signs no mail"],
    ["a key that is too short", { TRACKER_DKIM_KEY: keyOf("short") }, "has 512 bits"],
    ["a locked key", { TRACKER_DKIM_KEY: keyOf("locked") }, "locked by a password"],
    ["the public key", { TRACKER_DKIM_KEY: keyOf("public") }, "the private one signs"],
    ["half a key", { TRACKER_DKIM_KEY: PEM.slice(0, 400) }, "no private key in PEM"],
    ["the key where its path is expected", { TRACKER_DKIM_KEY_FILE: PEM }, "It holds a key"],
    ["half of it there", { TRACKER_DKIM_KEY_FILE: PEM.slice(40, 120) }, "that it names is not there"],
    ["all of it there on a line", { TRACKER_DKIM_KEY_FILE: "Q".repeat(3000) }, "cannot be read"],
    ["a folder as its file", { TRACKER_DKIM_KEY_FILE: "/tmp" }, "cannot be read, or is no file"],
    ["a device as its file", { TRACKER_DKIM_KEY_FILE: "/dev/zero" }, "cannot be read, or is no file"],
    ["a short link key", { TRACKER_LINK_KEY: "sekret-link-key" }, "The key has 15 letters"],
    [
      "a link key with a line end",
      { TRACKER_LINK_KEY: `${"k".repeat(40)}\n` },
      "ends with a space or a line",
    ],
    ["an intake key outside ASCII", { TRACKER_INTAKE_KEY: "schlüssel".repeat(5) }, "no request can bring"],
  ])("%s, and is never printed", async (_, environment, words) => {
    const { exit, said } = await told(environment);
    expect({ exit, said }).toEqual({ exit: 3, said: expect.stringContaining(words) });
  });
});

describe("a relay that cannot be trusted", () => {
  const good = selfSigned();
  const kinds = {
    good,
    expired: selfSigned({ from: -3, to: -1 }),
    young: selfSigned({ from: 1, to: 3 }),
    other: selfSigned({ names: ["mail.example.org"] }),
  };
  const servers: Record<string, MailServer> = {};
  const PASSWORD = "a-password-that-must-never-be-printed";
  beforeAll(async () => {
    servers.plain = await startMailServer();
    for (const [name, tls] of Object.entries(kinds)) servers[name] = await startMailServer({ tls });
    servers.login = await startMailServer({ tls: good, logins: { desk: "another" } });
  });
  afterAll(() => Promise.all(Object.values(servers).map((one) => one.close())));

  it.each<[string, string, string | null, Readonly<Record<string, unknown>>, string]>([
    ["offers no TLS", "plain", good.cert, {}, "does not offer TLS"],
    ["has a certificate of nobody", "good", null, {}, "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["has one of another authority", "good", kinds.other.cert, {}, "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["has an expired one", "expired", kinds.expired.cert, {}, "CERT_HAS_EXPIRED"],
    ["has one of tomorrow", "young", kinds.young.cert, {}, "CERT_NOT_YET_VALID"],
    ["has one of another host", "other", kinds.other.cert, {}, "ALTNAME_INVALID"],
    ["speaks plain where TLS begins", "good", good.cert, { tls: "implicit" }, "WRONG_VERSION_NUMBER"],
    ["takes the password not", "login", good.cert, { login: true }, "refused the user and password"],
    ["knows no login", "good", good.cert, { login: true }, "offers no login that can be used"],
    ["has an authority that is rubbish", "good", rubbish("AAAA"), {}, "holds no certificate in PEM"],
    ["has an authority cut short", "good", good.cert.slice(0, 300), {}, "holds no certificate in PEM"],
    ["has an authority that is not there", "good", "", {}, "not there, or is no file"],
  ])("%s gets nothing", async (_, server, pem, relay, words) => {
    const port = servers[server]!.port;
    const project = await deliveryProject({
      relayPort: port,
      readers: { free: 1 },
      relay: { tls: "starttls", ...(pem !== null && { authority: "content/relay.pem" }), ...relay },
    });
    if (pem === "") mkdirSync(join(project.root, "content/relay.pem"));
    else if (pem) writeFile(project.root, "content/relay.pem", pem);
    const login = { TRACKER_SMTP_LOCAL_USER: "desk", TRACKER_SMTP_LOCAL_PASSWORD: PASSWORD };
    const environment = { ...project.environment, ...login };
    const { exit, text, faults } = await sendOf(project, { test: "desk@example.com" }, { environment });
    const said = `${text}\n${faults.join("\n")}`;
    expect(exit).toBeGreaterThan(0);
    expect(said).toContain(words);
    expect(said).not.toContain(PASSWORD);
    expect(servers[server]!.kept).toEqual([]);
  });
});

function rubbish(words: string): string {
  return `-----BEGIN CERTIFICATE-----\n${words}\n-----END CERTIFICATE-----\n`;
}

it("no secret lies in the database, the letters or any file of the project after a sending", async () => {
  const server = await startMailServer();
  const project = await deliveryProject({
    relayPort: server.port,
    readers: { free: 2 },
    settings: { dkim: { domain: "example.com", selector: "s" } },
  });
  const environment = { ...project.environment, TRACKER_DKIM_KEY: PEM };
  const sent = await sendOf(project, {}, { environment });
  await sendOf(project, { dryRun: true, limit: "2" }, { environment });
  await server.close();
  expect(sent.exit).toBe(0);
  expect(server.kept).toHaveLength(2);
  const files = readdirSync(project.root, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  expect(files.length).toBeGreaterThan(20);
  for (const bytes of [...files, ...server.kept.map((one) => one.bytes)])
    for (const secret of [LINK_KEY, PEM.slice(60, 100)]) expect(bytes.includes(secret)).toBe(false);
});
