import type { FaultDetail } from "../errors.ts";
import { sentence } from "../errors.ts";
import type { DeliverySecrets, DeliverySettings, RelaySettings } from "../model/delivery-settings.ts";
import type { IsoInstant } from "../model/unit.ts";
import type { Relays } from "../world/relays/relay.ts";
import { dkimRecord } from "./dkim-record.ts";
import { type DoctorRow, failedRow, rowOf } from "./doctor.ts";
import { isExampleHost } from "./sending/made-up-hosts.ts";

/** How issues go out from here. */
export interface MailPatient {
  readonly now: IsoInstant;
  readonly settings: DeliverySettings;
  readonly secrets: DeliverySecrets;
  /** Secrets and authorities' files that are missing or wrong. */
  readonly faults: readonly FaultDetail[];
  readonly authorities: Readonly<Record<string, Uint8Array>>;
  /** null: nobody asked for it, and the network is left alone. */
  readonly relays: Relays | null;
  readonly looks: {
    /** Active ones. */
    readers(): Promise<{ readonly free: number; readonly paid: number }>;
    /** When a version was last kept; null: never. */
    lastFrozenAt(): Promise<IsoInstant | null>;
  };
}

const USUAL_BITS = 2048;

/** What sending needs of this machine and its settings. What is missing is a warning, unless somebody asks about mail. */
export async function examineMail(patient: MailPatient): Promise<readonly DoctorRow[]> {
  const { settings } = patient;
  return [
    senderRow(patient),
    ...secretRows(patient),
    dkimRow(patient),
    ...(await Promise.all(settings.relays.map((relay) => relayRow(relay, patient)))),
    await readersRow(patient),
    await ledgerRow(patient),
  ];
}

/** Whether mail is expected to work: the sender is somebody's, or a person asks. */
function isWanted({ settings, relays }: MailPatient): boolean {
  return relays !== null || !isExampleHost(settings.from.address);
}

function lack(patient: MailPatient): DoctorRow["verdict"] {
  if (patient.relays !== null) return "missing";
  return isWanted(patient) ? "warn" : "ok";
}

function senderRow({ settings: { from, site } }: MailPatient): DoctorRow {
  const found = `${from.address}, readers' links lead to ${site}`;
  if (!isExampleHost(from.address)) return rowOf("sender", "ok", found, null);
  return rowOf("sender", "ok", `${found}: an example, which goes to relays on this machine alone`, null);
}

function secretRows(patient: MailPatient): readonly DoctorRow[] {
  const { faults } = patient;
  if (faults.length === 0)
    return [rowOf("mail secrets", "ok", "all that content/delivery.yaml asks for are set", null)];
  return faults.map((fault) => {
    const found = sentence({ ...fault, place: "", remedy: "" });
    const needed = isWanted(patient) ? found : `${found} \`send\` needs it`;
    return rowOf(fault.place ?? "mail", lack(patient), needed, fault.remedy ?? null);
  });
}

function dkimRow(patient: MailPatient): DoctorRow {
  const { settings, secrets } = patient;
  if (!settings.dkim) {
    const remedy =
      "Write dkim: { domain, selector } into content/delivery.yaml, and set TRACKER_DKIM_KEY_FILE.";
    const verdict = isExampleHost(settings.from.address) ? "ok" : "warn";
    return rowOf("DKIM", verdict, "letters are not signed, and many receivers refuse such mail", remedy);
  }
  if (secrets.dkimKey === null)
    return rowOf("DKIM", lack(patient), "there is no key to sign with", "See TRACKER_DKIM_KEY.");
  const { record, bits } = dkimRecord(settings.dkim, secrets.dkimKey);
  const isShort = bits !== null && bits < USUAL_BITS;
  const found = `${bits === null ? "" : `${bits} bits; `}to be published as: ${record}`;
  return rowOf(
    "DKIM",
    isShort ? "warn" : "ok",
    found,
    "Make a longer key: openssl genrsa -out dkim.pem 2048",
  );
}

/** Greeting, TLS and login; no letter. */
async function relayRow(
  relay: RelaySettings,
  { relays, secrets, authorities }: MailPatient,
): Promise<DoctorRow> {
  const { name, host, port, tls, login } = relay;
  const check = `relay ${name}`;
  const where = `${host}:${port}, ${tls === "none" ? "without TLS" : tls}`;
  if (!relays) return rowOf(check, "ok", `${where}; not asked: \`doctor --mail\` does`, null);
  try {
    const line = await relays.open(relay, secrets.logins[name] ?? null, authorities[name] ?? null);
    if ("trouble" in line) {
      const remedy =
        line.trouble === "busy"
          ? "Try again; then ask who runs it."
          : "Correct content/delivery.yaml, the user or the password.";
      return rowOf(check, "missing", line.reason, remedy);
    }
    await line.close();
    return rowOf(check, "ok", `${where}: answers${login ? ", and takes the login" : ""}`, null);
  } catch (error) {
    return failedRow(check, error);
  }
}

async function readersRow({ looks }: MailPatient): Promise<DoctorRow> {
  try {
    const { free, paid } = await looks.readers();
    return rowOf("readers", "ok", `${free} free and ${paid} paid are active`, null);
  } catch (error) {
    return failedRow("readers", error);
  }
}

/** What was recorded cannot lie ahead. */
async function ledgerRow({ now, looks }: MailPatient): Promise<DoctorRow> {
  const check = "clock and deliveries";
  try {
    const last = await looks.lastFrozenAt();
    if (last === null) return rowOf(check, "ok", "nothing was sent yet", null);
    const isAhead = Date.parse(last) > Date.parse(now);
    const found = `the last issue was sent at ${last}${isAhead ? ", which lies ahead: the clock was set back" : ""}`;
    return rowOf(check, isAhead ? "missing" : "ok", found, "Set the clock.");
  } catch (error) {
    return failedRow(check, error);
  }
}
