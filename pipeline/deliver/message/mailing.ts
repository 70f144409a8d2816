import type { DeliveryKind, Version } from "../../model/delivery.ts";
import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { Letter } from "../../model/letter.ts";

/** All that the letters of one version are made of. */
export interface MailingOf {
  readonly version: Version;
  /** By name: email.html, email.txt, issue.pdf, logo and charts/*.png as far as email.html shows them. */
  readonly forms: Readonly<Record<string, Uint8Array>>;
  readonly settings: DeliverySettings;
  /** Signs unsubscribe and issue links. */
  readonly linkKey: string;
  /** PEM; null: not signed, which settings.dkim null asks for. */
  readonly dkimKey: string | null;
  /** In the subject, before everything else: "[Test] "; else "". */
  readonly prefix: string;
}

export interface Reader {
  readonly id: string;
  readonly address: string;
  readonly name: string | null;
}

/** The letters of a version: what they share is encoded once. */
export interface Mailing {
  letterFor(reader: Reader, kind: DeliveryKind): Letter;
}
