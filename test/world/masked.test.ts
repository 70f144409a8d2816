import { describe, expect, it } from "vitest";
import { masked, withoutMail } from "../../pipeline/world/masked.ts";

describe("words that are written down", () => {
  it.each([
    ["postgres://desk:s3cret@db.example:5432/tracker", "postgres://***@db.example:5432/tracker"],
    ["postgresql://desk@db/tracker is away", "postgresql://***@db/tracker is away"],
    ["at postgres://desk:a@b:c@db/x, twice", "at postgres://***@db/x, twice"],
    ["postgres://desk:a/b@db/x", "postgres://***@db/x"],
    ["smtp://user:p%40ss@relay:587.", "smtp://***@relay:587."],
    ['{"password":"s3\\"cret","host":"db"}', '{"password":"***","host":"db"}'],
    ['{"msg":"got {\\"smtp_password\\":\\"s3cret\\"}"}', '{"msg":"got {\\"smtp_password\\":\\"***\\"}"}'],
    ['{"msg":"{\\"token\\":\\"a\\\\\\"b\\"}"}', '{"msg":"{\\"token\\":\\"***\\"}"}'],
    ['{"apiKey":"k","api_key": "k"}', '{"apiKey":"***","api_key": "***"}'],
    ["https://x.example/?api_key=s3cret&from=1", "https://x.example/?api_key=***&from=1"],
    ["PGPASSWORD=s3cret psql", "PGPASSWORD=*** psql"],
  ])("show no password or key: %s", (words, shown) => {
    expect(masked(words)).toBe(shown);
  });

  it.each([
    "https://example.com/a@b/c?x=1",
    "Write to desk@example.com.",
    '{"level":"info","msg":"The password is wrong."}',
    "127.0.0.1:5432/x: The database does not answer.",
  ])("stay as they are where there is none: %s", (words) => {
    expect(masked(words)).toBe(words);
  });
});

describe("addresses of mail", () => {
  it.each([
    ["to <jane@example.com>, twice", "to <address>, twice"],
    ["jane=example.com@relay.example.net: 550", "address: 550"],
    ["list?to=jane%40example.com", "address"],
    ['{\\"to\\":\\"jane@example.com\\"}', '{\\"to\\":\\"address\\"}'],
    ["postgres://***@db.example:5432/tracker", "postgres://***@db.example:5432/tracker"],
    ["nobody stands here, @ alone neither", "nobody stands here, @ alone neither"],
  ])("%s", (words, bare) => {
    expect(withoutMail(words)).toBe(bare);
  });

  it("are found in a time that grows with the line", () => {
    const begun = performance.now();
    withoutMail(`${"a".repeat(500_000)} ${"a@".repeat(200_000)} ${"%40".repeat(100_000)}`);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
