import { createPrivateKey, type KeyObject } from "node:crypto";
import { PipelineError } from "../../errors.ts";

/** RFC 8301: receivers take no signature of a shorter one. */
const LEAST_BITS = 1024;
const PLACE = "TRACKER_DKIM_KEY";

/**
 * The key that letters are signed with: RSA, or Ed25519 (RFC 8463). Nothing of it stands in a fault.
 *
 * @throws PipelineError secret-missing, where there is none that letters can be signed with
 */
export function dkimKeyOf(pem: string | null): KeyObject {
  if (pem === null || pem.trim() === "")
    throw unfit("content/delivery.yaml names dkim, and there is no key for it.");
  const key = parsed(pem);
  const kind = key.asymmetricKeyType;
  if (kind === "ed25519") return key;
  if (kind !== "rsa") throw unfit(`A key of the kind ${kind} signs no mail: RSA or Ed25519 do.`);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < LEAST_BITS)
    throw unfit(
      `The RSA key has ${bits} bits; receivers take ${LEAST_BITS} at the least, and 2048 is usual.`,
    );
  return key;
}

function parsed(pem: string): KeyObject {
  if (/-----BEGIN [A-Z ]*PUBLIC KEY-----/.test(pem) && !/PRIVATE KEY-----/.test(pem))
    throw unfit("It holds the public key; the private one signs.");
  if (/ENCRYPTED/.test(pem)) throw unfit("The key is locked by a password.");
  try {
    return createPrivateKey(pem);
  } catch {
    throw unfit("It holds no private key in PEM.");
  }
}

function unfit(message: string): PipelineError {
  const remedy = `Put a PEM private key into ${PLACE}, or its file's path into ${PLACE}_FILE: openssl genrsa 2048 makes one. Or write dkim: null.`;
  return new PipelineError({ code: "secret-missing", place: PLACE, message, remedy });
}
