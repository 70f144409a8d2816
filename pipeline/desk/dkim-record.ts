import { createPublicKey } from "node:crypto";
import type { DeliverySettings } from "../model/delivery-settings.ts";

/** A string of a TXT record holds no more (RFC 1035, 3.3.14). */
const STRING = 255;

/**
 * The DNS record by which receivers check signatures, as a line of a zone file: the public half of the key (RFC 6376, 3.6.1; RFC 8463, 4).
 *
 * @param pem the private key, which has passed `dkimKeyOf`
 */
export function dkimRecord(
  { domain, selector }: NonNullable<DeliverySettings["dkim"]>,
  pem: string,
): { readonly record: string; readonly bits: number | null } {
  const key = createPublicKey(pem);
  const isEd = key.asymmetricKeyType === "ed25519";
  const spki = key.export({ type: "spki", format: "der" });
  // Of Ed25519 the bare 32 bytes, which end the structure.
  const shown = isEd ? spki.subarray(-32) : spki;
  const words = `v=DKIM1; k=${isEd ? "ed25519" : "rsa"}; p=${shown.toString("base64")}`;
  const strings = words.match(new RegExp(`.{1,${STRING}}`, "g")) ?? [];
  const record = `${selector}._domainkey.${domain}. TXT ${strings.map((text) => `"${text}"`).join(" ")}`;
  return { record, bits: isEd ? null : (key.asymmetricKeyDetails?.modulusLength ?? null) };
}
