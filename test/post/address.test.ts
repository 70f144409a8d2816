import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressKey, domainOf, readAddress } from "../../pipeline/post/address.ts";

describe("an address", () => {
  it.each([
    ["ada@example.com", "ada@example.com"],
    ["  Ada.Byron+news@Example.COM \n", "Ada.Byron+news@example.com"],
    ["o'brien@example.co.uk", "o'brien@example.co.uk"],
    ["-a=b@example.com", "-a=b@example.com"],
    ["ada@münchen.example", "ada@xn--mnchen-3ya.example"],
    ["ada@xn--mnchen-3ya.example", "ada@xn--mnchen-3ya.example"],
    ["ada@例え.テスト", "ada@xn--r8jz45g.xn--zckzah"],
    ["ada@ｅｘａｍｐｌｅ。com", "ada@example.com"],
    [`${"a".repeat(64)}@example.com`, `${"a".repeat(64)}@example.com`],
  ])("%j is written to as %s", (given, address) => expect(readAddress(given)).toEqual({ address }));

  const NOT_SENT = "The part before @ is none that mail can be sent to.";
  const NO_DOMAIN = "The part after @ is no domain.";
  const UNSEEN = "The address holds spaces or characters that cannot be seen.";
  it.each([
    ["", "The address is empty."],
    ["ada", "The address holds no @; one is expected."],
    ["ada@example.com@example.org", "The address holds 2 times @; one is expected."],
    ["ada@example.com\r\nBcc: eve@example.org", UNSEEN],
    ["ada@example.com\r\nRCPT TO:<eve>", UNSEEN],
    ["ada byron@example.com", UNSEEN],
    ["ada\u0000@example.com", UNSEEN],
    ["ada\u202e@example.com", UNSEEN],
    ["ada@exa\u00admple.com", UNSEEN],
    ['"ada"@example.com', "The part before @ is in quotes, which is not taken."],
    ["ada\\@example.com", "The part before @ is in quotes, which is not taken."],
    [
      "jürgen@example.com",
      "The part before @ holds letters outside ASCII, which many mail servers do not take.",
    ],
    [
      "a\ud800@example.com",
      "The part before @ holds letters outside ASCII, which many mail servers do not take.",
    ],
    [".ada@example.com", NOT_SENT],
    ["ada.@example.com", NOT_SENT],
    ["a..da@example.com", NOT_SENT],
    ["<ada@example.com>", NOT_SENT],
    ["@example.com", NOT_SENT],
    ["ada@", NO_DOMAIN],
    ["ada@example", NO_DOMAIN],
    ["ada@example.com.", "The address ends in a dot."],
    ["ada@.example.com", NO_DOMAIN],
    ["ada@-example.com", NO_DOMAIN],
    ["ada@example-.com", NO_DOMAIN],
    ["ada@exa_mple.com", NO_DOMAIN],
    ["ada@example.123", NO_DOMAIN],
    ["ada@xn--zzzzzzzz9.com", NO_DOMAIN],
    ["ada@\ud800.com", NO_DOMAIN],
    [`ada@${"a".repeat(64)}.com`, NO_DOMAIN],
    ["ada@[192.0.2.1]", "The part after @ is the number of a machine; a domain is expected."],
    ["ada@192.0.2.1", "The part after @ is the number of a machine; a domain is expected."],
    ["ada@0xC0.0x2", NO_DOMAIN],
    [`${"a".repeat(65)}@example.com`, "The part before @ has 65 letters; 64 at most."],
    [`${"a".repeat(988)}@example.com`, "The address has 1000 letters; 254 at most."],
    [
      `a@${"ü".repeat(50)}.${"ü".repeat(50)}.${"ü".repeat(50)}.${"ü".repeat(50)}.${"ü".repeat(30)}.com`,
      expect.any(String),
    ],
  ])("%j is refused with a sentence", (given, wrong) => expect(readAddress(given)).toEqual({ wrong }));

  // Node's conversion alone would make example.com, a.com and a domain of somebody else of these.
  it.each(["a@ex%61mple.com", "a@a.com/evil", "a@a.com#x", "a@a.com?x", "a@a.com:25", "a@a.com\\x"])(
    "%j is not taken for what stands before its sign",
    (given) => expect(readAddress(given)).toEqual({ wrong: NO_DOMAIN }),
  );

  it("that is taken is ASCII without anything that a header, a command or a page could take for more", () => {
    const signs = fc.constantFrom(
      "a",
      "B",
      ".",
      "-",
      "@",
      "ü",
      "%",
      "/",
      "\r",
      "\n",
      "<",
      ">",
      '"',
      " ",
      "\u2028",
      "。",
    );
    const words = fc.oneof(
      fc.string(),
      fc.array(signs, { maxLength: 20 }).map((all) => `a@${all.join("")}`),
    );
    fc.assert(
      fc.property(words, (given) => {
        const read = readAddress(given);
        if ("wrong" in read) {
          expect(read.wrong).toMatch(/^The .*\.$/);
          return;
        }
        expect(read.address).toMatch(/^[!#-'*+\-/-9=?A-Z^-~.]+@[a-z0-9.-]+$/);
        expect(readAddress(read.address)).toEqual(read);
      }),
      { numRuns: 500 },
    );
  });

  it("is one mailbox however its letters are cased, and has its domain", () => {
    expect(addressKey("Ada@example.com")).toBe(addressKey("aDA@EXAMPLE.com"));
    expect(domainOf("ada@Example.com")).toBe("example.com");
  });
});
