// A worker of its own: the database, how long a build takes in ms, how far its clock is off in ms, its grace in ms. Prints "ready", of each
// attempt "b KEY ATTEMPT MOMENT" when it begins, "e KEY OUTCOME MOMENT" when it ends, "drained" at its end. Ends on SIGTERM.

const [address = "", ms = "0", skew = "0", graceMs = "30000"] = process.argv.slice(2);
const True = Date;
const moment = () => Math.round(performance.timeOrigin + performance.now());

// Before anything that may keep the clock is loaded.
globalThis.Date = class extends True {
  constructor(...given: readonly unknown[]) {
    super(...((given.length ? given : [True.now() + Number(skew)]) as []));
  }
  static override now = () => True.now() + Number(skew);
} as DateConstructor;

const { quickQueue } = await import("./working.ts");
const say = (line: string) => void process.stdout.write(`${line}\n`);
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());

const queue = quickQueue(address);
say("ready");
await queue.work({
  doers: { build: () => new Promise((go) => setTimeout(go, Number(ms))) },
  signal: stop.signal,
  graceMs: Number(graceMs),
  onBegun: ({ key, attempt }) => say(`b ${key} ${attempt} ${moment()}`),
  onEnded: ({ job, outcome }) => say(`e ${job.key} ${outcome.replaceAll(" ", "-")} ${moment()}`),
});
await queue.close();
say("drained");

export {};
