import { describe, expect, it } from "vitest";
import { readMailbox, readName } from "../../pipeline/post/reader-name.ts";

describe("a reader's name", () => {
  it.each([
    ["  Ada \u00a0 Byron ", "Ada Byron"],
    ["Zoe\u0308", "Zo\u00eb"],
    ["", null],
    ["   ", null],
    ["\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"],
    ["x".repeat(100), "x".repeat(100)],
    ["\u{1d400}".repeat(100), "\u{1d400}".repeat(100)],
  ])("%j is kept as %j", (given, name) => expect(readName(given)).toEqual({ name }));

  it.each([
    "Ada\nByron",
    "Ada\u0000",
    "Ada\u202eByron",
    "Ada\u2028B",
    "\u200dAda",
    "Ada\u200b",
    "A\u001b[31m",
    "\ud800",
  ])("%j holds what cannot be seen", (given) =>
    expect(readName(given)).toEqual({ wrong: "The name holds line ends or characters that cannot be seen." }),
  );

  it.each([101, 1000, 1_000_000])("of %i letters is too long", (letters) =>
    expect(readName("x".repeat(letters))).toEqual({ wrong: `The name has ${letters} letters; 100 at most.` }),
  );
});

describe("a mailbox", () => {
  it.each([
    ["ada@example.com", { address: "ada@example.com", name: null }],
    ["Ada Byron <ada@Example.com>", { address: "ada@example.com", name: "Ada Byron" }],
    ['"Byron, \\"Ada\\"" <ada@example.com>', { address: "ada@example.com", name: 'Byron, "Ada"' }],
    ["<ada@example.com>", { address: "ada@example.com", name: null }],
    [
      "Ada <eve@example.org> <ada@example.com>",
      { address: "ada@example.com", name: "Ada <eve@example.org>" },
    ],
  ])("%s is read", (given, mailbox) => expect(readMailbox(given)).toEqual(mailbox));

  it.each([
    "Ada <ada@example.com",
    "Ada <>",
    "Ada\r\nBcc: <ada@example.com>",
    "Ada <ada@example.com>, Eve <e@e.com>x",
  ])("%j is refused", (given) =>
    expect(readMailbox(given)).toEqual({ wrong: expect.stringMatching(/^The .*\.$/) }),
  );
});
