import { isIP } from "node:net";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { RelaySettings } from "../../model/delivery-settings.ts";
import type { Letter } from "../../model/letter.ts";
import { type Abilities, type Conversation, handOver } from "./hand-over.ts";
import { type ConnectionFault, noLine, refusedRelay } from "./no-line.ts";
import type { Line, NoLine, Relays } from "./relay.ts";
import { secretsOf } from "./reply.ts";
import { Wire } from "./wire.ts";

/** A QUIT is a courtesy: nobody waits long for its answer. */
const QUIT_MS = 2_000;
/** The longest reply that is read; a relay that goes on has lost its mind. */
const MOST_REPLY_BYTES = 64 * 1024;

type Login = { readonly user: string; readonly password: string } | null;

interface Opening {
  readonly relay: RelaySettings;
  readonly login: Login;
  readonly authority: Uint8Array | null;
  /** What EHLO says. */
  readonly name: string;
}

/**
 * SMTP by nodemailer: it connects, sets up TLS, logs in and reads replies; letters are handed over by this room, byte for byte.
 *
 * @param name how this side calls itself (EHLO): the sender's domain
 */
export function realRelays(name: string): Relays {
  return { open: (relay, login, authority) => open({ relay, login, authority, name }) };
}

async function open(opening: Opening): Promise<Line | NoLine> {
  const { relay, login } = opening;
  if (relay.tls === "none" && !isLoopback(relay.host))
    return refusedRelay(relay, "is to be reached without TLS, which only a relay on this machine may be.");
  if (relay.login && login === null)
    return refusedRelay(relay, "wants a login, and the environment holds none for it.");
  const secrets = secretsOf(login);
  const connection = new SMTPConnection(optionsFor(opening));
  // Whatever is said about it later than somebody listens is of no use, and must not end the process.
  connection.on("error", () => {});
  const replyMs = relay.replySeconds * 1000;
  const fault =
    (await settled(connection, 3 * replyMs, (done) => connection.connect(done))) ??
    (await loggedIn(connection, relay, login));
  if (fault) {
    connection.close();
    return noLine(relay, fault, secrets);
  }
  // From here on each answer has its own time; a line may rest between letters.
  if (connection._socket) connection._socket.setTimeout(0);
  const wire = new Wire(connection, replyMs);
  return lineOver({ wire, abilities: abilitiesOf(connection), secrets }, relay.perConnection, connection);
}

function lineOver(talk: Conversation, most: number, connection: SMTPConnection): Line {
  let handed = 0;
  return {
    get isOpen() {
      return talk.wire.isOpen && handed < most;
    },
    hand(letter: Letter, mayEnd: () => Promise<boolean>) {
      handed += 1;
      return handOver(talk, letter, mayEnd);
    },
    async close() {
      if (!talk.wire.isOpen) return;
      await settled(connection, QUIT_MS, () => connection.quit());
      talk.wire.drop("The line was closed.");
    },
  };
}

function optionsFor({ relay, authority, name }: Opening): ConstructorParameters<typeof SMTPConnection>[0] {
  const ms = relay.replySeconds * 1000;
  return {
    // Asked for by number: names of this machine need no name server.
    host: relay.host === "localhost" ? "127.0.0.1" : relay.host,
    port: relay.port,
    name,
    secure: relay.tls === "implicit",
    requireTLS: relay.tls === "starttls",
    ignoreTLS: relay.tls === "none",
    tls: {
      minVersion: "TLSv1.2",
      rejectUnauthorized: true,
      ...(authority ? { ca: Buffer.from(authority) } : {}),
      ...(isIP(relay.host) ? {} : { servername: relay.host }),
    },
    connectionTimeout: 2 * ms,
    greetingTimeout: ms,
    dnsTimeout: ms,
    socketTimeout: ms,
    socketCloseTimeout: 0,
    maxResponseSize: MOST_REPLY_BYTES,
    logger: false,
  };
}

async function loggedIn(
  connection: SMTPConnection,
  relay: RelaySettings,
  login: Login,
): Promise<ConnectionFault | null> {
  if (!relay.login || login === null) return null;
  if (!connection.allowsAuth) return { message: "", code: "EAUTH" };
  const auth = { user: login.user, pass: login.password };
  return settled(connection, 3 * relay.replySeconds * 1000, (done) => connection.login(auth, done));
}

/** The first of: the callback, an error, the end of the connection, silence. null: it went well. */
function settled(
  connection: SMTPConnection,
  ms: number,
  begin: (done: (fault?: ConnectionFault | null) => void) => void,
): Promise<ConnectionFault | null> {
  return new Promise((resolve) => {
    const done = (fault?: ConnectionFault | null) => {
      clearTimeout(silence);
      connection.off("error", done);
      connection.off("end", ended);
      resolve(fault ?? null);
    };
    const ended = () => done({ message: "closed" });
    const silence = setTimeout(() => done({ message: "silent", code: "ETIMEDOUT" }), ms);
    connection.on("error", done);
    connection.on("end", ended);
    begin(done);
  });
}

function abilitiesOf(connection: SMTPConnection): Abilities {
  const said = connection.lastServerResponse || "";
  return { pipelining: /^250[ -]PIPELINING\s*$/im.test(said), size: /^250[ -]SIZE\b/im.test(said) };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
