import { dkimKeyOf } from "../deliver/dkim/dkim-key.ts";
import { type FaultDetail, PipelineError } from "../errors.ts";
import type { DeliverySecrets, DeliverySettings, RelaySettings } from "../model/delivery-settings.ts";
import type { Files } from "../world/world.ts";
import type { Environment } from "./environment.ts";

const LEAST_LETTERS = 32;

/** What the environment holds, as far as it can be used, and everything that is missing or wrong. */
export interface ReadSecrets {
  readonly secrets: DeliverySecrets;
  /** Code `secret-missing`; they name variables and files and never what these say. */
  readonly faults: readonly FaultDetail[];
}

type Wanted = Pick<DeliverySettings, "relays" | "dkim">;

/** The secrets of delivery. @throws PipelineError secret-missing, with all that is missing or wrong */
export async function deliverySecrets(
  environment: Environment,
  settings: Wanted,
  files: Pick<Files, "read">,
): Promise<DeliverySecrets> {
  const { secrets, faults } = await readSecrets(environment, settings, files);
  if (faults.length > 0) throw new PipelineError(faults);
  return secrets;
}

/** The secrets that these settings ask for: the key of links always, that of DKIM and those of relays where the settings name them. */
export async function readSecrets(
  environment: Environment,
  { relays, dkim }: Wanted,
  files: Pick<Files, "read">,
): Promise<ReadSecrets> {
  const link = longKey("TRACKER_LINK_KEY", environment);
  const intake = headerKey("TRACKER_INTAKE_KEY", environment);
  const signing = await dkimKey(environment, files);
  const logins = relays.filter(({ login }) => login).map((relay) => loginOf(relay, environment));
  const absent = [
    ...(link === null ? [missing("TRACKER_LINK_KEY", LINK_REMEDY)] : []),
    ...(dkim && signing === null ? [missing("TRACKER_DKIM_KEY", DKIM_REMEDY)] : []),
  ];
  const wrong = [link, intake, signing, ...logins].flatMap((one) =>
    one && "faults" in one ? one.faults : [],
  );
  const secrets: DeliverySecrets = {
    linkKey: heldBy(link),
    dkimKey: heldBy(signing),
    intakeKey: heldBy(intake),
    logins: Object.fromEntries(logins.flatMap((one) => ("value" in one ? [one.value] : []))),
  };
  return { secrets, faults: [...absent, ...wrong] };
}

/** What a variable holds, or what is wrong with it; null: it is not set. */
type Found<T> = { readonly value: T } | { readonly faults: readonly FaultDetail[] };

const LINK_REMEDY = `Set it to ${LEAST_LETTERS} random letters or more, and keep it: links in mails that were sent hold by it.`;
const DKIM_REMEDY =
  "Set it to the private key in PEM, or TRACKER_DKIM_KEY_FILE to its file, or set dkim: null in content/delivery.yaml.";

function longKey(name: string, environment: Environment): Found<string> | null {
  const value = environment[name] ?? "";
  if (value === "") return null;
  if (value.length >= LEAST_LETTERS && value.trim() === value) return { value };
  const message =
    value.trim() === value
      ? `The key has ${value.length} letters: fewer than ${LEAST_LETTERS}.`
      : "The key begins or ends with a space or a line end.";
  return { faults: [wrongSecret(name, message, `Set it to ${LEAST_LETTERS} random letters or more.`)] };
}

/** One that comes in a header of a request, which holds ASCII. */
function headerKey(name: string, environment: Environment): Found<string> | null {
  const found = longKey(name, environment);
  if (!found || "faults" in found || /^[\x21-\x7e]+$/.test(found.value)) return found;
  const message = "The key holds spaces, line ends or letters outside ASCII, which no request can bring.";
  return { faults: [wrongSecret(name, message, `Set it to ${LEAST_LETTERS} random letters or more.`)] };
}

async function dkimKey(environment: Environment, files: Pick<Files, "read">): Promise<Found<string> | null> {
  const { TRACKER_DKIM_KEY: given = "", TRACKER_DKIM_KEY_FILE: path = "" } = environment;
  if (given !== "" && path !== "") {
    const message = "TRACKER_DKIM_KEY and TRACKER_DKIM_KEY_FILE are both set.";
    return { faults: [wrongSecret("TRACKER_DKIM_KEY", message, "Leave one of them away.")] };
  }
  // Shells and settings of containers hold one line: there a PEM has \n in place of its line ends.
  if (given !== "") return pemOf("TRACKER_DKIM_KEY", given.replaceAll("\\n", "\n"));
  if (path === "") return null;
  const bytes = await keyFile(path, files);
  if (typeof bytes !== "string") return pemOf("TRACKER_DKIM_KEY_FILE", new TextDecoder().decode(bytes));
  return { faults: [wrongSecret("TRACKER_DKIM_KEY_FILE", bytes, "Set it to the path of the PEM file.")] };
}

/** The file's bytes, or what is wrong. The path is never told: where somebody mistook the variable, it is the key itself. */
async function keyFile(path: string, files: Pick<Files, "read">): Promise<Uint8Array | string> {
  if (path.includes("-----BEGIN")) return "It holds a key; the path of its file is expected.";
  try {
    return (await files.read(path)) ?? "The file that it names is not there.";
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return "What it names cannot be read, or is no file.";
  }
}

function pemOf(name: string, pem: string): Found<string> {
  try {
    dkimKeyOf(pem);
    return { value: pem };
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    return { faults: error.faults.map((fault) => ({ ...fault, place: name })) };
  }
}

type Login = readonly [relay: string, { readonly user: string; readonly password: string }];

function loginOf({ name }: RelaySettings, environment: Environment): Found<Login> {
  const { user: userName, password: passwordName } = loginVariables(name);
  const [user = "", password = ""] = [environment[userName], environment[passwordName]];
  const remedy = `Set it, or login: false for the relay ${name} in content/delivery.yaml.`;
  const faults = [
    ...(user === "" ? [missing(userName, remedy)] : []),
    ...(password === "" ? [missing(passwordName, remedy)] : []),
  ];
  return faults.length > 0 ? { faults } : { value: [name, { user, password }] };
}

/** The variables in which a relay's user and password stand: hyphens of its name are underscores there. */
export function loginVariables(relay: string): { readonly user: string; readonly password: string } {
  const name = relay.toUpperCase().replaceAll("-", "_");
  return { user: `TRACKER_SMTP_${name}_USER`, password: `TRACKER_SMTP_${name}_PASSWORD` };
}

function heldBy<T>(found: Found<T> | null): T | null {
  return found && "value" in found ? found.value : null;
}

function missing(place: string, remedy: string): FaultDetail {
  return wrongSecret(place, "The environment does not hold it.", remedy);
}

function wrongSecret(place: string, message: string, remedy: string): FaultDetail {
  return { code: "secret-missing", place, message, remedy };
}
