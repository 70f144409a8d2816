import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { State } from "../../../pipeline/desk/preview/api.ts";
import { openPreview } from "../../../pipeline/desk/preview/preview.ts";
import { PipelineError } from "../../../pipeline/errors.ts";
import { realServing, type Served } from "../../../pipeline/world/serve.ts";
import { handWatching, previewChoice, previewProject } from "../../support/preview-project.ts";

const desk = previewProject();
const previewing = {
  ...desk.project,
  choice: previewChoice,
  hasData: false,
  serving: { ...realServing, secret: () => "the-token" },
  watching: handWatching(),
};
let served: Served;
beforeAll(async () => {
  served = await openPreview({ ...previewing, port: 0 });
});
afterAll(() => served.close());

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** As a browser or an attacker would send it: fetch would not let us lie about the host, nor send a path as it is. */
function ask(
  path: string,
  {
    method = "GET",
    headers = {},
    body = "",
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: "127.0.0.1", port: served.port, path, method, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asking.on("error", reject).end(body);
  });
}

const own = () => `http://127.0.0.1:${served.port}`;
const state = async (): Promise<State> => JSON.parse((await ask("/state")).text);
const put = (file: string, body: string, headers: Record<string, string> = {}) =>
  ask(`/text/${file}`, {
    method: "PUT",
    body,
    headers: { "x-tracker-token": "the-token", "if-match": '""', origin: own(), ...headers },
  });

