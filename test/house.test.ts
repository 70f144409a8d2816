import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { allSections } from "../pipeline/sections/all.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const pipeline = join(root, "pipeline");

/** Floors from the top; an import goes down or stays in its room. */
const FLOORS: readonly (readonly string[])[] = [
  ["cli"],
  ["build", "stages", "job", "products", "rebuild", "desk", "site"],
  ["collect", "compute", "fill", "render", "deliver", "check"],
  ["sections", "world"],
  ["errors"],
  ["finance", "post", "paper"],
  ["model"],
];
/** Rooms on the builders' floor tell one story together. */
const TOGETHER = FLOORS[1]!;

/** Which rooms may open the door of a library. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  puppeteer: ["world"],
  "chartjs-node-canvas": ["world"],
  "chart.js": ["world"],
  canvas: ["world"],
  "@napi-rs/canvas": ["world"],
  "tar-fs": ["world"],
  "node:fs": ["world"],
  "node:fs/promises": ["world"],
  "node:worker_threads": ["world"],
  "node:child_process": ["world"],
  "node:sqlite": ["world"],
  pg: ["world"],
  "pg-boss": ["world"],
  pino: ["world"],
  "prom-client": ["world"],
  "node:dns/promises": ["world"],
  "node:http": ["world"],
  "pdfjs-dist": ["world"],
  diff: ["desk"],
  undici: ["world"],
  "ipaddr.js": ["world"],
  nodemailer: ["world"],
  "postal-mime": ["site", "desk"],
  "@cantoo/pdf-lib": ["deliver"],
  "@pdf-lib/fontkit": ["deliver"],
  feedsmith: ["collect", "site"],
  "csv-parse": ["collect", "desk"],
  "fast-xml-parser": ["collect"],
  htmlparser2: ["collect"],
  handlebars: ["fill", "render"],
  marked: ["render"],
  juice: ["render"],
  yaml: ["desk", "fill", "collect"],
  zod: ["model", "sections"],
  "temporal-polyfill": ["finance", "collect"],
  commander: ["cli"],
  listr2: ["cli"],
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(pipeline, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".ts"),
);
const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(pipeline, file), "utf8");
  return [
    ...text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^"';]*?from\s+"([^"]+)"|import\("([^"]+)"\)/gm),
  ].map((found) => ({
    file,
    target: found[2] ?? found[3] ?? "",
    typeOnly: found[1] !== undefined,
  }));
});

const roomOf = (file: string) => file.split("/")[0]!.replace(/\.ts$/, "");
const floorOf = (room: string) => FLOORS.findIndex((rooms) => rooms.includes(room));
const inside = imports
  .filter(({ target }) => target.startsWith("."))
  .map(({ file, target }) => ({ file, to: relative(pipeline, join(pipeline, dirname(file), target)) }));

describe("the house", () => {
  it("has every room on a floor", () => {
    expect(files.filter((file) => floorOf(roomOf(file)) < 0)).toEqual([]);
  });

  it("lets an import go down or stay in its room", () => {
    const climbs = inside.filter(({ file, to }) => {
      const [from, target] = [roomOf(file), roomOf(to)];
      if (from === target || (TOGETHER.includes(from) && TOGETHER.includes(target))) return false;
      return floorOf(target) <= floorOf(from);
    });
    expect(climbs).toEqual([]);
  });

  it("keeps sections apart from each other", () => {
    const sectionOf = (file: string) => /^sections\/([^/]+)\//.exec(file)?.[1];
    const visits = inside.filter(
      ({ file, to }) => sectionOf(file) && sectionOf(to) && sectionOf(file) !== sectionOf(to),
    );
    expect(visits).toEqual([]);
  });

  it("gives each library one door", () => {
    const strays = imports.filter(({ file, target, typeOnly }) => {
      const rooms = Object.entries(DOORS).find(
        ([name]) => target === name || target.startsWith(`${name}/`),
      )?.[1];
      return !typeOnly && rooms !== undefined && !rooms.includes(roomOf(file));
    });
    expect(strays).toEqual([]);
  });

  it("has no circle of files", () => {
    const next = new Map<string, string[]>();
    for (const { file, to } of inside) next.set(file, [...(next.get(file) ?? []), to]);
    const state = new Map<string, "open" | "done">();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]) => {
      if (state.get(file) === "open") circles.push([...path, file].join(" > "));
      if (state.has(file)) return;
      state.set(file, "open");
      for (const to of next.get(file) ?? []) walk(to, [...path, file]);
      state.set(file, "done");
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });

  it("lists a section wherever it lives: folder, template and test", () => {
    const listed = allSections.map(({ id }) => id).sort();
    const folders = readdirSync(join(pipeline, "sections"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const templates = readdirSync(join(root, "templates/sections")).map((name) =>
      name.replace(/\.md\.hbs$/, ""),
    );
    expect(folders.map(({ name }) => name).sort()).toEqual(listed);
    expect(templates.sort()).toEqual(listed);
    expect(listed.filter((id) => !existsSync(join(root, `test/sections/${id}/${id}.test.ts`)))).toEqual([]);
    const chosen: string[] = parse(readFileSync(join(root, "content/tracker.yaml"), "utf8")).sections;
    expect(chosen.filter((id) => !listed.includes(id))).toEqual([]);
  });

  it("keeps a file to what one person reads at once", () => {
    const long = files.filter((file) => readFileSync(join(pipeline, file), "utf8").split("\n").length > 251);
    expect(long).toEqual([]);
  });

  it("names things: no index, no drawer, no default export", () => {
    expect(files.filter((file) => /(^|\/)(index|utils?|helpers?-misc|misc)\.ts$/.test(file))).toEqual([]);
    expect(
      files.filter((file) => /^export default/m.test(readFileSync(join(pipeline, file), "utf8"))),
    ).toEqual([]);
  });
});
