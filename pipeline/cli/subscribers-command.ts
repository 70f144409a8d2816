import { addReader, changeReader, removeReader } from "../desk/subscribers/one-reader.ts";
import { PipelineError } from "../errors.ts";
import type { Subscriber, Taken } from "../model/subscriber.ts";
import { realNow } from "../world/clock.ts";
import { openSubscribers } from "../world/mailing/open-subscribers.ts";
import { newSubscriberId } from "../world/mailing/subscriber-id.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { projectRoot } from "./project-root.ts";
import { mailingOf } from "./stores.ts";
import { importOutcome } from "./subscribers-import.ts";
import { type Asked, expectOwnOptions, nameIn, textIn, tierIn } from "./subscribers-options.ts";
import { exportOutcome, listOutcome } from "./subscribers-told.ts";

const DOES: Readonly<Record<string, (asked: Asked) => Promise<Outcome>>> = {
  add,
  import: importOutcome,
  list: listOutcome,
  export: exportOutcome,
  remove,
  pause: (asked) => change(asked, "paused"),
  resume: (asked) => change(asked, "active"),
  unsubscribe: (asked) => change(asked, "unsubscribed"),
};

/** `subscribers add|import|list|export|remove|pause|resume|unsubscribe [ADDRESS|FILE]`: the list of readers. */
export async function subscribersCommand(
  invocation: Invocation,
  [does = "list", what = null, ...rest]: readonly (string | null)[],
  options: Options,
): Promise<Outcome> {
  const run = does !== null && Object.hasOwn(DOES, does) ? DOES[does] : undefined;
  if (!run || rest.length > 0) throw noSuch(does, rest);
  expectOwnOptions(does!, options);
  const file = mailingOf(invocation, projectRoot(invocation, options));
  try {
    const subscribers = openSubscribers(file, { newId: newSubscriberId });
    return await run({ invocation, what, options, world: { subscribers, now: realNow } });
  } finally {
    await file.close();
  }
}

const CAME: Readonly<Record<Exclude<Taken, "suppressed" | "left">, string>> = {
  added: "is on the list",
  unchanged: "stands on the list like that already",
  changed: "was on the list and is changed",
  returned: "had left and is back",
};

async function add({ what, options, world }: Asked): Promise<Outcome> {
  const text = textIn(options, "consent");
  const by = nameIn(options);
  if (text !== null && by === null) throw nobody("says that the reader agreed");
  const consent = text === null || by === null ? null : { text, by };
  const given = { address: address(what), name: textIn(options, "name"), tier: tierIn(options) ?? "free" };
  const { taken, reader } = await addReader({ ...given, consent }, world);
  const waits =
    reader.state === "pending"
      ? ' Nothing shows that the reader agreed: he gets nothing until he confirms, or --consent "what shows it" --by NAME is given.'
      : "";
  const came = taken === "suppressed" || taken === "left" ? "" : CAME[taken];
  return { exit: 0, text: `${standing(reader)}: ${came}.${waits}`, json: { taken, subscriber: reader } };
}

async function change(
  { what, options, world }: Asked,
  to: "paused" | "active" | "unsubscribed",
): Promise<Outcome> {
  const { reader, changed } = await changeReader(address(what), { to, by: nameIn(options) }, world);
  const text = `${standing(reader)}${changed ? "." : ": that was so before."}`;
  return { exit: 0, text, json: { changed, subscriber: reader } };
}

async function remove({ what, options, world }: Asked): Promise<Outcome> {
  const by = nameIn(options);
  if (by === null) throw nobody("removes the reader");
  const { address: removed, was, earlier } = await removeReader(address(what), by, world);
  const before = earlier
    ? ` It was removed${earlier.by === null ? "" : ` by ${earlier.by}`} on ${earlier.at.slice(0, 10)}.`
    : "";
  const text = was
    ? `${removed} is removed: nothing of the reader is left but a salted hash of the address, which keeps old files from bringing it back.`
    : `${removed} was not on the list.${before} A salted hash of the address is kept, so that no file can put it there.`;
  return { exit: 0, text, json: { address: removed, was, by, earlier } };
}

function standing({ address, tier, state }: Subscriber): string {
  return `${address} (${tier}, ${state})`;
}

function address(what: string | null): string {
  if (what !== null) return what;
  throw new PipelineError({
    code: "usage",
    message: "No address is given.",
    remedy: "Write it behind the command: ada@example.com.",
  });
}

function nobody(does: string): PipelineError {
  return new PipelineError({
    code: "usage",
    message: `Nobody is named who ${does}.`,
    remedy: "Write: --by NAME.",
  });
}

function noSuch(does: string | null, rest: readonly (string | null)[]): PipelineError {
  const all = Object.keys(DOES).join(", ");
  const message =
    rest.length > 0
      ? `Too many words: ${rest.map((word) => JSON.stringify(word)).join(", ")}.`
      : `There is no ${JSON.stringify(`subscribers ${does}`)}.`;
  return new PipelineError({
    code: "usage",
    message,
    remedy: `There are: ${all}, each with one address or file.`,
  });
}
