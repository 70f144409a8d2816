import { describe, expect, it } from "vitest";
import type { ChartSpec } from "../../pipeline/model/chart.ts";
import { keepBuild } from "../../pipeline/rebuild/keep.ts";
import { changedInputs, hashOf, readRecord } from "../../pipeline/rebuild/record.ts";
import { recordingFiles } from "../../pipeline/rebuild/recording-files.ts";
import { type Makers, remembering } from "../../pipeline/rebuild/remember.ts";
import type { Files } from "../../pipeline/world/world.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Files in memory, with what was done to them in its order. */
function memory(start: Readonly<Record<string, string>> = {}): {
  files: Files;
  held: Map<string, Uint8Array>;
  done: string[];
} {
  const held = new Map<string, Uint8Array>(Object.entries(start).map(([path, text]) => [path, bytes(text)]));
  const done: string[] = [];
  const files: Files = {
    read: async (path) => held.get(path) ?? null,
    list: async (folder) =>
      [...held.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1)),
    async write(folder, set) {
      done.push(`write ${Object.keys(set).join(" ")}`);
      for (const [name, content] of Object.entries(set)) held.set(`${folder}/${name}`, content);
    },
    async remove(paths) {
      done.push(`remove ${paths.join(" ")}`);
      for (const path of paths) held.delete(path);
    },
  };
  return { files, held, done };
}

const made = { request: "asked", inputs: {}, made: {}, generation: null };

describe("the record of a build", () => {
  it("names files from the project's folder, those outside by their full path, and leaves out what was built", async () => {
    const { files } = memory({ "/desk/content/a": "1", "/data/b": "2", "/desk/out/d/c": "3" });
    const recording = recordingFiles(files, "/desk");
    for (const path of ["/desk/content/a", "/data/b", "/desk/out/d/c", "/desk/none"])
      await recording.files.read(path);
    await recording.files.list("/desk/content");
    expect(recording.inputs()).toEqual({
      "/data/b": hashOf("2"),
      "content/": hashOf("a"),
      "content/a": hashOf("1"),
      none: null,
    });
  });

  it("sees a changed file, one that has come and one that has gone, by content alone", async () => {
    const before = memory({ "/desk/a": "1", "/desk/b": "2" });
    const recording = recordingFiles(before.files, "/desk");
    for (const path of ["/desk/a", "/desk/b", "/desk/c"]) await recording.files.read(path);
    const record = { ...made, inputs: recording.inputs(), artifacts: {} };
    expect(await changedInputs(record, "/desk", before.files)).toEqual([]);
    const after = memory({ "/elsewhere/a": "1", "/elsewhere/c": "3" });
    expect(await changedInputs(record, "/elsewhere", after.files)).toEqual(["b", "c"]);
  });

  it("is none when it is torn or of another shape", async () => {
    for (const text of ['{"request": "x"', "null", "[]", '{"request":"x"}'])
      expect(await readRecord("/out", memory({ "/out/build.json": text }).files)).toBeNull();
  });
});

describe("keeping a build", () => {
  it("puts the record last", async () => {
    const { files, done } = memory();
    await keepBuild(
      { "issue.md": bytes("1"), "issue.pdf": bytes("2") },
      made,
      { folder: "/out", record: null },
      files,
    );
    expect(done).toEqual(["write issue.md issue.pdf build.json"]);
  });

  it("takes away forms that were not made, after the new files and before the record", async () => {
    const { files, done, held } = memory();
    await keepBuild(
      { "issue.md": bytes("1"), "issue.pdf": bytes("2") },
      made,
      { folder: "/out", record: null },
      files,
    );
    held.set("/out/mine.txt", bytes("kept"));
    const record = await readRecord("/out", files);
    await keepBuild({ "issue.md": bytes("3") }, made, { folder: "/out", record }, files);
    expect(done.slice(1)).toEqual(["write issue.md", "remove /out/issue.pdf", "write build.json"]);
    expect([...held.keys()].sort()).toEqual(["/out/build.json", "/out/issue.md", "/out/mine.txt"]);
  });
});

describe("drawings of an earlier build", () => {
  const spec = { kind: "spark", id: "a" } as unknown as ChartSpec;
  const drawn: string[] = [];
  const makers: Makers = {
    charts: {
      warm: () => undefined,
      svg: async ({ id }) => `<svg>${id}${drawn.push(id)}</svg>`,
      png: async () => bytes("png"),
    },
    printer: { warm: () => undefined, print: async () => bytes("pdf") },
  };
  const build = async (files: Files, version: string) => {
    const record = await readRecord("/out", files);
    const { charts, made: keys } = remembering(makers, { record, folder: "/out", files, version });
    const svg = await charts.svg(spec);
    await keepBuild({ "a.svg": bytes(svg) }, { ...made, made: keys }, { folder: "/out", record }, files);
    return svg;
  };

  it("are taken as they are, and drawn again by another program or when somebody has changed them", async () => {
    const { files, held } = memory();
    const first = await build(files, "1");
    expect(await build(files, "1")).toBe(first);
    expect(drawn).toHaveLength(1);
    const second = await build(files, "2");
    expect(second).not.toBe(first);
    held.set("/out/a.svg", bytes("<svg>forged</svg>"));
    expect(await build(files, "2")).not.toContain("forged");
    expect(drawn).toHaveLength(3);
  });
});
