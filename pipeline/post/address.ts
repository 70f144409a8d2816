import { domainToASCII } from "node:url";

const MOST_LETTERS = 254;
const MOST_LOCAL = 64;
/** RFC 5322 dot-atom; quoted local parts are refused: no mailbox in use has one, and they carry spaces and line ends. */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(xn--[a-z0-9-]{1,59}|[a-z]{2,63})$/;

/**
 * An address as it is kept and written to: the local part as given, the domain in lower case and ASCII.
 *
 * @returns the address, or what is wrong with it as a full sentence
 */
export function readAddress(given: string): { readonly address: string } | { readonly wrong: string } {
  const text = given.trim();
  if (/[\p{Cc}\p{Cf}\s]/u.test(text))
    return { wrong: "The address holds spaces or characters that cannot be seen." };
  if (text.length > MOST_LETTERS)
    return { wrong: `The address has ${text.length} letters; ${MOST_LETTERS} at most.` };
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  if (at < 1 || !LOCAL.test(local) || local.length > MOST_LOCAL)
    return { wrong: "The part before @ is none that mail can be sent to." };
  const domain = domainToASCII(text.slice(at + 1)).toLowerCase();
  if (!DOMAIN.test(domain)) return { wrong: "The part after @ is no domain." };
  return { address: `${local}@${domain}` };
}

/** Equal for what is one mailbox: no mail provider in use tells letters by case. */
export function addressKey(address: string): string {
  return address.toLowerCase();
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
