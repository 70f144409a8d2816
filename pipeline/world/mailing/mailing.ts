import type { Bound } from "../../model/approval.ts";
import type {
  Correction,
  DeliveryKind,
  DeliveryState,
  Receipt,
  Tally,
  Version,
} from "../../model/delivery.ts";
import type {
  Consent,
  Subscriber,
  SubscriberEntry,
  SubscriberState,
  Taken,
  Tier,
} from "../../model/subscriber.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";

/** The list of readers. Addresses have passed `readAddress`; one person is one address, however its letters are cased. */
export interface Subscribers {
  /**
   * Takes entries in one transaction, each by the rule of `Taken`. Same entries again change nothing. Who waits for more than 30 days is
   * forgotten by it, a thousand at a time: pending ones that are not asked for again, confirmed or entered with a consent.
   */
  take(entries: readonly SubscriberEntry[], at: IsoInstant): Promise<readonly Taken[]>;
  find(address: string): Promise<Subscriber | null>;
  byId(id: string): Promise<Subscriber | null>;
  /** In order of ids, a page at a time, in flat memory. */
  list(filter: { readonly tier?: Tier; readonly state?: SubscriberState }): AsyncIterable<Subscriber>;
  count(filter: { readonly tier?: Tier; readonly state?: SubscriberState }): Promise<number>;
  /**
   * Another state, with the reason kept. To `active` from `pending` or from one who left only with a consent given after that.
   *
   * @returns the subscriber as he is now; null where there is none of that id, or the change is not allowed
   */
  change(
    id: string,
    change: { readonly to: SubscriberState; readonly why: string; readonly consent?: Consent },
    at: IsoInstant,
  ): Promise<Subscriber | null>;
  /**
   * Takes all that is known of an address out of the database, freed pages and write-ahead log too; what is left is a salted hash, so
   * that an old file cannot bring it back, with who removed it and when, and for 30 days the id: if he comes back so soon, he is known by it
   * again and gets no issue twice. Also for an address that is not there: it is suppressed all the same.
   */
  remove(address: string, by: string, at: IsoInstant): Promise<Removed>;
  /** A word of its own for a pending subscriber's confirmation, good for one use; the one before is void. */
  askConfirmation(id: string, nonce: string): Promise<void>;
  /** Uses it up. False where it is not the newest, or was used. */
  useConfirmation(id: string, nonce: string): Promise<boolean>;
}

export interface Removed {
  /** It was on the list. */
  readonly was: boolean;
  /** Its last removal before this one. `by` is null where he only never confirmed, or nobody is known. */
  readonly earlier: { readonly at: IsoInstant; readonly by: string | null } | null;
}

/** A version to be kept. */
export interface NewVersion {
  readonly date: IsoDate;
  readonly edition: Tier;
  readonly bound: Bound;
  readonly approvedBy: Version["approvedBy"];
  readonly correction: Correction | null;
  /** Names of `files` that are not forms. */
  readonly products: readonly string[];
}

/** A message to be handed over now: claimed for the sender that asked, until it marks the row. */
export interface Due {
  readonly version: string;
  readonly recipient: string;
  readonly address: string;
  readonly name: string | null;
  readonly kind: DeliveryKind;
  /** Before this one, with those of earlier runs. */
  readonly attempts: number;
}

/**
 * One step of one delivery. It is made only if the row stands in one of `from`, was handed out to `sender` by `due`, and nobody has taken
 * over from that sender. `queued` and `deferred` give the row back: it is handed out again when it is due.
 */
export interface Mark {
  readonly version: string;
  readonly recipient: string;
  readonly sender: string;
  readonly from: readonly DeliveryState[];
  readonly to: DeliveryState;
  readonly at: IsoInstant;
  /** null: the one of the step before stays. */
  readonly relay: string | null;
  /**
   * null: the words of the step before stay, but for `handed over`, which has none yet. Kept as one line of at most 300 letters in which no
   * address stands.
   */
  readonly reply: string | null;
  /** Of `deferred`; null: it is due at once. */
  readonly notBefore: IsoInstant | null;
  /** It counts as an attempt. */
  readonly counts: boolean;
}

export interface Enqueued {
  readonly issues: number;
  readonly corrections: number;
  /** Rows that stood there already, but for withdrawn ones. */
  readonly there: number;
  /** Queued and deferred rows of earlier versions that will not be sent any more. */
  readonly superseded: number;
}

/** A sender among the living ones that send together, of all versions: what a relay is spared holds for all of them. */
export interface Together {
  /** How many of them began before it. */
  readonly before: number;
  /** With it. */
  readonly all: number;
  /** Each of the others has beaten since it began: it counts this one. */
  readonly isKnown: boolean;
}

