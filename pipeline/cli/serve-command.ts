import { randomBytes } from "node:crypto";
import { readDelivery } from "../desk/settings/read-delivery.ts";
import { PipelineError } from "../errors.ts";
import type { DeliverySecrets, DeliverySettings } from "../model/delivery-settings.ts";
import { allSections } from "../sections/all.ts";
import { mailLetters } from "../site/forms/mail-letters.ts";
import { openArchive } from "../site/pages/archive.ts";
import { framedForms } from "../site/pages/form-frame.ts";
import { readArchiveHouse } from "../site/pages/read-house.ts";
import { openServe } from "../site/serve/open-serve.ts";
import { realNow } from "../world/clock.ts";
import { realFiles } from "../world/files.ts";
import { keptOn } from "../world/kept.ts";
import { openMaildir } from "../world/maildir.ts";
import { openDeliveries } from "../world/mailing/open-deliveries.ts";
import { openSubscribers } from "../world/mailing/open-subscribers.ts";
import { newSubscriberId } from "../world/mailing/subscriber-id.ts";
import { publicServing } from "../world/public-server.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { deliverySecrets } from "./delivery-secrets.ts";
import { handingWorld, readAuthorities } from "./mailing-world.ts";
import { projectRoot } from "./project-root.ts";
import { type ServeOptions, serveOptions } from "./serve-options.ts";
import { stopSignals } from "./stop-signals.ts";
import { mailingOf } from "./stores.ts";
import { forTerminal } from "./terminal-text.ts";

/** Longer, a request that waits for the database would hold up all others; it is asked again meanwhile. */
const PATIENCE_MS = 250;

/** `serve`: the archive, subscribing and leaving, and the intake of bounces, until it is stopped; then what is under way is ended. */
export async function serveCommand(
  invocation: Invocation,
  _operands: readonly string[],
  options: Options,
): Promise<Outcome> {
  const given = serveOptions(options);
  const root = projectRoot(invocation, options);
  const settings = await settingsOf(root);
  const secrets = await deliverySecrets(invocation.environment, settings, realFiles);
  const { authorities, faults } = await readAuthorities(root, settings, realFiles);
  if (faults.length > 0) throw new PipelineError(faults);
  const file = mailingOf(invocation, root, PATIENCE_MS);
  const tell = (line: string) => void process.stderr.write(`${forTerminal(line)}\n`);
  const stop = stopSignals(() => tell("Ending what is under way; once more ends at once."));
  try {
    const deliveries = openDeliveries(file);
    const words = await wordsOf(root, settings, secrets);
    const archive = openArchive(words.house, { deliveries, now: realNow });
    // The first who searches need not wait for every issue to be read; a fault is told to whoever asks.
    void archive.warm().catch(() => undefined);
    const served = await openServe(
      { settings, secrets, authorities, ...given, ...words },
      {
        ...handingWorld(settings),
        archive: archive.answer,
        serving: publicServing,
        subscribers: openSubscribers(file, { newId: newSubscriberId }),
        deliveries,
        maildir: given.maildir === null ? null : openMaildir(given.maildir),
        nonce,
        tell,
      },
    );
    return await untilStopped(served, { given, stop: stop.signal, json: options.json === true });
  } finally {
    stop.release();
    await file.close();
  }
}

/** What the site and its mails say, by the desk's templates and theme. */
async function wordsOf(root: string, settings: DeliverySettings, { dkimKey, linkKey }: DeliverySecrets) {
  const world = { files: realFiles, kept: keptOn(null) };
  const house = await readArchiveHouse({ root, kind: "served", linkKey }, allSections, world);
  const { publication, desk } = house;
  return {
    house,
    publication,
    page: framedForms(house),
    letter: mailLetters({ publication, desk, settings, dkimKey }, house, { now: realNow, nonce }),
  };
}

function nonce(): string {
  return randomBytes(12).toString("base64url");
}

interface Until {
  readonly given: ServeOptions;
  readonly stop: AbortSignal;
  readonly json: boolean;
}

async function untilStopped(
  served: Awaited<ReturnType<typeof openServe>>,
  { given: { host }, stop, json }: Until,
): Promise<Outcome> {
  const address = `http://${host.includes(":") ? `[${host}]` : host}:${served.port}/`;
  process.stdout.write(`${json ? JSON.stringify({ address }) : address}\n`);
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener("abort", resolve, { once: true }));
  await served.close();
  return { exit: 0, text: "", json: { address, stopped: true } };
}

async function settingsOf(root: string): Promise<DeliverySettings> {
  const settings = await readDelivery(root, { files: realFiles });
  if (settings) return settings;
  throw new PipelineError({
    code: "file-missing",
    place: "content/delivery.yaml",
    message: "The project does not say where its site is and who sends its mails.",
    remedy:
      "Bring the file back from the project's history; every field: pipeline/model/delivery-settings.ts.",
  });
}
