/** A message as it goes over the line: lines end in CRLF, none begins with a dot, the last one is ended. */
export interface Letter {
  /** Envelope, ASCII domain. */
  readonly from: string;
  readonly to: string;
  /** In order; shared between letters where they are the same. */
  readonly parts: readonly Uint8Array[];
  /** Of all parts. */
  readonly bytes: number;
}
