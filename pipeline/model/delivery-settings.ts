import { z } from "zod";

const HourSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "an hour such as 16:30");
const NameSchema = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, "lower-case letters, digits and hyphens");
const HostSchema = z.string().regex(/^[A-Za-z0-9.:-]+$/, "a host's name or address");
const SiteSchema = z
  .url({ protocol: /^https?$/ })
  .refine((url) => !/[?#]/.test(url) && !url.endsWith("/"), "an address without query and slash at its end");

export const RelaySchema = z.strictObject({
  name: NameSchema,
  host: HostSchema,
  port: z.int().min(1).max(65535).default(587),
  /** `starttls`: asked for, and refused where it is not offered; `implicit`: from the first byte (465); `none`: only to this machine itself. */
  tls: z.enum(["starttls", "implicit", "none"]).default("starttls"),
  /** PEM file of the authority that signed the relay's certificate, below the project; left out: those that Node knows. */
  authority: z.string().optional(),
  /** The relay wants a user: name and password come from TRACKER_SMTP_<NAME>_USER and TRACKER_SMTP_<NAME>_PASSWORD. */
  login: z.boolean().default(false),
  connections: z.int().min(1).max(100).default(5),
  /** Messages a second at most; null: as fast as it takes them. */
  perSecond: z.number().positive().nullable().default(null),
  /** A connection is closed after so many messages. */
  perConnection: z.int().positive().default(1000),
  /** How long an answer may take. */
  replySeconds: z.number().positive().default(60),
});
export type RelaySettings = z.infer<typeof RelaySchema>;

const DomainLimitSchema = z.strictObject({
  /** Messages a second to readers of one domain; null: no limit. */
  perSecond: z.number().positive().nullable().default(null),
  connections: z.int().positive().nullable().default(null),
});
export type DomainLimit = z.infer<typeof DomainLimitSchema>;

/** content/delivery.yaml: how issues go out. Keys and passwords come from the environment, never from here. */
export const DeliverySettingsSchema = z.strictObject({
  /** Sender: name and address. */
  from: z.strictObject({ name: z.string().min(1).max(100), address: z.string().min(3) }),
  replyTo: z.string().min(3).nullable().default(null),
  /** RFC 2919: "daily.example.com". */
  listId: z.string().regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, "a name such as daily.example.com"),
  /** Where `serve` or the site made by `build --site` is reached from outside; links to unsubscribe lead there. */
  site: SiteSchema,
  /** Stands at the foot of each mail, as the law of many countries asks; null: nothing. */
  postalAddress: z.string().min(1).max(300).nullable().default(null),
  /** Hours of New York in which issues may go out; null: any. */
  window: z.strictObject({ from: HourSchema, to: HourSchema }).nullable().default(null),
  /** `send` refuses where more than this share of a tier's list came or went since its last issue, 0 to 1. */
  listChange: z.number().min(0).max(1).default(0.2),
  /** An approval that is older counts no more. */
  approvalHours: z.number().positive().default(72),
  /** Tiers whose readers get a PDF with their name on each page. */
  personalPdf: z.array(z.enum(["free", "paid"])).default([]),
  /** What the public archive shows of a paid issue: nothing, or all of it behind a signed link that a reader's mail holds. */
  paidArchive: z.enum(["withheld", "signed"]).default("signed"),
  /** RFC 6376. The key comes from TRACKER_DKIM_KEY (PEM) or TRACKER_DKIM_KEY_FILE; null: not signed. */
  dkim: z
    .strictObject({ domain: HostSchema, selector: z.string().regex(/^[A-Za-z0-9.-]+$/, "a DNS name") })
    .nullable()
    .default(null),
  relays: z.array(RelaySchema).min(1),
  /** By domain; "default" is for those that are not named. */
  domains: z.record(z.string(), DomainLimitSchema).default({}),
  retry: z
    .strictObject({
      /** Of one message, with those of earlier runs. */
      attempts: z.int().min(1).max(50).default(8),
      /** Before the second attempt; doubled before each further one, up to `mostSeconds`. */
      firstSeconds: z.number().positive().default(60),
      mostSeconds: z.number().positive().default(3600),
      /** How long one `send` goes on while only deferred ones are left. */
      runMinutes: z.number().nonnegative().default(60),
    })
    .prefault({}),
});
export type DeliverySettings = z.infer<typeof DeliverySettingsSchema>;

/** What the environment holds for delivery; handed on by value, shown nowhere. */
export interface DeliverySecrets {
  /** TRACKER_LINK_KEY, at least 32 characters: signs the links in mails. null: not set. */
  readonly linkKey: string | null;
  /** PEM. */
  readonly dkimKey: string | null;
  /** By the relay's name. */
  readonly logins: Readonly<Record<string, { readonly user: string; readonly password: string }>>;
  /** TRACKER_INTAKE_KEY: who may hand in bounces by webhook. */
  readonly intakeKey: string | null;
}
