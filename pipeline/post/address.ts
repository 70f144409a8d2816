import { domainToASCII, domainToUnicode } from "node:url";

/** RFC 5321: a path of 256 with its brackets. */
const MOST_LETTERS = 254;
const MOST_LOCAL = 64;
/** RFC 5322 dot-atom; quoted local parts are refused: no mailbox in use has one, and they carry spaces and line ends. */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(xn--[a-z0-9-]{0,58}[a-z0-9]|[a-z]{2,63})$/;
/** Of ASCII only these: what Node's conversion finds behind a slash, a hash or a per cent sign it drops or decodes. */
const MAY_BE_DOMAIN = /^[A-Za-z0-9.\u0080-\u{10ffff}-]+$/u;

/**
 * An address as it is kept and written to: the local part as given, the domain in lower case and ASCII.
 *
 * @returns the address, or what is wrong with it as a full sentence
 */
export function readAddress(given: string): { readonly address: string } | { readonly wrong: string } {
  const text = given.trim();
  const wrong = wrongWhole(text);
  if (wrong) return { wrong };
  const at = text.lastIndexOf("@");
  const [local, said] = [text.slice(0, at), text.slice(at + 1)];
  const domain = asciiOf(said);
  const wrongPart = wrongLocal(local) ?? (domain === null ? wrongDomain(said) : null);
  if (wrongPart !== null) return { wrong: wrongPart };
  const address = `${local}@${domain}`;
  return address.length > MOST_LETTERS ? { wrong: tooLong(address.length) } : { address };
}

function wrongWhole(text: string): string | null {
  if (text === "") return "The address is empty.";
  if (text.length > MOST_LETTERS) return tooLong(text.length);
  if (/[\p{Cc}\p{Cf}\s]/u.test(text)) return "The address holds spaces or characters that cannot be seen.";
  const many = text.split("@").length - 1;
  return many === 1 ? null : `The address holds ${many === 0 ? "no @" : `${many} times @`}; one is expected.`;
}

function tooLong(letters: number): string {
  return `The address has ${letters} letters; ${MOST_LETTERS} at most.`;
}

function wrongLocal(local: string): string | null {
  if (local.length > MOST_LOCAL)
    return `The part before @ has ${local.length} letters; ${MOST_LOCAL} at most.`;
  // Only some relays take them (RFC 6531), and a list is written to through any.
  if (/[^\0-\x7f]/.test(local))
    return "The part before @ holds letters outside ASCII, which many mail servers do not take.";
  if (/["\\]/.test(local)) return "The part before @ is in quotes, which is not taken.";
  return LOCAL.test(local) ? null : "The part before @ is none that mail can be sent to.";
}

/** In lower case, punycode for letters outside ASCII; null where it is no domain. */
function asciiOf(said: string): string | null {
  if (!MAY_BE_DOMAIN.test(said)) return null;
  const domain = domainToASCII(said).toLowerCase();
  return DOMAIN.test(domain) && domain.split(".").every(isLabel) ? domain : null;
}

/** Punycode must stand for something, and be the only way in which it is written. */
function isLabel(label: string): boolean {
  if (!label.startsWith("xn--")) return true;
  const letters = domainToUnicode(label);
  return letters !== label && letters !== "" && domainToASCII(letters) === label;
}

function wrongDomain(said: string): string {
  if (/^\[.*\]$|^[\d.]+$/.test(said))
    return "The part after @ is the number of a machine; a domain is expected.";
  if (said.endsWith(".")) return "The address ends in a dot.";
  return "The part after @ is no domain.";
}

/** Equal for what is one mailbox: no mail provider in use tells letters by case. */
export function addressKey(address: string): string {
  return address.toLowerCase();
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
