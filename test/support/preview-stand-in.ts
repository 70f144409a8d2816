import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Change, FigureCard, State } from "../../pipeline/desk/preview/api.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const KINDS: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  woff2: "font/woff2",
};
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const ISSUE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** What the stand-in says; a test changes it with `change`. */
export interface Said {
  readonly state: State;
  readonly web: string;
  readonly email: string;
  readonly text: string;
  readonly pdf: Uint8Array;
  readonly cards: Readonly<Record<string, FigureCard>>;
}

export interface StandIn {
  readonly address: string;
  said(): Said;
  /** Says something else from now on, and tells every page. */
  change(part: Partial<Said>): void;
  /** A text changes on disk without the server's having noticed yet. */
  overwrite(file: string, text: string): void;
  /** Says again what it said at first, and tells every page. */
  reset(): void;
  /** From now on saves reach the disk, and the server does not notice. */
  sleep(): void;
  /** What was asked for, as `GET /issue/web`. */
  readonly asked: string[];
  /** Texts in the order in which they were saved. */
  readonly saved: { readonly file: string; readonly text: string }[];
  close(): Promise<void>;
}

export const hashOf = (content: string | Uint8Array) =>
  createHash("sha256").update(content).digest("hex").slice(0, 16);

/** The preview's server as its contract says it, out of fixtures: pipeline/desk/preview/api.ts. */
export async function standIn(first: Said): Promise<StandIn> {
  let said = withHashes(first);
  const disk = new Map(said.state.texts.map(({ file, text, hash }) => [file, { text, hash }]));
  const pages = new Set<ServerResponse>();
  const asked: string[] = [];
  const saved: { file: string; text: string }[] = [];
  let isAsleep = false;

  const tell = () => {
    const { version, forms } = said.state;
    const told: Change = { version, forms };
    for (const page of pages) page.write(`event: change\ndata: ${JSON.stringify(told)}\n\n`);
  };
  const change = (part: Partial<Said>) => {
    const next = { ...said, ...part };
    said = withHashes({ ...next, state: { ...next.state, version: said.state.version + 1 } });
    for (const { file, text, hash } of said.state.texts) disk.set(file, { text, hash });
    tell();
  };
  const reset = () => {
    isAsleep = false;
    disk.clear();
    change(first);
    for (const list of [asked, saved]) list.length = 0;
  };
  const save = async (file: string, request: IncomingMessage, response: ServerResponse) => {
    const text = await bodyOf(request);
    const now = disk.get(file) ?? { text: "", hash: "" };
    if (request.headers["x-tracker-token"] !== "token-of-the-stand-in")
      return end(response, 403, "No token.");
    if (request.headers["if-match"] !== `"${now.hash}"`) return end(response, 409, JSON.stringify(now));
    saved.push({ file, text });
    const hash = hashOf(text);
    disk.set(file, { text, hash });
    response.setHeader("ETag", `"${hash}"`);
    end(response, 204, "");
    if (isAsleep) return;
    const words = text.split(/\s+/).filter(Boolean).length;
    const texts = said.state.texts.map((one) => (one.file === file ? { ...one, text, hash, words } : one));
    change({ state: { ...said.state, texts } });
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    asked.push(`${request.method} ${pathname}`);
    if (request.method === "PUT")
      save(decodeURIComponent(pathname.slice("/text/".length)), request, response);
    else if (pathname === "/events") listen(response);
    else answer(pathname, said, response);
  });
  const listen = (response: ServerResponse) => {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    pages.add(response);
    response.on("close", () => pages.delete(response));
    response.write(
      `event: change\ndata: ${JSON.stringify({ version: said.state.version, forms: said.state.forms })}\n\n`,
    );
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    said: () => said,
    change,
    overwrite: (file, text) => disk.set(file, { text, hash: hashOf(text) }),
    reset,
    sleep: () => {
      isAsleep = true;
    },
    asked,
    saved,
    close: async () => {
      for (const page of pages) page.end();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function withHashes(said: Said): Said {
  const { web, email, text, pdf, state } = said;
  const hashed = { web: hashOf(web), email: hashOf(email), text: hashOf(text), pdf: hashOf(pdf) };
  const forms = Object.fromEntries(
    Object.entries({ ...hashed, markdown: hashed.text }).map(([form, hash]) => [
      form,
      state.forms[form as "web"] === null ? null : hash,
    ]),
  ) as State["forms"];
  return { ...said, state: { ...state, forms } };
}

function answer(path: string, said: Said, response: ServerResponse): ServerResponse {
  if (path === "/state") return end(response, 200, JSON.stringify(said.state));
  if (path.startsWith("/figure/")) {
    const card = said.cards[decodeURIComponent(path.slice("/figure/".length))];
    return end(response, card ? 200 : 404, JSON.stringify(card ?? null));
  }
  if (path.startsWith("/issue/")) return issue(path.slice("/issue/".length), said, response);
  response.setHeader("Content-Security-Policy", PAGE_POLICY);
  return file(path === "/" ? "/preview.html" : path, response);
}

function issue(form: string, said: Said, response: ServerResponse): ServerResponse {
  const content = said[form as "web" | "email" | "text" | "pdf"];
  if (content === undefined || said.state.forms[form as "web"] === null)
    return end(response, 503, "There is no good page yet.");
  response.setHeader("Content-Security-Policy", ISSUE_POLICY);
  const kind =
    form === "pdf" ? "application/pdf" : form === "text" ? "text/plain; charset=utf-8" : KINDS.html!;
  response.setHeader("Content-Type", kind);
  response.setHeader("ETag", `"${hashOf(content)}"`);
  return end(response, 200, content);
}

function file(path: string, response: ServerResponse): ServerResponse {
  const name = path.slice(1);
  const family = name.includes("source-serif") ? "source-serif-4" : "inter";
  const where = name.startsWith("fonts/")
    ? `node_modules/@fontsource/${family}/files/${name.slice("fonts/".length)}`
    : /^pdf(\.worker)?\.mjs$/.test(name)
      ? `node_modules/pdfjs-dist/build/${name}`
      : `pipeline/desk/preview/page/${name}`;
  if (!/^[\w./@-]+$/.test(where) || where.includes("..")) return end(response, 404, "");
  try {
    const bytes = readFileSync(`${root}${where}`);
    // One browser opens the same page many times.
    if (name !== "preview.html") response.setHeader("Cache-Control", "max-age=600");
    response.setHeader("Content-Type", KINDS[name.split(".").at(-1)!] ?? "application/octet-stream");
    return end(
      response,
      200,
      name === "preview.html" ? String(bytes).replace("%TOKEN%", "token-of-the-stand-in") : bytes,
    );
  } catch {
    return end(response, 404, "");
  }
}

function end(response: ServerResponse, status: number, body: string | Uint8Array): ServerResponse {
  response.statusCode = status;
  return response.end(status === 204 ? undefined : body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}
