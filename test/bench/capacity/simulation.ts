/** What hands letters over on one machine. Times are milliseconds. */
export interface Machine {
  readonly cores: number;
  /** Connections to the mail server, each with one letter at a time. */
  readonly lines: number;
  /** Of the sender's one thread, for a letter without its steps in the ledger. */
  readonly letterMs: number;
  /** Of the mail server's one thread, for a letter. */
  readonly sinkMs: number;
  /** To claim a page of letters in the ledger, for which the next ones wait. */
  readonly claimMs: number;
  /** Until a thread that has nothing to do hears what the other one said: it is asleep and must be woken. */
  readonly wakeMs: number;
  /** How long so many steps take that come in one transaction, its round trips and its sync included. */
  transactionMs(steps: number): number;
  /** What of it is the sender's thread at work. */
  transactionCpuMs(steps: number): number;
}

export interface Simulated {
  readonly perSecond: number;
  readonly transactionsPerLetter: number;
}

type Station = "sender" | "sink" | "ledger";

/** Greetings and body go back and forth four times, then `handed over`, the dot, `accepted`. */
const COURSE: readonly Station[] = [
  ...Array.from({ length: 4 }, () => ["sender", "sink"] as const).flat(),
  ...(["sender", "ledger", "sender", "sink", "sender", "ledger"] as const),
];
/** Letters that are claimed together. */
export const PAGE = 200;
/** How often sender or mail server hears from the other. */
export const WORDS = COURSE.filter(
  (one, at) => at > 0 && one !== "ledger" && COURSE[at - 1] !== "ledger" && one !== COURSE[at - 1],
).length;
const burstsAt = (station: Station) => COURSE.filter((one) => one === station).length;

/** A letter, and where it stands in `COURSE`. */
interface Letter {
  at: number;
}

/**
 * Hands over so many letters, event by event. Sender and mail server are event loops of one thread: a turn takes whoever has come, one after
 * the other. Steps in the ledger begin at the end of the sender's turn, or when the transaction before is written, and share one: how many
 * do comes out, and is not put in.
 */
export function simulate(machine: Machine, count: number): Simulated {
  const burstMs = {
    sender: machine.letterMs / burstsAt("sender"),
    sink: machine.sinkMs / burstsAt("sink"),
  };
  const waiting: Record<Station, Letter[]> = { sender: [], sink: [], ledger: [] };
  const busy = new Set<Station>();
  const events: { readonly at: number; readonly happen: () => void }[] = [];
  let [now, begun, claimed, done, transactions, idle] = [0, 0, 0, 0, 0, 0];

  const after = (ms: number, happen: () => void) => {
    const at = now + ms;
    const place = events.findIndex((event) => event.at > at);
    events.splice(place < 0 ? events.length : place, 0, { at, happen });
  };
  const begin = () => {
    if (begun === count) return;
    if (begun === claimed) {
      idle += 1;
      return;
    }
    begun += 1;
    waiting.sender.push({ at: 0 });
  };
  const claim = () => {
    busy.add("ledger");
    after(machine.claimMs, () => {
      busy.delete("ledger");
      claimed += PAGE;
      const lines = idle;
      idle = 0;
      for (let line = 0; line < lines; line += 1) begin();
    });
  };
  const onwards = (letter: Letter) => {
    const from = COURSE[letter.at]!;
    letter.at += 1;
    const to = COURSE[letter.at];
    if (to === undefined) {
      done += 1;
      begin();
    } else if (from !== "ledger" && to !== "ledger" && !busy.has(to))
      after(machine.wakeMs, () => waiting[to].push(letter));
    else waiting[to].push(letter);
  };
  const turnOf = (station: "sender" | "sink") => {
    const turn = waiting[station].splice(0);
    busy.add(station);
    for (const [place, letter] of turn.entries())
      after((place + 1) * burstMs[station], () => {
        if (place === turn.length - 1) busy.delete(station);
        onwards(letter);
      });
  };
  const write = () => {
    const group = waiting.ledger.splice(0);
    busy.add("ledger").add("sender");
    transactions += 1;
    after(machine.transactionCpuMs(group.length), () => busy.delete("sender"));
    after(machine.transactionMs(group.length), () => {
      busy.delete("ledger");
      group.forEach(onwards);
    });
  };
  /** A transaction waits for its round trips and the disk more than for a core. */
  const serve = () => {
    for (const station of ["sink", "sender"] as const) {
      const [isFree, other] = [!busy.has(station), busy.has(station === "sink" ? "sender" : "sink")];
      if (isFree && waiting[station].length > 0 && (machine.cores > 1 || !other)) turnOf(station);
    }
    if (busy.has("ledger")) return;
    if (idle > 0) claim();
    else if (waiting.ledger.length > 0 && !busy.has("sender")) write();
  };

  for (let line = 0; line < machine.lines; line += 1) begin();
  for (serve(); done < count; serve()) {
    const event = events.shift()!;
    now = event.at;
    event.happen();
  }
  return { perSecond: (done * 1000) / now, transactionsPerLetter: transactions / done };
}
