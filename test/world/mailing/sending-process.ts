// A process of its own that marks deliveries: the file, the version, how many lines at once. Prints each step that it was told as made:
// "h ID" handed over, "a ID" accepted; "busy" where another is sending. Ends when nothing is due; with `hold`
// not before its standard input has.

import { text } from "node:stream/consumers";
import type { Due } from "../../../pipeline/world/mailing/mailing.ts";
import { openDeliveries } from "../../../pipeline/world/mailing/open-deliveries.ts";
import { openMailingFile } from "../../../pipeline/world/mailing/open-mailing.ts";
import { ACCEPT, HAND, HERE, markOf } from "./deliveries/store.ts";

const [path = "", version = "", lines = "1", hold = ""] = process.argv.slice(2);
const file = openMailingFile(path);
const deliveries = openDeliveries(file);
const now = () => new Date().toISOString();
const say = (word: string) => void process.stdout.write(`${word}\n`);

try {
  const begun = await deliveries.begin(version, HERE, now());
  if ("busy" in begun) say("busy");
  else {
    say(`u ${begun.uncertain}`);
    await Promise.all(Array.from({ length: Number(lines) }, () => sendAll(begun.sender)));
    if (hold) await text(process.stdin);
    await deliveries.end(begun.sender, now());
  }
} catch (fault) {
  say(`fault ${(fault as { code?: string }).code}`);
  process.exitCode = 1;
}
await file.close();

async function sendAll(sender: string): Promise<void> {
  for (;;) {
    const page = await deliveries.due(sender, now(), 7);
    if (page.length === 0) return;
    for (const due of page) await sendOne(due, sender);
  }
}

async function sendOne(due: Due, sender: string): Promise<void> {
  const [handed] = await deliveries.mark([markOf(due, sender, { ...HAND, at: now() })]);
  if (!handed) return;
  say(`h ${due.recipient}`);
  const [accepted] = await deliveries.mark([markOf(due, sender, { ...ACCEPT, at: now() })]);
  if (accepted) say(`a ${due.recipient}`);
}
