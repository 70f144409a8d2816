import type { IsoInstant } from "../../model/unit.ts";
import type { Web, WebReply, WebRequest } from "../world.ts";
import { fetchPage, type Means } from "./journey.ts";
import { keysIn } from "./keys.ts";
import { momentsBy } from "./moments.ts";
import { pacing } from "./pace.ts";
import { mirrorRoot, routesThrough } from "./routes.ts";
import { DEFAULT_SETTINGS, type WebSettings } from "./settings.ts";
import { openWire } from "./wire.ts";

/** The web, with its clock and an end. */
export interface OpenWeb extends Web {
  /** The present: our own clock's, or the moment that the mirror replays. */
  moment(): Promise<IsoInstant>;
  /** Ends all connections and waits; what is not answered yet fails. */
  close(): Promise<void>;
}

export interface WebOpening {
  /** Environment variables, as the command line read them: keys are in there. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `https://HOST/PATH` is asked as `MIRROR/HOST/PATH`; null: the sources themselves. */
  readonly mirror: string | null;
  readonly now: () => IsoInstant;
  readonly settings?: Partial<WebSettings>;
}

/**
 * The pages of the outside. Nothing is opened before the first request.
 *
 * @throws PipelineError usage, where the mirror is no http address
 */
export function openWeb({ environment, mirror, now, settings: wishes }: WebOpening): OpenWeb {
  const settings = { ...DEFAULT_SETTINGS, ...wishes };
  const routes = routesThrough(mirror);
  const keys = keysIn(environment);
  const closing = new AbortController();
  const wire = openWire(settings, mirror === null);
  const askMirror = mirror === null ? null : () => wire.date(mirrorRoot(mirror), settings.momentMs);
  const moments = momentsBy(now, askMirror);
  const pace = pacing(settings, closing.signal);
  const means: Means = { keys, routes, wire, pace, moments, settings, closing: closing.signal, now };
  const asked = new Map<string, Promise<WebReply>>();

  return {
    secrets: new Set(keys.keys()),
    get(request) {
      const name = nameOf(request);
      const reply = asked.get(name) ?? fetchPage(request, means);
      asked.set(name, reply);
      return reply;
    },
    moment: () => moments.present(),
    async close() {
      closing.abort();
      await wire.close();
    },
  };
}

/** Two requests of one name are one. */
function nameOf({ url, headers = {} }: WebRequest): string {
  const sorted = Object.entries(headers)
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .sort();
  return [url, ...sorted].join("\n");
}
