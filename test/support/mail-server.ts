import { createHash } from "node:crypto";
import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { SelfSigned } from "./self-signed.ts";

/** Where a fault can strike: `body`: when half of the letter's first 64 KiB are in; `end`: the last dot is in; `after`: the letter is kept, the answer not given. */
export type Moment = "connect" | "ehlo" | "mail" | "rcpt" | "data" | "body" | "end" | "after";

export type Fault =
  /** "550 5.1.1 No such user"; in the body it comes before the last dot. 421 closes. */
  | { readonly reply: string }
  /** Bytes as they are, instead of a reply. */
  | { readonly raw: string }
  | "drop"
  | "silence"
  | "endless"
  | { readonly slowMs: number };

export interface Met {
  readonly moment: Moment;
  /** Of this server, from 1. */
  readonly connection: number;
  /** Envelope of the letter, as far as it is known. */
  readonly from: string;
  readonly to: string;
}

export interface KeptLetter {
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
  /** As it came, dots unstuffed; empty where `keepBytes` is false. */
  readonly bytes: Buffer;
  readonly length: number;
  readonly sha256: string;
  readonly connection: number;
  readonly ehlo: string;
  readonly tls: boolean;
  readonly user: string | null;
}

export interface MailServer {
  readonly port: number;
  /** What it took and answered for, or would have. In the order of their ends. */
  readonly kept: KeptLetter[];
  readonly connections: number;
  /** Open at this moment. */
  readonly open: number;
  readonly mostOpen: number;
  readonly commands: readonly string[];
  /** Letters of each Message-ID. */
  counts(): ReadonlyMap<string, number>;
  /** From now on; null: none. */
  fail(choose: ((met: Met) => Fault | null | undefined) | null): void;
  close(): Promise<void>;
}

export interface MailServerOptions {
  readonly port?: number;
  readonly tls?: SelfSigned | null;
  readonly implicit?: boolean;
  readonly logins?: Readonly<Record<string, string>>;
  readonly pipelining?: boolean;
  readonly size?: number;
  readonly keepBytes?: boolean;
  readonly fail?: (met: Met) => Fault | null | undefined;
}

/** Smtp-server's own connection: what it does not document is needed to fail at DATA and to cut a line. */
interface Inner {
  readonly id: string;
  readonly _socket: Socket;
  send(code: number, text: string, context?: false): void;
  handler_DATA(command: Buffer, next: () => void): void;
  handler_EHLO(command: Buffer, next: () => void): void;
  _onCommand(command: Buffer, next: () => void): void;
  session: SMTPServerSession;
}

