import { addressKey } from "../../post/address.ts";

/** Mails in any hour that strangers may have us write. */
export interface MailRates {
  readonly toOneAddress: number;
  readonly fromOneNetwork: number;
  readonly inAll: number;
}

export const MAIL_RATES: MailRates = { toOneAddress: 3, fromOneNetwork: 20, inAll: 1000 };
const HOUR_MS = 3_600_000;

/** `too many`: of this network, or of all; `enough`: this address has got its share, which nobody needs to know. */
export type MailVerdict = "write" | "enough" | "too many";

export interface MailLimits {
  /** Whether a mail may be written now; counts it if so. */
  take(asking: { readonly address: string; readonly network: string }): MailVerdict;
}

/**
 * Keeps others from being bombed through us. What is remembered is bounded by `inAll`: nothing needs to be forgotten early, so nobody can
 * make it forget.
 */
export function openMailLimits(rates: MailRates, ticks: () => number): MailLimits {
  let written: { readonly at: number; readonly mailbox: string; readonly network: string }[] = [];
  return {
    take({ address, network }) {
      const at = ticks();
      const mailbox = mailboxOf(address);
      written = written.filter((one) => one.at > at - HOUR_MS);
      if (written.length >= rates.inAll) return "too many";
      if (written.filter((one) => one.network === network).length >= rates.fromOneNetwork) return "too many";
      if (written.filter((one) => one.mailbox === mailbox).length >= rates.toOneAddress) return "enough";
      written.push({ at, mailbox, network });
      return "write";
    },
  };
}

/** Addresses that many providers lay into one mailbox count as one: `a.da+news@` and `ada@`. */
function mailboxOf(address: string): string {
  const key = addressKey(address);
  const at = key.lastIndexOf("@");
  const local = key
    .slice(0, at)
    .replace(/(?<=.)\+.*$/, "")
    .replaceAll(".", "");
  return local + key.slice(at);
}
