import type { RelaySettings } from "../../model/delivery-settings.ts";
import type { NoLine } from "./relay.ts";
import { readReply } from "./reply.ts";

/** What nodemailer says of a connection that came to nothing. */
export interface ConnectionFault {
  readonly message: string;
  readonly code?: string | undefined;
  readonly originalCode?: string | undefined;
  readonly response?: string | undefined;
  readonly command?: string | undefined;
}

/** How TLS and certificates fail, in the words of Node and OpenSSL. */
const TLS_CODE =
  /^(ERR_(TLS|SSL|OSSL)|EPROTO$|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|HOSTNAME_|INVALID_(CA|PURPOSE)|CRL_|PATH_LENGTH)/;

/** A fault of opening as a sentence, without anything that the relay said about a login. */
export function noLine(relay: RelaySettings, fault: ConnectionFault, secrets: readonly string[]): NoLine {
  const reply = fault.response ? readReply(fault.response, secrets) : null;
  const code = reply?.code ?? null;
  const trouble = isForGood(fault, code) ? "refused" : "busy";
  const said = reply ? `${reply.code}${reply.enhanced ? ` ${reply.enhanced}` : ""}` : null;
  const what = whatHappened(fault, said);
  const words = reply && fault.code !== "EAUTH" && reply.text ? `: ${reply.text}` : "";
  return { trouble, code, reason: `Relay ${relay.name} (${relay.host}:${relay.port}) ${what}${words}.` };
}

/** Why a relay must not even be tried. */
export function refusedRelay(relay: RelaySettings, why: string): NoLine {
  return {
    trouble: "refused",
    code: null,
    reason: `Relay ${relay.name} (${relay.host}:${relay.port}) ${why}`,
  };
}

function isForGood({ code, originalCode, response }: ConnectionFault, replied: number | null): boolean {
  if (replied !== null) return replied >= 500;
  if (code === "EAUTH") return true;
  if (TLS_CODE.test(originalCode ?? code ?? "")) return true;
  // A greeting without a code is of something that speaks no SMTP.
  return code === "EPROTOCOL" && response !== undefined;
}

function whatHappened({ code, originalCode, command }: ConnectionFault, said: string | null): string {
  if (code === "EAUTH")
    return said ? `refused the user and password (${said})` : "offers no login that can be used";
  if (command === "STARTTLS") return said ? `does not offer TLS (${said})` : "broke off while TLS was set up";
  if (TLS_CODE.test(originalCode ?? code ?? ""))
    return `has no TLS or certificate that can be trusted (${originalCode ?? code})`;
  if (said) return `does not want to talk (${said})`;
  if (code === "ETIMEDOUT") return "did not answer in time";
  if (code === "EPROTOCOL") return "speaks no SMTP";
  return `cannot be reached (${originalCode ?? code ?? "closed"})`;
}