/** Versions, their bytes, and the ledger of deliveries. Every change is synced to the disk before its promise is fulfilled. */
export interface Deliveries {
  /**
   * Keeps a version with all its bytes, or gives the one that holds exactly these: the newest of its date and edition with the same forms,
   * subject and recipients, and, where `correction` is given, one that replaces the same. Else it has the next number.
   *
   * @throws PipelineError not-approved, where a form's bytes are not those that `bound` names
   */
  freeze(version: NewVersion, files: Readonly<Record<string, Uint8Array>>, at: IsoInstant): Promise<Version>;
  /** How many versions there are: as they are only ever added, another number means another list. */
  versionCount(): Promise<number>;
  /** In order of date, edition, number. */
  versions(filter: { readonly date?: IsoDate; readonly edition?: Tier }): Promise<readonly Version[]>;
  /** A kept file by its SHA-256, checked against it; null where there is none. */
  file(sha256: string): Promise<Uint8Array | null>;

  /**
   * Takes the sending of a version for this process, and finds what a dead one left: what it had handed over is uncertain now. A sender of
   * the same host lives as long as its process, whatever the clocks say; one of another host while its last beat is within a minute: by the
   * clock of the database where it has one for all hosts, else of `at`. Those who begin `together` live by both: one that could not end what it
   * sent is dead after a minute, though its process goes on.
   *
   * Those who begin `together` live beside each other: each has what `due` gave it, and what one had in hands when it ended or died is uncertain
   * or free again, whatever the others do. Each beat of one looks whether others have died. Who begins alone finds all of them in its way, and
   * they him.
   *
   * @returns a name for this sender, or who is sending it
   */
  begin(
    version: string,
    who: { readonly process: number; readonly host: string },
    at: IsoInstant,
    how?: { readonly together?: boolean },
  ): Promise<
    | { readonly sender: string; readonly uncertain: number }
    | { readonly busy: { readonly process: number; readonly host: string; readonly since: IsoInstant } }
  >;
  /** Still alive; called every few seconds. False where another has taken it over: then nothing more may be handed over. */
  beat(sender: string, at: IsoInstant): Promise<boolean>;
  /** Where one that began together stands among the others; one that ended as well. */
  together(sender: string, at: IsoInstant): Promise<Together>;
  /** The moment by the store's own clock, where it has one for all hosts; else `at`. */
  clock(at: IsoInstant): Promise<IsoInstant>;
  /** Gives the sending up; what is still handed over then is uncertain. */
  end(sender: string, at: IsoInstant): Promise<void>;

  /**
   * A row for each active reader of the version's tier who was sent nothing of that day, in any edition. For a correction also one for
   * whoever was sent (or may have been sent: accepted, sent, uncertain, handed over) an earlier version of the day and edition, whatever his
   * tier now, if he is active; those rows are corrections. A second version that is no correction goes to nobody who has the first. One
   * who was withdrawn and is active again is queued again.
   *
   * What is queued or deferred of earlier versions is superseded in the same transaction; so is, as withdrawn, what waits in the other edition
   * for a reader who is entered here. Nothing is entered once a newer version of the day and edition was.
   *
   * @param most no more new rows than this, in order of readers' ids
   */
  enqueue(version: string, at: IsoInstant, most: number | null): Promise<Enqueued>;
  /**
   * What is due, claimed for this sender, and handed out once: deferred ones whose time has come (or lies more than a day ahead, since then
   * the clock was set back) before queued ones, oldest first. Those who left the list are withdrawn instead.
   *
   * @returns none also where another has taken over, which `beat` tells, and where a newer version was enqueued, which supersedes the rest
   */
  due(sender: string, at: IsoInstant, most: number): Promise<readonly Due[]>;
  /** The next moment at which a deferred one is due, but for those that a sender has in hands; null where none is. */
  nextDue(version: string): Promise<IsoInstant | null>;
  /**
   * Steps, in one synced transaction together with others of the same moment; false for each that was not made. Where it fails, no step of
   * the moment was made, and all who wait for one get the fault.
   */
  mark(marks: readonly Mark[]): Promise<readonly boolean[]>;

  tally(version: string): Promise<Tally>;
  /** Rows in order of recipients, a page at a time. */
  receipts(
    version: string,
    filter: { readonly state?: DeliveryState; readonly address?: string },
  ): AsyncIterable<Receipt>;
  /**
   * A person's word on uncertain ones, kept with his name: `resend` queues them again (where a newer version was enqueued, they are
   * superseded by that one), `accept` counts them as sent.
   *
   * @param recipients null: all uncertain ones of the version
   * @returns how many
   */
  settle(
    version: string,
    settling: {
      readonly recipients: readonly string[] | null;
      readonly how: "resend" | "accept";
      readonly by: string;
      readonly note: string | null;
    },
    at: IsoInstant,
  ): Promise<number>;
  /**
   * How the list of a tier stands beside those to whom its last day before `date` went, in any of that day's versions.
   *
   * @returns null where nothing was sent before
   */
  listChange(
    edition: Tier,
    date: IsoDate,
  ): Promise<{
    readonly last: number;
    readonly now: number;
    readonly joined: number;
    readonly left: number;
  } | null>;
}
