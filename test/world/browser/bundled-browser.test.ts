import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { pack } from "tar-fs";
import { beforeAll, describe, expect, it } from "vitest";
import {
  bundledEnvironment,
  type PackedBrowser,
  packedBrowser,
  unpackBrowser,
} from "../../../pipeline/world/browser/bundled-browser.ts";
import { thisMachine } from "../../../pipeline/world/browser/machine.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const compress = (bytes: Buffer) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
const program = Buffer.alloc(30_000_000, "a browser, large enough to be caught in the middle ");

const tarOf = async (files: Readonly<Record<string, string>>) => {
  const base = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(base, name, ".."), { recursive: true });
    writeFileSync(join(base, name), text);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of pack(base)) chunks.push(chunk);
  return compress(Buffer.concat(chunks));
};

/** A package of the same form as @sparticuz/chromium. */
async function packedIn(base: string): Promise<PackedBrowser> {
  writeFileSync(join(base, "chromium.br"), compress(program));
  writeFileSync(
    join(base, "fonts.tar.br"),
    await tarOf({ "fonts.conf": "<dir>/var/task</dir>", "fonts/A.ttf": "A" }),
  );
  writeFileSync(join(base, "al2023.tar.br"), await tarOf({ "lib/libnss3.so": "nss" }));
  return { folder: base, version: "153.0.0" };
}

let packed: PackedBrowser;
beforeAll(async () => {
  packed = await packedIn(temporaryFolder());
});

describe("the unpacked browser", () => {
  it("is a program with fonts, libraries and settings that point to them", async () => {
    const cache = temporaryFolder();
    const place = await unpackBrowser(packed, cache);
    expect(place).toBe(join(cache, "chromium-153.0.0"));
    expect(readFileSync(join(place, "chromium")).equals(program)).toBe(true);
    expect(statSync(join(place, "chromium")).mode & 0o111).toBe(0o111);
    expect(readFileSync(join(place, "fonts.conf"), "utf8")).toContain(`<dir>${place}/fonts</dir>`);
    expect(existsSync(join(place, "fonts/A.ttf")) && existsSync(join(place, "lib/libnss3.so"))).toBe(true);
    expect(readdirSync(cache)).toEqual(["chromium-153.0.0"]);
  });

  it("is unpacked once, and anew for a new version", async () => {
    const cache = temporaryFolder();
    const place = await unpackBrowser(packed, cache);
    const { mtimeMs } = statSync(join(place, "chromium"));
    await unpackBrowser(packed, cache);
    expect(statSync(join(place, "chromium")).mtimeMs).toBe(mtimeMs);
    expect(await unpackBrowser({ ...packed, version: "154.0.0" }, cache)).toBe(
      join(cache, "chromium-154.0.0"),
    );
  });

  it("is one and whole when two unpack it at once, and stays where the first has put it", async () => {
    const cache = temporaryFolder();
    const files: number[] = [];
    const unpacking = [1, 2, 3].map(async () => {
      const place = await unpackBrowser(packed, cache);
      files.push(statSync(join(place, "chromium")).ino);
    });
    await Promise.all(unpacking);
    expect(new Set(files).size).toBe(1);
    expect(statSync(join(cache, "chromium-153.0.0/chromium"))).toMatchObject({
      size: program.length,
      ino: files[0],
    });
    expect(readdirSync(cache)).toEqual(["chromium-153.0.0"]);
  });

  it("is not there at all when the program is killed in the middle, and comes whole the next time", async () => {
    const cache = temporaryFolder();
    const source = fileURLToPath(
      new URL("../../../pipeline/world/browser/bundled-browser.ts", import.meta.url),
    );
    const story = `const { unpackBrowser } = await import(${JSON.stringify(source)});
      await unpackBrowser(${JSON.stringify(packed)}, ${JSON.stringify(cache)}, { folder: () => console.log("begun"), settled() {} });`;
    const other = spawn(process.execPath, ["--input-type=module", "-e", story], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(other.stdout, "data");
    other.kill("SIGKILL");
    await once(other, "exit");
    expect(readdirSync(cache)).toEqual([expect.stringContaining("chromium-153.0.0.part-")]);
    expect(statSync(join(await unpackBrowser(packed, cache), "chromium")).size).toBe(program.length);
  });

  it("clears what was left unfinished a day ago, and nothing younger", async () => {
    const cache = temporaryFolder();
    for (const name of ["chromium-152.0.0.part-old", "chromium-152.0.0.part-new"])
      mkdirSync(join(cache, name));
    const longAgo = new Date(Date.now() - 25 * 3_600_000);
    utimesSync(join(cache, "chromium-152.0.0.part-old"), longAgo, longAgo);
    await unpackBrowser(packed, cache);
    expect(readdirSync(cache)).toEqual(["chromium-152.0.0.part-new", "chromium-153.0.0"]);
  });

  it("takes the place of a folder in which the browser is missing", async () => {
    const cache = temporaryFolder();
    mkdirSync(join(cache, "chromium-153.0.0/font-cache"), { recursive: true });
    expect(existsSync(join(await unpackBrowser(packed, cache), "chromium"))).toBe(true);
  });

  it("is asked for again, and leaves nothing, when the package is damaged", async () => {
    const cache = temporaryFolder();
    const damaged = await packedIn(temporaryFolder());
    writeFileSync(join(damaged.folder, "chromium.br"), "not brotli");
    await expect(unpackBrowser(damaged, cache)).rejects.toMatchObject({
      code: "browser-missing",
      faults: [{ remedy: "Run `npm ci` again, or set TRACKER_BROWSER to an installed Chrome or Chromium." }],
    });
    expect(readdirSync(cache)).toEqual([]);
  });
});

describe("the bundled browser's surroundings", () => {
  const machine = thisMachine({ LD_LIBRARY_PATH: "/opt/theirs" });

  it("are its own fonts and, on a machine that lacks them, its own libraries", () => {
    const environment = bundledEnvironment("/cache/chromium-153.0.0", {
      ...machine,
      root: temporaryFolder(),
    });
    expect(environment).toEqual({
      LD_LIBRARY_PATH: "/cache/chromium-153.0.0/lib:/opt/theirs",
      FONTCONFIG_PATH: "/cache/chromium-153.0.0",
      FONTCONFIG_FILE: "/cache/chromium-153.0.0/fonts.conf",
    });
  });

  it("leave the machine's libraries alone where they are complete", () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "usr/lib64"), { recursive: true });
    for (const name of ["libnss3.so", "libnssutil3.so", "libnspr4.so", "libexpat.so.1"]) {
      writeFileSync(join(root, "usr/lib64", name), "");
    }
    expect(bundledEnvironment("/cache", { ...machine, root }).LD_LIBRARY_PATH).toBe("/opt/theirs");
  });

  it("are offered only where the packed program runs", () => {
    expect(packedBrowser({ ...machine, platform: "linux", arch: "x64" })?.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(packedBrowser({ ...machine, platform: "darwin" })).toBeNull();
    expect(packedBrowser({ ...machine, platform: "linux", arch: "arm64" })).toBeNull();
  });
});
