import type { RelaySettings } from "../../model/delivery-settings.ts";
import type { Letter } from "../../model/letter.ts";

/** At which step a relay spoke: `mail` (MAIL FROM), `rcpt` (RCPT TO), `data` (DATA), `end` (after the last dot). */
export type Step = "mail" | "rcpt" | "data" | "end";

export type HandOver =
  | {
      readonly outcome: "replied";
      readonly step: Step;
      readonly code: number;
      /** "5.1.1"; null where the reply holds none. */
      readonly enhanced: string | null;
      /** One line, without control characters, at most 300 letters. */
      readonly text: string;
    }
  /** The line broke or the relay kept silent. `end`: after the last dot, so nobody knows; `before`: the letter was not ended. */
  | { readonly outcome: "lost"; readonly step: "before" | "end"; readonly reason: string }
  /** `mayEnd` said no: the letter was not ended and the line is closed. */
  | { readonly outcome: "stopped" };

/** One open connection to a relay: one letter at a time. */
export interface Line {
  /**
   * Hands over one letter.
   *
   * @param mayEnd awaited when all is written but the last dot; false: the line is dropped without it, so that the relay throws the letter away
   */
  hand(letter: Letter, mayEnd: () => Promise<boolean>): Promise<HandOver>;
  /** Whether another letter may be handed over here. */
  readonly isOpen: boolean;
  /** QUIT; never throws. */
  close(): Promise<void>;
}

/** Why no line could be opened. `refused` is for good (credentials, no TLS): a person must act; `busy` may pass (421, 454, no answer). */
export interface NoLine {
  readonly trouble: "refused" | "busy";
  readonly code: number | null;
  /** A full sentence without secrets. */
  readonly reason: string;
}

/** Opens lines to relays. */
export interface Relays {
  open(
    relay: RelaySettings,
    login: { readonly user: string; readonly password: string } | null,
    authority: Uint8Array | null,
  ): Promise<Line | NoLine>;
}
