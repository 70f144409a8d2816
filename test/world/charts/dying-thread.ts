import { parentPort } from "node:worker_threads";

/** A drawing thread that dies of its first picture. */
parentPort!.on("message", () => {
  throw new RangeError("The canvas has gone.");
});
