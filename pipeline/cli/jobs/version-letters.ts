import { createHash } from "node:crypto";
import type { Mailing } from "../../deliver/message/mailing.ts";
import { keptForms } from "../../desk/sending/mail-forms.ts";
import { PipelineError } from "../../errors.ts";
import type { Version } from "../../model/delivery.ts";
import { TierSchema } from "../../model/subscriber.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";
import { lettersOf } from "../letters.ts";
import type { Outgoing } from "../outgoing.ts";

/** The letters of a version by its id, as it was frozen. */
export type LettersOf = (version: string, outgoing: Outgoing) => Promise<Mailing>;

/** A day has two editions: more are not held. */
const MOST = 2;

/** Letters of the last versions are kept: what they share is encoded once, for all batches of this worker. */
export function versionLetters(deliveries: Pick<Deliveries, "versions" | "file">): LettersOf {
  const kept = new Map<string, Promise<Mailing>>();
  return (id, outgoing) => {
    const { settings, secrets } = outgoing;
    const said = createHash("sha256")
      .update(JSON.stringify([settings, secrets]))
      .digest("hex");
    const key = `${id} ${said}`;
    const there = kept.get(key);
    if (there) return there;
    const made = lettersFor(id, outgoing, deliveries);
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    for (const old of [...kept.keys()].slice(0, -MOST)) kept.delete(old);
    return made;
  };
}

async function lettersFor(
  id: string,
  { settings, secrets }: Outgoing,
  deliveries: Pick<Deliveries, "versions" | "file">,
): Promise<Mailing> {
  const version = await versionOf(id, deliveries);
  const { linkKey } = secrets;
  if (linkKey === null) throw new Error("secrets without faults lack the key for links");
  const dkimKey = settings.dkim ? secrets.dkimKey : null;
  const forms = await keptForms(version, deliveries);
  return lettersOf({ version, forms, settings, linkKey, dkimKey, prefix: "" });
}

/** @throws PipelineError archive-damaged, where the database does not hold it */
async function versionOf(id: string, { versions }: Pick<Deliveries, "versions">): Promise<Version> {
  const [date = "", edition = ""] = id.split("/");
  const found = await versions({ date, edition: TierSchema.parse(edition) });
  const version = found.find((one) => one.id === id);
  if (version) return version;
  throw new PipelineError({
    code: "archive-damaged",
    place: id,
    message: "The database does not hold this version.",
    remedy: "Check that TRACKER_DATABASE names the database of the desk.",
  });
}
