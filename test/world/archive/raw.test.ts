import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bothEngines } from "./engines.ts";
import { headlineOf, sha256Of, toldFrom, visitOf } from "./telling-visits.ts";

const at = (hour: number) => `2025-11-05T${String(hour).padStart(2, "0")}:00:00Z`;
const refused = { verdict: "soft_error", reason: "HTML came with status 200." } as const;
const textOf = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString();

describe.each(bothEngines())("a body in %s", (name, engine) => {
  it("is kept where rows or headlines came by it, byte for byte, and not where it brought nothing new", async () => {
    const archive = (await engine()).open();
    const tellings = [toldFrom("2025-11-03", [1])];
    await archive.record(visitOf({ at: at(1), tellings, body: "rows\r\n\u{1F4C8}" }));
    await archive.record(visitOf({ at: at(2), tellings, body: "the same rows" }));
    await archive.record(
      visitOf({ at: at(3), headlines: [headlineOf({ id: "wire:1" })], body: "headlines" }),
    );
    expect(textOf(await archive.raw(sha256Of("rows\r\n\u{1F4C8}")))).toBe("rows\r\n\u{1F4C8}");
    expect(textOf(await archive.raw(sha256Of("headlines")))).toBe("headlines");
    expect(await archive.raw(sha256Of("the same rows"))).toBeNull();
    archive.close();
  });

  it("that could not be read is kept as evidence, once while the same is said of it, and not beyond 256 kB", async () => {
    const archive = (await engine()).open();
    const long = `<html>${"long ".repeat(200_000)}`;
    await archive.record(visitOf({ at: at(1), body: long, visit: refused, unreadable: true }));
    await archive.record(visitOf({ at: at(2), body: "<html>2", visit: refused, unreadable: true }));
    const other = { ...refused, reason: "Another page came." };
    await archive.record(visitOf({ at: at(3), body: "<html>3", visit: other, unreadable: true }));
    expect(textOf(await archive.raw(sha256Of(long)))).toBe(long.slice(0, 256 * 1024));
    expect(await archive.raw(sha256Of("<html>2"))).toBeNull();
    expect(textOf(await archive.raw(sha256Of("<html>3")))).toBe("<html>3");
    expect(await archive.verify()).toEqual([]);
    archive.close();
  });

  it("is kept whole as soon as a reader finds rows in what was evidence before", async () => {
    const archive = (await engine()).open();
    const body = "row ".repeat(100_000);
    await archive.record(visitOf({ at: at(1), body, visit: refused, unreadable: true }));
    await archive.record(visitOf({ at: at(2), body, tellings: [toldFrom("2025-11-03", [1])] }));
    expect(textOf(await archive.raw(sha256Of(body)))).toBe(body);
    expect(await archive.verify()).toEqual([]);
    archive.close();
  });

  it("is not given out once it is no longer what came", async () => {
    const place = await engine();
    const archive = place.open();
    const body = randomBytes(500).toString("hex");
    await archive.record(visitOf({ at: at(1), body, tellings: [toldFrom("2025-11-03", [1])] }));
    const zipped = Buffer.from((await place.sql("SELECT bytes FROM raw"))[0]!.bytes as Uint8Array);
    zipped[zipped.length >> 1]! ^= 4;
    const [begin, end] = name === "SQLite" ? ["x'", "'"] : ["'\\x", "'::bytea"];
    await place.sql(`UPDATE raw SET bytes = ${begin}${zipped.toString("hex")}${end}`);
    await expect(archive.raw(sha256Of(body))).rejects.toMatchObject({ code: "archive-damaged" });
    expect((await archive.verify()).map(({ place }) => place)).toEqual(["raw 1"]);
    await place.sql("DELETE FROM raw");
    expect((await archive.verify())[0]!.message).toMatch(/Its body [0-9a-f]{64} is not there/);
    archive.close();
  });
});
