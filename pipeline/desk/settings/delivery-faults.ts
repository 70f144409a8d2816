import { isIP } from "node:net";
import type { FaultDetail } from "../../errors.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import { domainOf, readAddress } from "../../post/address.ts";
import { limitFaults } from "./delivery-limits.ts";
import type { CheckedYaml } from "./read-yaml.ts";

type Fault = CheckedYaml<unknown>["fault"];

/** A header line holds 998 bytes, and links to unsubscribe stand unfolded in one. */
const MOST_SITE = 200;
const MOST_NAME = 253;
/** Characters that cannot be seen, line ends among them: names stand in headers and on pages. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u;

/** What no schema can say of content/delivery.yaml, in its order. */
export function deliveryFaults(settings: DeliverySettings, fault: Fault): FaultDetail[] {
  return [
    ...senderFaults(settings, fault),
    ...siteFaults(settings, fault),
    ...windowFaults(settings, fault),
    ...dkimFaults(settings, fault),
    ...relayFaults(settings, fault),
    ...domainFaults(settings, fault),
    ...limitFaults(settings, fault),
  ];
}

/** The same settings with addresses and domains in lower case and ASCII, and the site as a browser writes it. */
export function inMachineForm(settings: DeliverySettings): DeliverySettings {
  const { from, replyTo, site, dkim, domains, relays } = settings;
  return {
    ...settings,
    from: { ...from, address: written(from.address) },
    replyTo: replyTo === null ? null : written(replyTo),
    site: new URL(site).href.replace(/\/$/, ""),
    dkim: dkim && { ...dkim, domain: dkim.domain.toLowerCase() },
    relays: relays.map((relay) => ({ ...relay, host: relay.host.toLowerCase() })),
    domains: Object.fromEntries(
      Object.entries(domains).map(([name, limit]) => [
        name === "default" ? name : domainOf(written(at(name))),
        limit,
      ]),
    ),
  };
}

function senderFaults({ from, replyTo, listId, postalAddress }: DeliverySettings, fault: Fault) {
  const faults: FaultDetail[] = [];
  const addressed = { "from.address": from.address, ...(replyTo !== null && { replyTo }) };
  for (const [field, address] of Object.entries(addressed)) {
    const read = readAddress(address);
    if ("wrong" in read)
      faults.push(
        fault(field.split("."), `"${shown(address)}" is no address that mail can be sent to. ${read.wrong}`),
      );
  }
  const words = { "from.name": from.name, ...(postalAddress !== null && { postalAddress }) };
  for (const [field, said] of Object.entries(words)) {
    const isOneLine = !UNSEEN.test(said) && said.trim() !== "";
    if (!isOneLine) faults.push(fault(field.split("."), "Write one line of characters that can be seen."));
  }
  if (listId.length > MOST_NAME)
    faults.push(fault(["listId"], `The name of the list has more than ${MOST_NAME} letters.`));
  return faults;
}

function siteFaults({ site }: DeliverySettings, fault: Fault): FaultDetail[] {
  const { protocol, hostname, username, password, href } = new URL(site);
  const faults: FaultDetail[] = [];
  if (protocol !== "https:" && !isLoopback(hostname)) {
    const remedy = "Write https://, or a loopback address to try it.";
    faults.push(
      fault(
        ["site"],
        "Readers' links would go over the net unencrypted, and mail programs refuse them.",
        remedy,
      ),
    );
  }
  if (username || password)
    faults.push(fault(["site"], "A name and a password would stand in every mail.", "Take them out."));
  if (href.length > MOST_SITE)
    faults.push(fault(["site"], `The address has more than ${MOST_SITE} letters.`, "Take a shorter one."));
  return faults;
}

function windowFaults({ window }: DeliverySettings, fault: Fault): FaultDetail[] {
  if (!window || window.from < window.to) return [];
  const message = `Issues may go out from ${window.from} to ${window.to}: that is never.`;
  return [
    fault(["window", "from"], message, 'Write the earlier hour first; null is any. Both in quotes: "16:30".'),
  ];
}

