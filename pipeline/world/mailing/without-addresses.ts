/** Whatever stands around an @: `<jane@example.com>`, `jane=example.com@relay.example.net`. */
const ADDRESS = /[^\s<>()[\]",;:]+@[^\s<>()[\]",;:]+/g;
/** Control characters, line ends, and what turns letters around. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const MOST_LETTERS = 300;

/**
 * Words of a relay or a person as the ledger keeps them: one line, at most 300 letters, each address as `<address>`: who is removed from the
 * list must not stand in old replies.
 */
export function withoutAddresses(text: string): string {
  const line = text.replace(UNSEEN, " ").trim();
  const bare = line.includes("@")
    ? line.replace(ADDRESS, "address").replaceAll("<address>", "address")
    : line;
  return bare.length > MOST_LETTERS ? `${bare.slice(0, MOST_LETTERS - 1)}…` : bare;
}
