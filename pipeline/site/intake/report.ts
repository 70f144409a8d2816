/** What a machine tells of a letter that we sent. */
export interface Report {
  /**
   * `dead`: nothing reaches the address; `not now`: it was not taken this time, for a reason that may pass or lies in the letter; `complaint`: the
   * reader called it spam; `nothing`: it tells of a delivery, or takes a complaint back.
   */
  readonly tells: "dead" | "not now" | "complaint" | "nothing";
  /** "5.1.1", "abuse": for the reason that is kept. */
  readonly word: string;
  /** Of whom it speaks, by its own word: anybody can write that. */
  readonly addresses: readonly string[];
  readonly returned: Returned;
}

/** What came back of the letter itself. */
export interface Returned {
  /** Of the link in its List-Unsubscribe; null where none came back. */
  readonly token: string | null;
  readonly messageId: string | null;
}

export type ReadMessage =
  | { readonly kind: "report"; readonly report: Report }
  /** A reader's machine answers: on holiday. */
  | { readonly kind: "auto-reply" }
  /** Words of a person, or nothing that is known here. */
  | { readonly kind: "no report" }
  | { readonly kind: "unreadable"; readonly why: string };