function dkimFaults(settings: DeliverySettings, fault: Fault): FaultDetail[] {
  const { dkim } = settings;
  if (!dkim) return [];
  const message = `"${shown(dkim.selector)}" is no name of DNS.`;
  const faults = isSelector(dkim.selector)
    ? []
    : [fault(["dkim", "selector"], message, "Write one such as tracker.")];
  return [...faults, ...alignmentFaults(dkim, settings, fault)];
}

/** Receivers take a signature for the sender's own only where it is of his domain or of one above it (RFC 7489, relaxed alignment). */
function alignmentFaults(
  dkim: NonNullable<DeliverySettings["dkim"]>,
  { from }: DeliverySettings,
  fault: Fault,
): FaultDetail[] {
  const read = readAddress(from.address);
  const sender = "address" in read ? domainOf(read.address) : null;
  const domain = dkim.domain.toLowerCase();
  if ("wrong" in readAddress(at(domain)))
    return [fault(["dkim", "domain"], `"${shown(domain)}" is no domain.`, "Write one such as example.com.")];
  if (sender === null || sender === domain || sender.endsWith(`.${domain}`)) return [];
  const message = `Signatures of ${shown(domain)} say nothing of a sender at ${sender}.`;
  return [fault(["dkim", "domain"], message, `Write ${sender}, or a domain above it.`)];
}

/** With the domain behind it still a name (RFC 1035: 63 letters a label, 253 in all). */
function isSelector(selector: string): boolean {
  return (
    selector.length <= 100 &&
    /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*$/.test(selector)
  );
}

function relayFaults({ relays }: DeliverySettings, fault: Fault): FaultDetail[] {
  return relays.flatMap(({ name, host, tls, authority }, index) => {
    const faults: FaultDetail[] = [];
    if (relays.findIndex((relay) => relay.name === name) < index)
      faults.push(
        fault(["relays", index, "name"], `Two relays are named ${name}.`, "Give each a name of its own."),
      );
    if (tls === "none" && !isLoopback(host)) {
      const message = `To ${shown(host)} mail and password would go unencrypted; tls: none is for this machine itself.`;
      faults.push(fault(["relays", index, "tls"], message, "Write starttls or implicit."));
    }
    if (host.length > MOST_NAME)
      faults.push(fault(["relays", index, "host"], `The name has more than ${MOST_NAME} letters.`));
    if (authority !== undefined && !isFileBelow(authority)) {
      const message = "The authority's certificate is a file below the project.";
      faults.push(
        fault(["relays", index, "authority"], message, "Write its path there, such as content/relay.pem."),
      );
    }
    return faults;
  });
}

function isFileBelow(path: string): boolean {
  return !/^[/\\]?$|^\/|[/\\]$|(^|[/\\])\.\.([/\\]|$)/.test(path) && !UNSEEN.test(path);
}

function domainFaults({ domains }: DeliverySettings, fault: Fault): FaultDetail[] {
  const seen = new Map<string, string>();
  return Object.keys(domains).flatMap((name) => {
    if (name === "default") return [];
    const read = readAddress(at(name));
    if ("wrong" in read)
      return [
        fault(
          ["domains", name],
          `"${shown(name)}" is no domain.`,
          'Write one such as example.com, or "default".',
        ),
      ];
    const domain = domainOf(read.address);
    const before = seen.get(domain);
    seen.set(domain, name);
    if (before === undefined) return [];
    return [fault(["domains", name], `It is the same domain as "${shown(before)}".`, "Keep one of them.")];
  });
}

/** 127.0.0.0/8, ::1 and localhost: what goes there does not leave the machine. */
function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return name === "localhost" || name === "::1" || (isIP(name) === 4 && name.startsWith("127."));
}

function at(domain: string): string {
  return `somebody@${domain}`;
}

function written(address: string): string {
  const read = readAddress(address);
  return "address" in read ? read.address : address;
}

function shown(words: string): string {
  return words.replace(/[\p{Cc}\p{Cf}]/gu, "?").slice(0, 80);
}
