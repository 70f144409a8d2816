import { readFileSync } from "node:fs";
import { feedFormat } from "../../../../pipeline/collect/sources/feed.ts";
import type { Page, Reading } from "../../../../pipeline/collect/wire-format.ts";
import type { FeedPlan } from "../../../../pipeline/model/edition.ts";

export const plan: FeedPlan = {
  name: "Northern Post",
  url: "https://north.example/feed.xml",
  maxAgeDays: 5,
  rights: "headline and link only",
  minItems: 1,
};

/** A body as it comes, half past ten in the evening of 5 November 2025, UTC. */
export function readBody(body: string | Uint8Array, rest: Partial<FeedPlan & Page> = {}): Reading {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const format = feedFormat("north", { ...plan, ...rest });
  const page = { url: plan.url, type: "text/xml", charset: null, at: "2025-11-05T22:30:00Z", ...rest, bytes };
  return format.read([page], format.errands([], { date: "2025-11-05", from: "2025-01-01" })[0]!);
}

export function readFixture(name: string, rest: Partial<FeedPlan & Page> = {}): Reading {
  return readBody(fixture(name), rest);
}

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../../../fixtures/feeds/${name}`, import.meta.url)));
}

/** The headlines of a body that can be read. */
export function linesOf(reading: Reading) {
  if (reading.verdict !== "ok") throw new Error(`${reading.verdict}: ${reading.reason}`);
  return reading.headlines;
}

/** An RSS feed of items, each of them whole but for what is said. */
export function rssOf(...items: readonly string[]): string {
  return `<rss version="2.0"><channel><title>T</title>${items.map((item) => `<item>${item}</item>`).join("")}</channel></rss>`;
}

export const DATED = "<pubDate>Wed, 05 Nov 2025 18:00:00 GMT</pubDate>";
