import type { PrivateAddress } from "./addresses.ts";
import { seconds, type WebSettings } from "./settings.ts";

/** Why there was no answer. */
export interface Trouble {
  readonly kind: "trouble";
  /** The rest of a sentence that begins with the host. */
  readonly because: string;
  /** Whether another try may fare better. */
  readonly passing: boolean;
}

/** Codes of our own: the first byte, the whole did not come in time. */
export const FIRST_BYTE = "EFIRSTBYTE";
export const WHOLE_TIME = "EWHOLETIME";

/** Of the codes that errors of node and undici bear; their messages are not shown: they may hold what was sent. */
export function troubleBy(error: unknown, settings: WebSettings): Trouble {
  const fault = rootOf(error);
  const code = String(fault.code ?? fault.name ?? "unknown");
  const passing = PASSING[code]?.(settings);
  if (passing) return { kind: "trouble", because: passing, passing: true };
  if (code === "EPRIVATE") return lasting(privateWords(fault as unknown as PrivateAddress));
  if (code === WHOLE_TIME) return lasting(`did not answer within ${seconds(settings.wholeMs)} in all`);
  if (code.startsWith("HPE_")) return lasting("answered with something that is not HTTP");
  return lasting(LASTING[code] ?? `could not be asked (${code.replace(/\W/g, "").slice(0, 60)})`);
}

export function lasting(because: string): Trouble {
  return { kind: "trouble", because, passing: false };
}

function rootOf(error: unknown): NodeJS.ErrnoException {
  const fault = (error ?? {}) as NodeJS.ErrnoException;
  if (!fault.code && fault instanceof AggregateError && fault.errors.length)
    return rootOf((fault as AggregateError).errors[0]);
  return fault;
}

const BROKE_OFF = () => "broke off the connection before it answered";

const PASSING: Readonly<Record<string, (settings: WebSettings) => string>> = {
  UND_ERR_CONNECT_TIMEOUT: ({ connectMs }) => `did not take the connection within ${seconds(connectMs)}`,
  ETIMEDOUT: ({ connectMs }) => `did not take the connection within ${seconds(connectMs)}`,
  [FIRST_BYTE]: ({ firstByteMs }) => `did not begin to answer within ${seconds(firstByteMs)}`,
  ECONNREFUSED: () => "refused the connection",
  ECONNRESET: BROKE_OFF,
  EPIPE: BROKE_OFF,
  UND_ERR_SOCKET: BROKE_OFF,
  EHOSTUNREACH: () => "cannot be reached from here",
  ENETUNREACH: () => "cannot be reached from here",
  EAI_AGAIN: () => "has a name that could not be looked up: the name server did not answer",
};

const LASTING: Readonly<Record<string, string>> = {
  HTTPParserError: "answered with something that is not HTTP",
  ENOTFOUND: "has a name that is not known",
  UND_ERR_DESTROYED: "was not asked to the end: the program is closing its connections",
  UND_ERR_CLOSED: "was not asked to the end: the program is closing its connections",
};

function privateWords({ address }: PrivateAddress): string {
  return `is not asked: its name leads to ${address}, which is not a public address`;
}
