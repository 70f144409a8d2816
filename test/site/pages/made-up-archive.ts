import { createHash } from "node:crypto";
import type { Correction, Version } from "../../../pipeline/model/delivery.ts";
import type { Tier } from "../../../pipeline/model/subscriber.ts";
import { type Archive, openArchive } from "../../../pipeline/site/pages/archive.ts";
import type { ArchiveHouse } from "../../../pipeline/site/pages/archive-house.ts";
import type { SiteReply } from "../../../pipeline/site/pages/made.ts";
import type { ShelfWorld } from "../../../pipeline/site/pages/shelf.ts";
import { dress, pixel } from "../../support/rendering.ts";
import { shippedTemplates } from "../../support/shipped-templates.ts";

export const LINK_KEY = "a key of links that nobody knows, long enough";
export const NOW = "2025-11-20T12:00:00.000Z";

/** The site as the product ships it. */
export function houseOf(more: Partial<ArchiveHouse> = {}): ArchiveHouse {
  return {
    site: "https://tracker.example.com",
    publication: "Macro Regime Tracker",
    desk: "tracker@example.com",
    paidArchive: "signed",
    linkKey: LINK_KEY,
    titles: { "ig-spread": "Investment-grade spread" },
    templates: shippedTemplates,
    assets: dress.assets,
    fonts: dress.fonts,
    kind: "served",
    ...more,
  };
}

export interface MadeUpVersion {
  readonly date: string;
  readonly edition?: Tier;
  readonly title?: string;
  readonly markdown?: string;
  readonly forms?: Readonly<Record<string, string | Uint8Array>>;
  readonly correction?: Partial<Correction>;
  /** When it went out; left out, 21:30 of its day. */
  readonly at?: string;
}

export interface MadeUpShelf extends ShelfWorld {
  readonly deliveries: ShelfWorld["deliveries"] & { reads: number; listings: number };
  readonly clock: { now: string };
  /** Keeps a version with its bytes, as `send` does. */
  add(version: MadeUpVersion): Version;
}

/** Versions and their bytes in memory. */
export function shelfInMemory(...given: readonly MadeUpVersion[]): MadeUpShelf {
  const versions: Version[] = [];
  const files = new Map<string, Uint8Array>();
  const clock = { now: NOW };
  const add = (one: MadeUpVersion) => {
    const { date, edition = "free", title = `Spreads widen on ${date}` } = one;
    const markdown = one.markdown ?? issueText(title);
    const forms = {
      "issue.md": markdown,
      "issue.html": `<!doctype html><html lang="en"><head><title>${date}</title><style>p{color:red}</style></head><body><main><h1>${date} ${edition}</h1></main></body></html>`,
      "issue.pdf": `%PDF ${date} ${edition}`,
      "email.html": "<p>mail</p>",
      "charts/ig-spread-history.png": pixel,
      ...one.forms,
    };
    const before = versions.filter((other) => other.date === date && other.edition === edition);
    const hashes = Object.entries(forms).map(([name, bytes]) => {
      const kept = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
      const hash = createHash("sha256").update(kept).digest("hex");
      files.set(hash, kept);
      return [name, hash] as const;
    });
    const number = before.length + 1;
    const version: Version = {
      id: `${date}/${edition}/${number}`,
      ...{ date, edition, number },
      bound: { edition, subject: title, recipients: `tier = ${edition}`, forms: Object.fromEntries(hashes) },
      products: {},
      approvedBy: [{ name: "Ada", at: `${date}T21:00:00.000Z` }],
      frozenAt: one.at ?? `${date}T21:30:00.000Z`,
      correction: one.correction
        ? {
            replaces: before.at(-1)?.id ?? "",
            cause: "our mistake",
            note: "The spread was misprinted.",
            changes: [{ id: "ig-spread.level", was: "83 bp", is: "81 bp" }],
            ...one.correction,
          }
        : null,
    };
    versions.push(version);
    return version;
  };
  for (const one of given) add(one);
  const deliveries = {
    reads: 0,
    listings: 0,
    versionCount: async () => versions.length,
    async versions({ date, edition }: { date?: string; edition?: Tier }) {
      if (date === undefined) deliveries.listings += 1;
      return versions
        .filter((one) => (date ?? one.date) === one.date && (edition ?? one.edition) === one.edition)
        .sort((one, other) => (one.id < other.id ? -1 : 1));
    },
    async file(sha256: string) {
      deliveries.reads += 1;
      return files.get(sha256) ?? null;
    },
  };
  return { deliveries, clock, now: () => clock.now, add };
}

/** A short issue.md as `fill` writes it. */
export function issueText(title: string, more = ""): string {
  return `---
title: ${JSON.stringify(title)}
date: 2025-11-05
edition: free
---

# ${title}

Health care leads, and credit holds at 81 bp.

## Main developments in macro

### Tariffs lead the day's lines

- [PRESIDENT: TARIFF ON TRUCKS](<https://example.com/a/1>) · *world desk*

## Investment-grade spread

### Spreads sit 28.3 bp inside their five-year mean

*ICE BofA US Corporate OAS, basis points*

![ICE BofA US Corporate OAS over five years.](charts/ig-spread-history.png)

| | bp |
|---|---:|
| Level | 81 |
${more}`;
}

/** Pages of an archive by their paths. */
export function archiveOf(shelf: ShelfWorld, more: Partial<ArchiveHouse> = {}) {
  const archive: Archive = openArchive(houseOf(more), shelf);
  const get = (target: string, headers: Readonly<Record<string, string>> = {}, method = "GET") => {
    const [path = "", query = ""] = target.split("?", 2);
    return archive.reply({ method, path, query, headers });
  };
  const page = async (target: string) => {
    const reply = await get(target);
    if (!reply) throw new Error(`nothing stands at ${target}`);
    return textOf(reply);
  };
  return { archive, get, page };
}

export function textOf({ body }: Pick<SiteReply, "body">): string {
  return new TextDecoder().decode(body);
}
