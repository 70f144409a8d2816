import { describe, expect, it } from "vitest";
import { readReply, secretsOf } from "../../../pipeline/world/relays/reply.ts";

describe("a relay's reply", () => {
  it.each([
    ["250 2.0.0 Ok: queued as 4XyZ", { code: 250, enhanced: "2.0.0", text: "Ok: queued as 4XyZ" }],
    ["550 No such user", { code: 550, enhanced: null, text: "No such user" }],
    ["550-5.1.1 No such\n550 5.1.1 user here", { code: 550, enhanced: "5.1.1", text: "No such user here" }],
    ["250", { code: 250, enhanced: null, text: "" }],
    ["550 4.2.1 Of two minds", { code: 550, enhanced: null, text: "4.2.1 Of two minds" }],
  ])("%j is read", (raw, reply) => {
    expect(readReply(raw)).toEqual(reply);
  });

  it.each(["", "hello", "25", "999 x", "2500 x", "HTTP/1.1 200 OK"])("%j is none", (raw) => {
    expect(readReply(raw)).toBeNull();
  });

  it("becomes one short line without controls, escapes and letters that turn its direction", () => {
    const raw = `550 5.7.1 a\u001b[31mb\u202ec\u0000\td\u2028e ${"z".repeat(9_000)}`;
    const { text } = readReply(raw)!;
    expect(text.startsWith("a [31mb c d e zzz")).toBe(true);
    expect([...text]).toHaveLength(300);
  });

  it("does not repeat a password in any form in which it crossed the line", () => {
    const secrets = secretsOf({ user: "ada", password: "pa ss" });
    const plain = Buffer.from("\0ada\0pa ss").toString("base64");
    const login = Buffer.from("pa ss").toString("base64");
    expect(readReply(`535 5.7.8 ${plain} ${login} pa ss`, secrets)!.text).toBe("… … …");
  });
});
