import { connect } from "node:net";

export interface RawAnswer {
  /** Of each answer that came on the line. */
  readonly statuses: readonly number[];
  readonly text: string;
}

/** Sends bytes as they are over a line of their own, and gives all that comes back until the line is closed or silent. */
export function rawRequest(
  port: number,
  bytes: string | Uint8Array,
  { silentMs = 3000, end = false }: { readonly silentMs?: number; readonly end?: boolean } = {},
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(bytes);
      if (end) socket.end();
    });
    const done = () => {
      const text = Buffer.concat(parts).toString("latin1");
      socket.destroy();
      resolve({
        text,
        statuses: [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, code]) => Number(code)),
      });
    };
    socket.setTimeout(silentMs, done);
    socket.on("data", (part) => parts.push(part));
    socket.on("close", done);
    socket.on("error", () => undefined);
  });
}
