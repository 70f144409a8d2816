import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

/** A page of a mirror; where it has an etag, whoever names it is told that nothing changed. */
export interface MirrorPage {
  readonly body: string;
  readonly etag?: string;
}

/** What a host answers, by the address without the mirror's; null: there is no such page. */
export type Host = (url: URL) => MirrorPage | null;

const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ends.splice(0)) await end();
});

/**
 * A mirror on loopback that replays a moment, gone after the tests of the file. Hosts that are not named have no page.
 *
 * @param moment of its clock, such as "Wed, 05 Nov 2025 22:30:00 GMT"
 */
export async function sourceMirror(moment: string, hosts: Readonly<Record<string, Host>>) {
  const asked: string[] = [];
  const server = createServer(({ url = "/", headers }, response) => {
    // Of its root only the clock is wanted.
    const page = url === "/" ? null : new URL(`https:/${url}`);
    if (page) asked.push(page.href.slice("https://".length));
    const found = page && (hosts[page.host]?.(page) ?? null);
    const etag = found?.etag;
    const isKnown = etag !== undefined && headers["if-none-match"] === etag;
    response.writeHead(found === null ? 404 : isKnown ? 304 : 200, {
      date: moment,
      ...(etag ? { etag } : {}),
    });
    response.end(isKnown ? "" : found?.body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  ends.push(() => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** The address of a mirror at which nobody answers any more: every connection is refused. */
export async function deadMirror(): Promise<string> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return `http://127.0.0.1:${port}`;
}
