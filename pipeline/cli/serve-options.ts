import { isIP } from "node:net";
import { resolve } from "node:path";
import { type FaultDetail, PipelineError } from "../errors.ts";
import { type Proxies, readProxies } from "../world/caller.ts";
import type { Options } from "./command.ts";

export interface ServeOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly proxies: Proxies;
  /** null: bounces come by webhook alone. */
  readonly maildir: string | null;
}

const DEFAULT_PORT = 8080;

/** The options of `serve`. @throws PipelineError usage, with everything that is wrong in them */
export function serveOptions({ host = "127.0.0.1", port, trustedProxy, maildir }: Options): ServeOptions {
  const faults: FaultDetail[] = [];
  const wrong = (message: string, remedy: string) => faults.push({ code: "usage", message, remedy });
  if (port !== undefined && !(/^\d{1,5}$/.test(String(port)) && Number(port) <= 65_535))
    wrong(`--port is no port: ${JSON.stringify(port)}.`, "Give a number up to 65535; 0 is any free one.");
  if (typeof host !== "string" || (isIP(host) === 0 && host !== "localhost"))
    wrong(
      `--host is no address of a machine: ${JSON.stringify(host)}.`,
      "Write 127.0.0.1 behind a proxy on this machine, or 0.0.0.0 for all that reach it.",
    );
  if (typeof maildir === "string" && maildir.trim() === "")
    wrong("--maildir names no folder.", "Write the path of the maildir, or leave the option out.");
  const proxies = orFaults(() => readProxies(typeof trustedProxy === "string" ? [trustedProxy] : []), faults);
  if (faults.length > 0) throw new PipelineError(faults);
  return {
    host: String(host),
    port: port === undefined ? DEFAULT_PORT : Number(port),
    proxies: proxies ?? [],
    maildir: typeof maildir === "string" ? resolve(maildir) : null,
  };
}

function orFaults<T>(read: () => T, faults: FaultDetail[]): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    faults.push(...error.faults);
    return null;
  }
}