/** A real SMTP server on loopback, with faults on demand. Only envelopes of one recipient. */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const kept: KeptLetter[] = [];
  const commands: string[] = [];
  const numbers = new Map<string, number>();
  let choose = options.fail ?? null;
  let [connections, open, mostOpen] = [0, 0, 0];

  const inner = (session: SMTPServerSession) =>
    [...(server.connections as unknown as Set<Inner>)].find(({ id }) => id === session.id);
  const meet = (moment: Moment, session: SMTPServerSession, known: { from?: string; to?: string } = {}) => {
    const from = session.envelope?.mailFrom ? session.envelope.mailFrom.address : "";
    const to = session.envelope?.rcptTo[0]?.address ?? "";
    return choose?.({ moment, connection: numbers.get(session.id) ?? 0, from, to, ...known }) ?? null;
  };
  /** Strikes; `go` where nothing does, `refuse` with a reply. */
  const strike = (
    fault: Fault | null,
    session: SMTPServerSession,
    ways: { go(): void; refuse(error: Error): void },
  ) => {
    if (fault === null) return ways.go();
    if (typeof fault === "object" && "slowMs" in fault) return void setTimeout(ways.go, fault.slowMs);
    if (typeof fault === "object" && "reply" in fault) return ways.refuse(errorOf(fault.reply));
    cut(inner(session)?._socket, fault);
  };
  const asHook = (moment: Moment, session: SMTPServerSession, done: (error?: Error) => void, to?: string) =>
    strike(meet(moment, session, to === undefined ? {} : { to }), session, {
      go: () => done(),
      refuse: done,
    });

  const server = new SMTPServer({
    authOptional: !options.logins,
    disabledCommands: [...(options.tls ? [] : ["STARTTLS"]), ...(options.logins ? [] : ["AUTH"])],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: true,
    hidePIPELINING: options.pipelining === false,
    lenientAddressParsing: true,
    closeTimeout: 50,
    secure: options.implicit === true,
    ...(options.size ? { size: options.size } : {}),
    ...(options.tls ?? {}),
    onConnect(session, done) {
      connections += 1;
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      numbers.set(session.id, connections);
      const connection = inner(session);
      if (connection) watch(connection);
      asHook("connect", session, done);
    },
    onClose() {
      open -= 1;
    },
    onAuth(auth, _session, done) {
      const { username = "", password } = auth;
      if (options.logins?.[username] === password) done(null, { user: username });
      else done(Object.assign(new Error(`5.7.8 No: ${username} ${password}`), { responseCode: 535 }));
    },
    onMailFrom: (address, session, done) => {
      const met = meet("mail", session, { from: address.address });
      strike(met, session, { go: () => done(), refuse: done });
    },
    onRcptTo: (address, session, done) => asHook("rcpt", session, done, address.address),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      const head: Buffer[] = [];
      const hash = createHash("sha256");
      let length = 0;
      let struck = false;
      let refused = false;
      stream.on("error", () => {});
      stream.on("data", (chunk: Buffer) => {
        if (length < 16_384) head.push(chunk);
        length += chunk.length;
        hash.update(chunk);
        if (options.keepBytes !== false) chunks.push(chunk);
        if (struck || length < 32_768) return;
        struck = true;
        const fault = meet("body", session);
        const connection = inner(session);
        if (fault && typeof fault === "object" && "reply" in fault) {
          refused = true;
          cut(connection?._socket, { raw: `${fault.reply}\r\n` });
          if (fault.reply.startsWith("421")) connection?._socket.end();
        } else if (fault) strike(fault, session, { go: () => {}, refuse: () => {} });
      });
      stream.on("end", () => {
        if (refused || inner(session)?._socket.destroyed !== false) return;
        const keep = () => {
          kept.push({
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
            to: session.envelope.rcptTo[0]?.address ?? "",
            messageId: /^message-id:\s*(<[^>]+>)/im.exec(Buffer.concat(head).toString("latin1"))?.[1] ?? "",
            bytes: Buffer.concat(chunks),
            length,
            sha256: hash.digest("hex"),
            connection: numbers.get(session.id) ?? 0,
            ehlo: session.hostNameAppearsAs,
            tls: session.secure,
            user: session.user ?? null,
          });
          asHook("after", session, (error) => done(error ?? null, "2.0.0 Ok: queued as TEST"));
        };
        strike(meet("end", session), session, { go: keep, refuse: done });
      });
    },
  });

  /** Lets EHLO and DATA fail, and keeps the commands. */
  function watch(connection: Inner): void {
    const { _onCommand } = connection;
    connection._onCommand = (command, next) => {
      commands.push(command.toString("latin1"));
      return _onCommand.call(connection, command, next);
    };
    for (const [command, moment] of [
      ["handler_DATA", "data"],
      ["handler_EHLO", "ehlo"],
    ] as const) {
      const original = connection[command];
      connection[command] = (line, next) =>
        strike(meet(moment, connection.session), connection.session, {
          go: () => original.call(connection, line, next),
          refuse: (error) => {
            connection.send((error as Error & { responseCode: number }).responseCode, error.message, false);
            next();
          },
        });
    }
  }

  server.on("error", () => {});
  await new Promise<void>((listening) => server.listen(options.port ?? 0, "127.0.0.1", listening));
  return {
    port: (server.server.address() as AddressInfo).port,
    kept,
    get connections() {
      return connections;
    },
    get open() {
      return open;
    },
    get mostOpen() {
      return mostOpen;
    },
    commands,
    counts() {
      const counts = new Map<string, number>();
      for (const { messageId } of kept) counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
      return counts;
    },
    fail(next) {
      choose = next;
    },
    close: () => new Promise((closed) => server.close(closed)),
  };
}

function errorOf(reply: string): Error {
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}

function cut(
  socket: Socket | undefined,
  fault: Exclude<Fault, { reply: string } | { slowMs: number }>,
): void {
  if (!socket) return;
  if (fault === "drop") socket.destroy();
  else if (fault === "endless") {
    const more = () => {
      if (!socket.destroyed) socket.write("250-more\r\n".repeat(500), () => setTimeout(more, 1));
    };
    more();
  } else if (typeof fault === "object") socket.write(fault.raw);
}
