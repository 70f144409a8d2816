import type { Letter } from "../../../pipeline/model/letter.ts";
import { compose, type MailWords } from "../../../pipeline/site/forms/compose.ts";
import { MAIL_RATES, openMailLimits } from "../../../pipeline/site/forms/mail-limits.ts";
import { openOutbox } from "../../../pipeline/site/forms/outbox.ts";
import { openCounts } from "../../../pipeline/site/serve/counts.ts";
import { openHealth } from "../../../pipeline/site/serve/health.ts";
import { publicSite, type SiteHouse } from "../../../pipeline/site/serve/public-site.ts";
import type { PublicAsked } from "../../../pipeline/world/public-server.ts";
import type { Reply } from "../../../pipeline/world/serve.ts";
import { madeUpList } from "../made-up-list.ts";

export const LINK_KEY = "a key of links that nobody knows, long enough";
export const INTAKE_KEY = "a key of the intake that nobody knows either";

/** A public site whose pages are their names and views as JSON, over a list in memory and a clock that is set by hand. */
export function madeUpSite(more: Partial<SiteHouse> = {}) {
  const list = madeUpList();
  const mails: MailWords[] = [];
  const told: string[] = [];
  const lines: string[] = [];
  const clock = { now: "2025-11-05T12:00:00.000Z", ticks: 0 };
  let nonces = 0;
  const house: SiteHouse = {
    site: "https://tracker.example.com",
    base: "",
    publication: "The Tracker",
    desk: "tracker@example.com",
    linkKey: LINK_KEY,
    intakeKey: INTAKE_KEY,
    port: 8080,
    page: (name, view) => JSON.stringify({ page: name, ...view }),
    ...more,
  };
  const now = () => clock.now;
  const tell = (sentence: string) => void told.push(sentence);
  const letter: Letter = { from: "tracker@example.com", to: "", parts: [], bytes: 0 };
  const composing = {
    subscribers: list,
    now,
    nonce: () => {
      nonces += 1;
      return `nonce${String(nonces).padStart(11, "0")}`;
    },
    letter: (words: MailWords) => {
      mails.push(words);
      return letter;
    },
  };
  const outbox = openOutbox({
    compose: (asking) => compose(asking, house, composing),
    carry: async () => "taken",
    sleep: async () => undefined,
    chance: () => 0.5,
    tell,
  });
  const deliveries = {
    versions: async () => [],
    tally: async () => {
      throw new Error("there is no version");
    },
  };
  const world = {
    subscribers: list,
    deliveries,
    outbox,
    limits: openMailLimits(MAIL_RATES, () => clock.ticks),
    counts: openCounts(),
    health: openHealth({ deliveries, subscribers: list, ticks: () => clock.ticks, tell }),
    archive: async ({ target }: PublicAsked): Promise<Reply> => ({
      status: target === "/" ? 200 : 404,
      headers: { "content-type": "text/html; charset=utf-8" },
      body: "<style>a{b:c}</style>archive",
    }),
    now,
    ticks: () => clock.ticks,
    tell,
    log: (line: string) => void lines.push(line),
  };
  const answer = publicSite(house, world);
  return {
    answer,
    list,
    mails,
    told,
    lines,
    clock,
    world,
    /** When all mails that were asked for are written. */
    async written() {
      while (outbox.waiting > 0) await new Promise((resolve) => setImmediate(resolve));
    },
    /** The path of the link in the newest mail. */
    linkPath: () => mails.at(-1)!.link.slice(house.site.length),
  };
}

/** The page of an answer: its name and view. */
export function pageOf({ body }: Reply): Record<string, unknown> & { page: string } {
  return JSON.parse(String(body));
}
