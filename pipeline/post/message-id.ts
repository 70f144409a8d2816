import { createHash } from "node:crypto";

/** The same for the same version and reader whenever and however often it is made, so that programs know a copy as one. With angle brackets. */
export function messageIdOf(version: string, recipient: string, domain: string): string {
  const word = createHash("sha256").update(`${version}\n${recipient}`).digest("base64url").slice(0, 24);
  return `<${version.replaceAll("/", ".")}.${word}@${domain}>`;
}
