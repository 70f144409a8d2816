// The process behind mail-folder.ts: says its port, keeps letters, and does as it is told.
import { appendFileSync, writeFileSync } from "node:fs";
import type { AddressInfo, Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { Conduct } from "./mail-folder.ts";

const [folder = "."] = process.argv.slice(2);
const list = join(folder, "letters.jsonl");
const [cut, lost] = [new Set<string>(), new Set<string>()];
let slowMs = 0;
let count = 0;
writeFileSync(list, "");

/** What smtp-server does not document is needed to cut a line. */
interface Inner {
  readonly id: string;
  readonly _socket: Socket;
}

function cutLine({ id: own }: SMTPServerSession): void {
  const inner = [...(server.connections as unknown as Set<Inner>)].find(({ id }) => id === own);
  inner?._socket.destroy();
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  disableReverseLookup: true,
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", async () => {
      const { mailFrom, rcptTo } = session.envelope;
      const to = rcptTo.map(({ address }) => address).join(" ");
      await sleep(slowMs);
      if (lost.delete(to)) return cutLine(session);
      count += 1;
      const file = `${String(count).padStart(6, "0")}.eml`;
      writeFileSync(join(folder, file), Buffer.concat(chunks));
      const from = mailFrom ? mailFrom.address : "";
      appendFileSync(list, `${JSON.stringify({ to, from, file })}\n`);
      if (cut.delete(to)) cutLine(session);
      else done(null, `2.0.0 Ok: queued as ${count}`);
    });
  },
});

process.on("message", (conduct: Conduct) => {
  slowMs = conduct.slowMs ?? 0;
  for (const address of conduct.cutAfter ?? []) cut.add(address);
  for (const address of conduct.lose ?? []) lost.add(address);
  process.send?.("told");
});
process.on("disconnect", () => process.exit());
server.on("error", () => undefined);
server.listen(0, "127.0.0.1", () => process.send?.((server.server.address() as AddressInfo).port));