describe("the preview's server", () => {
  it.each([
    ["another name that leads here", { host: "evil.example" }],
    ["the right name without its port", { host: "127.0.0.1" }],
    ["another origin", { origin: "https://evil.example" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["a page that hides its origin", { origin: "null" }],
    ["a link on another site", { "sec-fetch-site": "cross-site" }],
    ["a page of this machine's other servers", { "sec-fetch-site": "same-site" }],
  ])("refuses %s, whatever is asked", async (_, headers: Record<string, string>) => {
    for (const path of ["/", "/state", "/issue/web", "/events"])
      expect([path, (await ask(path, { headers })).status]).toEqual([path, 403]);
    expect((await put("lead.md", "x", headers)).status).toBe(403);
  });

  it("answers its own page, by either name of this machine", async () => {
    for (const host of ["127.0.0.1", "localhost"]) {
      const headers = {
        host: `${host}:${served.port}`,
        origin: `http://${host}:${served.port}`,
        "sec-fetch-site": "same-origin",
      };
      expect((await ask("/state", { headers })).status).toBe(200);
    }
  });

  it.each([
    "/../package.json",
    "/..%2fpackage.json",
    "/%2e%2e/package.json",
    "/fonts/../../../package.json",
    "/fonts/..%2f..%2f..%2fpackage.json",
    "/fonts/%2e%2e/",
    "/issue/file/../../../etc/passwd",
    "/issue/file/..%2f..%2f.tracker/archive.sqlite",
    "/issue/file/%252e%252e/x",
    "/issue/file//etc/passwd",
    "/issue/file/content/tracker.yaml",
    "/..\\package.json",
    "//etc/passwd",
    "/.git/config",
    "/.env",
    "/content/tracker.yaml",
    "/api.ts",
    "/server.ts",
    "/constructor",
    "/__proto__",
    "/figure/__proto__",
    "/issue/constructor",
    "/%00",
    "/%E0%A4%A",
  ])("serves nothing at %s", async (path) => {
    const { status, text } = await ask(path);
    expect([400, 404]).toContain(status);
    expect(text.length).toBeLessThan(200);
  });

  it("refuses an issue that can be none, before it looks for a file", async () => {
    for (const query of [
      "date=../../etc",
      "date=2025-02-30",
      "source=/etc",
      "source=sample:../x",
      "edition=gold",
    ])
      expect([query, (await ask(`/state?${query}`)).status]).toEqual([query, 400]);
  });

  it("lets no page be guessed at, kept or framed by another", async () => {
    const page = (await ask("/state")).headers;
    expect(page["x-content-type-options"]).toBe("nosniff");
    expect(page["cache-control"]).toBe("no-store");
    expect(page["content-security-policy"]).toMatch(
      /default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/,
    );
    expect(page["content-security-policy"]).not.toContain("unsafe");
    const issue = (await ask("/issue/web")).headers;
    expect(issue["content-security-policy"]).toMatch(
      /^default-src 'none'(?!.*script).*frame-ancestors 'self'$/,
    );
  });

  it("shows every form, the web page with its fonts at addresses of their own", async () => {
    const web = await ask("/issue/web");
    expect(web.text).not.toContain("base64");
    const [font = ""] = /\/fonts\/[0-9a-f]+\.woff2/.exec(web.text) ?? [];
    expect((await ask(font)).headers["content-type"]).toBe("font/woff2");
    expect((await ask("/issue/web", { headers: { "if-none-match": String(web.headers.etag) } })).status).toBe(
      304,
    );
    expect((await ask("/issue/text")).text).toContain("What to watch\n====");
    expect((await ask("/issue/markdown")).text).toContain("## ");
    expect((await ask("/issue/pdf")).headers["content-type"]).toBe("application/pdf");
  });

  it("shows the mail with its pictures", async () => {
    const mail = (await ask("/issue/email")).text;
    const sources = [...mail.matchAll(/ src="([^"]+)"/g)].map(([, source = ""]) =>
      source.replaceAll("&amp;", "&"),
    );
    expect(sources.length).toBeGreaterThan(3);
    for (const source of sources) {
      const picture = await ask(source);
      expect([source, picture.status, picture.headers["content-type"]]).toEqual([source, 200, "image/png"]);
    }
  });

  it("tells of a figure what it is made of, each step with a card of its own", async () => {
    const inside = JSON.parse((await ask("/figure/ig-spread.inside")).text);
    expect(inside).toMatchObject({ id: "ig-spread.inside", unit: "bp", sources: ["sample"] });
    const ids = inside.inputs.flatMap(({ id }: { id: string | null }) => (id === null ? [] : [id]));
    expect(ids).toContain("ig-spread.level");
    for (const id of ids) expect((await ask(`/figure/${id}`)).status).toBe(200);
    expect((await ask("/figure/ig-spread.nothing")).status).toBe(404);
  });

  it("tells of a change to whoever listens, and of how things stand at the beginning", async () => {
    const listening = await fetch(`${own()}/events`);
    const words = listening.body!.pipeThrough(new TextDecoderStream()).getReader();
    const first = (await words.read()).value ?? "";
    expect(first).toMatch(/^event: change\ndata: \{"version":\d+/);
    desk.write(`content/issues/${previewChoice.date}/lead.md`, "A new lead.\n");
    previewing.watching.stir().settled();
    const second = (await words.read()).value ?? "";
    expect(JSON.parse(second.split("data: ")[1] ?? "").version).toBeGreaterThan(
      JSON.parse(first.split("data: ")[1] ?? "").version,
    );
    await words.cancel();
    desk.remove(`content/issues/${previewChoice.date}/lead.md`);
    previewing.watching.stir().settled();
  });

  it("saves a text that nobody else has changed, and tells the new hash", async () => {
    const saved = await put("lead.md", "First.\n");
    expect(saved.status).toBe(204);
    expect(desk.read(`content/issues/${previewChoice.date}/lead.md`)).toBe("First.\n");
    const lead = (await state()).texts.find(({ file }) => file === "lead.md");
    expect(saved.headers.etag).toBe(`"${lead?.hash}"`);
    expect((await ask("/issue/web")).text).toContain("First.");
  });

  it("keeps what somebody else has written meanwhile, and hands it over", async () => {
    const hash = (await state()).texts.find(({ file }) => file === "lead.md")?.hash ?? "";
    desk.write(`content/issues/${previewChoice.date}/lead.md`, "By another editor.\n");
    const late = await put("lead.md", "Mine.\n", { "if-match": `"${hash}"` });
    expect(late.status).toBe(409);
    expect(JSON.parse(late.text).text).toBe("By another editor.\n");
    expect(desk.read(`content/issues/${previewChoice.date}/lead.md`)).toBe("By another editor.\n");
    const told = JSON.parse(late.text).hash;
    expect((await put("lead.md", "Both.\n", { "if-match": `"${told}"` })).status).toBe(204);
  });

  it("writes only a writer's texts, for who has read the page, and only on what was read", async () => {
    expect((await put("lead.md", "x", { "x-tracker-token": "guessed" })).status).toBe(403);
    expect((await put("lead.md", "x", { "if-match": "*" })).status).toBe(428);
    for (const file of ["nowhere.md", "tracker.yaml", "..%2f..%2ftracker.yaml", "sub/lead.md", "lead.md.sh"])
      expect([400, 404]).toContain((await put(file, "x")).status);
    expect((await put("ig-spread.md", "x".repeat(2_000_001))).status).toBe(413);
    for (const method of ["POST", "DELETE", "OPTIONS"])
      expect((await ask("/state", { method })).status).toBe(405);
    expect((await state()).texts.find(({ file }) => file === "ig-spread.md")?.hash).toBe("");
  });

  it("says which port is taken, and how to have another", async () => {
    const second = openPreview({ ...previewing, watching: handWatching(), port: served.port });
    const fault = await second.catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(PipelineError);
    expect((fault as PipelineError).faults[0]).toMatchObject({
      code: "port-taken",
      message: expect.stringContaining(`Port ${served.port} is taken`),
      remedy: expect.stringContaining("--port"),
    });
  });
});
