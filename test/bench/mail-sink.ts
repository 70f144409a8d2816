// A mail server in a process of its own, that takes everything and keeps nothing: says its port, and on SIGTERM how much it took.
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

let letters = 0;
let bytes = 0;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  disableReverseLookup: true,
  hideENHANCEDSTATUSCODES: false,
  logger: false,
  onData(stream, _session, done) {
    stream.on("data", (chunk: Uint8Array) => {
      bytes += chunk.length;
    });
    stream.on("end", () => {
      letters += 1;
      done();
    });
  },
});
server.on("error", () => undefined);
server.listen(0, "127.0.0.1", () => {
  console.log((server.server.address() as AddressInfo).port);
});
process.on("SIGTERM", () => {
  console.log(JSON.stringify({ letters, bytes }));
  process.exit(0);
});
