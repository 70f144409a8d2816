import type SMTPConnection from "nodemailer/lib/smtp-connection";

/** Bytes that must have left within the time of one answer: what a slow line may still carry. */
const PIECE = 256 * 1024;

/** Nodemailer's list of who waits for the next replies: the only thing of it used here that it does not document. */
interface Replying {
  _responseActions: ((reply: string) => void)[];
}

/**
 * An open connection as a conversation: commands out, replies in, in order. One thing is awaited at a time; silence longer than
 * `replyMs` and whatever else breaks the line ends it, and then nothing waits for ever: `isOpen` is false and `why` says the reason.
 */
export class Wire {
  why: string | null = null;
  readonly #connection: SMTPConnection;
  readonly #replyMs: number;
  #replies: string[] = [];
  #wake: () => void = () => {};

  constructor(connection: SMTPConnection, replyMs: number) {
    this.#connection = connection;
    this.#replyMs = replyMs;
    connection.on("error", (fault: Error & { originalCode?: string; code?: string }) => {
      this.why ??= `The line broke (${fault.originalCode ?? fault.code ?? "unknown"}).`;
    });
    connection.on("end", () => {
      this.why ??= "The relay closed the line.";
      this.#wake();
    });
    if (connection.destroyed) this.why = "The relay closed the line.";
  }

  get isOpen(): boolean {
    return this.why === null && !this.#connection.destroyed;
  }

  /** The reply that was read last and not taken yet; null where none has come. */
  takeReply(): string | null {
    return this.#replies.shift() ?? null;
  }

  /** Lets the next reply be one that is waited for. Others are a fault of the relay and end the line. */
  expect(): void {
    (this.#connection as unknown as Replying)._responseActions.push((reply) => {
      this.#replies.push(reply);
      this.#wake();
    });
  }

  /**
   * Writes commands at once (RFC 2920) and waits for a reply to each.
   *
   * @returns fewer replies than commands where the line ended
   */
  async ask(commands: readonly string[]): Promise<readonly string[]> {
    for (const _ of commands) this.expect();
    const replies: string[] = [];
    this.#put(commands.map((command) => Buffer.from(`${command}\r\n`, "latin1")));
    for (const _ of commands) {
      await this.reply();
      const reply = this.takeReply();
      if (reply === null) break;
      replies.push(reply);
    }
    return replies;
  }

  /** Waits until a reply stands ready, or the line has ended. */
  async reply(): Promise<void> {
    if (this.#replies.length === 0) await this.#until(() => {});
  }

  /** Writes bytes as they are, and waits until the socket has passed them on, a reply came before that, or the line ended. */
  async write(parts: readonly Uint8Array[]): Promise<void> {
    for (const piece of pieces(parts)) {
      if (!this.isOpen || this.#replies.length > 0) return;
      await this.#until((done) => this.#put(piece, done));
    }
  }

  /** Ends the line without another word: a letter that was not ended is thrown away by the relay. */
  drop(why: string): void {
    this.why ??= why;
    this.#connection.close();
    this.#wake();
  }

  #put(parts: readonly Uint8Array[], done?: () => void): void {
    const socket = this.#connection._socket;
    if (!this.isOpen || !socket || socket.destroyed) {
      done?.();
      return;
    }
    socket.cork();
    parts.forEach((part, at) => {
      if (done && at === parts.length - 1) socket.write(part, done);
      else socket.write(part);
    });
    socket.uncork();
  }

  #until(begin: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      if (!this.isOpen) return resolve();
      const silent = () => this.drop(`The relay kept silent for ${this.#replyMs / 1000} s.`);
      let heard: NodeJS.Immediate | undefined;
      // Where this process stood still, waiting for its disk or its database, the answer may lie there unread: it is read first.
      const silence = setTimeout(() => {
        heard = setImmediate(silent);
      }, this.#replyMs);
      const done = () => {
        clearTimeout(silence);
        clearImmediate(heard);
        resolve();
      };
      this.#wake = done;
      begin(done);
    });
  }
}

/** The same bytes in groups of about PIECE; a small one after another in the same group. */
function* pieces(parts: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  let group: Uint8Array[] = [];
  let size = 0;
  for (const part of parts)
    for (let from = 0; from < part.length; from += PIECE) {
      const piece = part.subarray(from, from + PIECE);
      if (size > 0 && size + piece.length > PIECE) {
        yield group;
        group = [];
        size = 0;
      }
      group.push(piece);
      size += piece.length;
    }
  if (group.length > 0) yield group;
}
