import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDelivery } from "../../../pipeline/desk/settings/read-delivery.ts";
import { PipelineError } from "../../../pipeline/errors.ts";
import { keptOn } from "../../../pipeline/world/kept.ts";

const shipped = readFileSync(new URL("../../../content/delivery.yaml", import.meta.url), "utf8");

function worldOf(text: string | null) {
  const unused = () => {
    throw new Error("nothing else is asked of the files");
  };
  const read = async (path: string) =>
    path === "/p/content/delivery.yaml" && text !== null ? new TextEncoder().encode(text) : null;
  return { files: { read, list: unused, write: unused, remove: unused } };
}
/** A file of these lines behind the four that must be there. */
const FIRST = [
  "from: { name: Tracker, address: tracker@news.example.com }",
  "listId: daily.example.com",
  "site: https://tracker.example.com",
  "relays: [{ name: local, host: 127.0.0.1, tls: none }]",
];
const read = (changes: Readonly<Record<string, string>> = {}) => {
  const lines = FIRST.map((line) => {
    const name = line.slice(0, line.indexOf(":"));
    return name in changes ? `${name}: ${changes[name]}` : line;
  });
  const more = Object.entries(changes).filter(([name]) => !FIRST.some((line) => line.startsWith(`${name}:`)));
  const text = [...lines, ...more.map(([name, value]) => `${name}: ${value}`)].join("\n");
  return readDelivery("/p", worldOf(text));
};
const faultsOf = async (changes: Readonly<Record<string, string>>): Promise<string[]> => {
  const error = await read(changes).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PipelineError)) throw error ?? new Error("the settings were taken");
  return error.message.split("\n").map((fault) => fault.replace("content/delivery.yaml:", ""));
};

test("a project without content/delivery.yaml sends nothing, and that is no fault", async () => {
  expect(await readDelivery("/p", worldOf(null))).toBeNull();
});

test("the shipped settings are taken as they are, and parsed once", async () => {
  const world = { ...worldOf(shipped), kept: keptOn(null) };
  const settings = await readDelivery("/p", world);
  expect(settings).toMatchObject({ site: "https://tracker.example.com", paidArchive: "signed" });
  expect(await readDelivery("/p", world)).toBe(settings);
});

test("addresses, domains and the site are handed on as machines write them", async () => {
  const settings = await read({
    from: "{ name: Der Tag, address: Post@Bücher.example }",
    replyTo: "Desk@EXAMPLE.com",
    site: "https://Bücher.example/der tag",
    dkim: "{ domain: XN--bcher-kva.example, selector: a }",
    domains: "{ default: { perSecond: 5 }, Bücher.EXAMPLE: { connections: 2 } }",
  });
  expect(settings).toMatchObject({
    from: { name: "Der Tag", address: "Post@xn--bcher-kva.example" },
    replyTo: "Desk@example.com",
    site: "https://xn--bcher-kva.example/der%20tag",
    dkim: { domain: "xn--bcher-kva.example" },
  });
  expect(Object.keys(settings!.domains)).toEqual(["default", "xn--bcher-kva.example"]);
});

describe("settings that mail could not go out by", () => {
  test("are refused with their lines: what the file is made of", async () => {
    expect(await faultsOf({ listId: "daily", window: "{ from: 15:30, to: 25:00 }", colour: "red" })).toEqual([
      "2 [listId]: a name such as daily.example.com. Correct the line.",
      expect.stringMatching(/^5 \[window\.to\]: .*an hour such as 16:30/),
      expect.stringMatching(/^6 \[colour\]: There is no setting "colour" here\./),
    ]);
  });

  test("a sender or an answer's address that is none", async () => {
    expect(
      await faultsOf({
        from: '{ name: "a\\tb", address: "tracker@example.com>\\r\\nBcc: x@example.com" }',
        replyTo: "nobody",
      }),
    ).toEqual([
      '1 [from.address]: "tracker@example.com>??Bcc: x@example.com" is no address that mail can be sent to. The address holds spaces or characters that cannot be seen. Correct the line.',
      "1 [from.name]: Write one line of characters that can be seen. Correct the line.",
      '5 [replyTo]: "nobody" is no address that mail can be sent to. The address holds no @; one is expected. Correct the line.',
    ]);
  });

  test("a site without https, with a password, or longer than a header holds; this machine's own may be tried", async () => {
    expect(await faultsOf({ site: "http://tracker.example.com" })).toEqual([
      "3 [site]: Readers' links would go over the net unencrypted, and mail programs refuse them. Write https://, or a loopback address to try it.",
    ]);
    expect(await faultsOf({ site: "https://a:b@tracker.example.com" })).toEqual([
      "3 [site]: A name and a password would stand in every mail. Take them out.",
    ]);
    expect(await faultsOf({ site: `https://example.com/${"a".repeat(300)}` })).toHaveLength(1);
    for (const site of ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"])
      expect((await read({ site }))?.site).toBe(site);
  });

  test("a window that never opens", async () => {
    expect(await faultsOf({ window: '{ from: "22:00", to: "15:30" }' })).toEqual([
      '5 [window.from]: Issues may go out from 22:00 to 15:30: that is never. Write the earlier hour first; null is any. Both in quotes: "16:30".',
    ]);
  });

  test("a signature of a domain that is not the sender's", async () => {
    for (const domain of ["news.example.com", "example.com"])
      expect(await read({ dkim: `{ domain: ${domain}, selector: a }` })).toBeTruthy();
    for (const domain of ["ews.example.com", "a.news.example.com", "example.org"])
      expect(await faultsOf({ dkim: `{ domain: ${domain}, selector: a }` })).toEqual([
        `5 [dkim.domain]: Signatures of ${domain} say nothing of a sender at news.example.com. Write news.example.com, or a domain above it.`,
      ]);
    expect(await faultsOf({ dkim: "{ domain: com, selector: a }" })).toEqual([
      '5 [dkim.domain]: "com" is no domain. Write one such as example.com.',
    ]);
  });

  test("relays of one name, in plain over the net, with a certificate from elsewhere", async () => {
    const relays =
      "[{ name: a, host: 127.9.9.9, tls: none }, { name: a, host: 127.0.0.1.example.com, tls: none }, { name: b, host: b.example.com, authority: ../a.pem }]";
    expect(await faultsOf({ relays })).toEqual([
      "4 [relays.1.name]: Two relays are named a. Give each a name of its own.",
      "4 [relays.1.tls]: To 127.0.0.1.example.com mail and password would go unencrypted; tls: none is for this machine itself. Write starttls or implicit.",
      "4 [relays.2.authority]: The authority's certificate is a file below the project. Write its path there, such as content/relay.pem.",
    ]);
  });

  test("a limit for what is no domain", async () => {
    expect(await faultsOf({ domains: '{ "a b": { perSecond: 1 } }' })).toEqual([
      '5 [domains.a b]: "a b" is no domain. Write one such as example.com, or "default".',
    ]);
  });
});
