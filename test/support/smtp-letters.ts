import type { RelaySettings } from "../../pipeline/model/delivery-settings.ts";
import type { Letter } from "../../pipeline/model/letter.ts";

const FILL = Buffer.from(`${"x".repeat(76)}\r\n`.repeat(1_000));

/** A letter with a Message-ID of its own over shared bytes; about 78 kB, or so many times that. */
export function letterTo(to: string, { times = 1 }: { readonly times?: number } = {}): Letter {
  const head = Buffer.from(
    `From: tracker@example.com\r\nTo: ${to}\r\nMessage-ID: <${to.replace("@", ".")}@example.com>\r\n\r\n`,
  );
  const parts = [head, ...Array.from({ length: times }, () => FILL), Buffer.from("end\r\n")];
  return {
    from: "tracker@example.com",
    to,
    parts,
    bytes: parts.reduce((all, part) => all + part.length, 0),
  };
}

export function relayAt(port: number, more: Partial<RelaySettings> = {}): RelaySettings {
  return {
    name: "test",
    host: "127.0.0.1",
    port,
    tls: "none",
    login: false,
    connections: 2,
    perSecond: null,
    perConnection: 1000,
    replySeconds: 2,
    ...more,
  };
}
