import { expect, test } from "vitest";
import { messageIdOf } from "../../pipeline/post/message-id.ts";

test("a letter's name is its own for each reader and version, says the version, and not who the reader is", () => {
  const made = messageIdOf("2025-11-05/free/1", "abcdefghijklmnop", "news.example.com");
  expect(made).toMatch(/^<2025-11-05\.free\.1\.[\w-]{24}@news\.example\.com>$/);
  expect(made).not.toContain("abcdefghijklmnop");
  expect(messageIdOf("2025-11-05/free/1", "abcdefghijklmnop", "news.example.com")).toBe(made);
  const others = [
    messageIdOf("2025-11-05/free/2", "abcdefghijklmnop", "news.example.com"),
    messageIdOf("2025-11-05/paid/1", "abcdefghijklmnop", "news.example.com"),
    messageIdOf("2025-11-05/free/1", "abcdefghijklmnoq", "news.example.com"),
  ];
  expect(new Set([made, ...others]).size).toBe(4);
});
