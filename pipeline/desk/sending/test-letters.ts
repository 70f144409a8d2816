import type { Sending } from "../../deliver/sending/sending.ts";
import type { FaultDetail } from "../../errors.ts";
import { PipelineError } from "../../errors.ts";
import type { DeliverySecrets, RelaySettings } from "../../model/delivery-settings.ts";
import type { Finding } from "../../model/finding.ts";
import type { Letter } from "../../model/letter.ts";
import type { Tier } from "../../model/subscriber.ts";
import { placeName } from "../../rebuild/issue-place.ts";
import type { HandOver, Line, Relays } from "../../world/relays/relay.ts";
import { senderFindings } from "./sender-findings.ts";
import { refused } from "./sending-finding.ts";
import { type Trial, type TrialRequest, type TrialWorld, trialReader, trialsOf } from "./trial.ts";

export interface TestRequest extends TrialRequest {
  /** They have passed `readAddress`. */
  readonly addresses: readonly string[];
  readonly logins: DeliverySecrets["logins"];
  readonly authorities: Sending["authorities"];
  /** Secrets and authorities' files that are missing. */
  readonly faults: readonly FaultDetail[];
}

/** What a relay said to one letter. */
export interface Tried {
  readonly tier: Tier;
  readonly to: string;
  readonly relay: string;
  readonly accepted: boolean;
  readonly reply: string;
}

export type TestWorld = TrialWorld & { readonly relays: Relays };

/**
 * The letter of each edition to addresses of the desk, as readers would get it but for the subject; nothing is entered in the ledger.
 *
 * @throws PipelineError artifact-missing, relay-refused (no relay opens a line)
 */
export async function sendTests(
  request: TestRequest,
  world: TestWorld,
): Promise<{ readonly refused: readonly Finding[] } | { readonly tried: readonly Tried[] }> {
  const trials = await trialsOf(request, world);
  const against = [
    ...senderFindings(request.settings).filter(({ verdict }) => verdict === "refused"),
    ...request.faults.map(({ place = "delivery", message, remedy }) => refused(place, message, remedy)),
    ...trials.filter(({ simulated }) => simulated !== false).map(notObserved),
  ];
  if (against.length > 0) return { refused: against };
  const tried: Tried[] = [];
  for (const { tier, letterFor } of trials)
    for (const address of request.addresses) {
      const letter = letterFor(trialReader(address, world.now()));
      tried.push({ tier, to: address, ...(await handTo(letter, request, world)) });
    }
  return { tried };
}

function notObserved({ place, simulated }: Trial): Finding {
  const message = simulated
    ? "It is made of simulated sample data, which never goes out by mail."
    : "Nothing says whether its figures are simulated.";
  return refused(placeName(place), message, "Write it to a file instead: --dry-run.");
}

type Said = Pick<Tried, "relay" | "accepted" | "reply">;

/** By the first relay that opens a line. */
async function handTo(letter: Letter, request: TestRequest, { relays }: TestWorld): Promise<Said> {
  const faults: FaultDetail[] = [];
  for (const relay of request.settings.relays) {
    const login = request.logins[relay.name] ?? null;
    const line = await relays.open(relay, login, request.authorities[relay.name] ?? null);
    if (!("trouble" in line)) return handOver(letter, relay, line);
    const remedy = "See: npx tracker doctor --mail.";
    faults.push({ code: "relay-refused", place: `relay ${relay.name}`, message: line.reason, remedy });
  }
  throw new PipelineError(faults);
}

async function handOver(letter: Letter, relay: RelaySettings, line: Line): Promise<Said> {
  try {
    const handed = await line.hand(letter, async () => true);
    return { relay: relay.name, accepted: isAccepted(handed), reply: replyWords(handed) };
  } finally {
    await line.close();
  }
}

function isAccepted(handed: HandOver): boolean {
  return handed.outcome === "replied" && handed.step === "end" && Math.floor(handed.code / 100) === 2;
}

function replyWords(handed: HandOver): string {
  if (handed.outcome === "replied") return `${handed.code} ${handed.text}`;
  return handed.outcome === "lost" ? handed.reason : "The line was closed.";
}
