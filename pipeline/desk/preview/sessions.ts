import type { Source } from "../../collect/source.ts";
import type { Stir } from "../../world/watch.ts";
import type { Change } from "./api.ts";
import { type Choice, nameOf } from "./choice.ts";
import { rememberedCharts } from "./drawn.ts";
import type { PreviewWorld } from "./issue-maker.ts";
import { type Additions, openSession, type Session } from "./session.ts";
import type { Stages } from "./stages.ts";
import { type SteadyFiles, steadyFiles } from "./steady-files.ts";
import { templateShelf } from "./template-shelf.ts";

/** The folders of a project of which an issue is made. */
export const WATCHED = ["content", "templates", "assets"] as const;
/** Sessions that are kept: switching there and back costs nothing. */
const MOST = 6;
/** So often a state that is overtaken while it is made is passed over; then it is told all the same. */
const PATIENCE = 3;

export interface Project {
  readonly root: string;
  readonly sourceOf: (id: string) => Promise<Source>;
  readonly stages: Stages;
  readonly additions: Additions;
  readonly world: PreviewWorld;
}

/** All issues that are looked at, over one look at the files. */
export interface Sessions extends Stir {
  readonly steady: SteadyFiles;
  /** The issue as the files were at the last look. */
  open(choice: Choice): Promise<Session>;
  /** Hears of every change of an issue, until the returned function is called. */
  listen(choice: Choice, hear: (change: Change) => void): () => void;
  /** After something was asked of a session that may have shown a fault. */
  tellNews(session: Session): Promise<void>;
  /** Writes in turn, between two looks; done when all that listen have heard of it. */
  write<T>(act: () => Promise<T>): Promise<T>;
}

interface Kept {
  readonly session: Session;
  readonly hearers: Set<(change: Change) => void>;
  /** The look that it was made from. */
  madeAt: number;
}

export function openSessions({ root, sourceOf, stages, additions, world: outside }: Project): Sessions {
  const steady = steadyFiles(
    outside.files,
    WATCHED.map((folder) => `${root}/${folder}`),
  );
  const world = { ...outside, charts: rememberedCharts(outside.charts) };
  const templates = templateShelf(world);
  const kept = new Map<string, Kept>();
  let [looks, stirs] = [0, 0];
  let turn: Promise<unknown> = Promise.resolve();

  /** One thing at a time: what is made of a look is made before the next one. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = turn.then(act);
    turn = done.catch(() => undefined);
    return done;
  };
  const find = (choice: Choice): Kept => {
    const name = nameOf(choice);
    const found = kept.get(name) ?? {
      session: openSession({ root, choice, sourceOf, steady, templates, stages, world }, additions),
      hearers: new Set(),
      madeAt: -1,
    };
    kept.delete(name);
    kept.set(name, found);
    const idle = [...kept].filter(([other, { hearers }]) => other !== name && hearers.size === 0);
    for (const [other] of idle.slice(0, Math.max(0, kept.size - MOST))) kept.delete(other);
    return found;
  };
  const tell = ({ session, hearers }: Kept) => {
    for (const hear of hearers) hear(session.change());
  };
  const refresh = async (one: Kept): Promise<boolean> => {
    if (one.madeAt === looks) return false;
    one.madeAt = looks;
    return one.session.refresh();
  };
  const lookAround = async () => {
    const [news, made] = [new Set<Kept>(), new Set<Kept>()];
    for (let tries = 1; ; tries += 1) {
      const before = stirs;
      if (await steady.look()) looks += 1;
      for (const one of [...kept.values()].filter(({ hearers }) => hearers.size > 0)) {
        if (one.madeAt !== looks) made.add(one);
        if (await refresh(one)) news.add(one);
      }
      // Whatever moved while it was read or made is known after a turn of the event loop: then it is looked at again first.
      await new Promise((go) => setImmediate(go));
      if (stirs === before || tries >= PATIENCE) break;
    }
    for (const one of news) tell(one);
    // Whoever has heard asks for the state, and so for this; where no word changed nobody would.
    for (const one of made) if (!news.has(one) && (await one.session.lint())) tell(one);
  };
  return {
    steady,
    open: (choice) =>
      inTurn(async () => {
        const one = find(choice);
        if (await refresh(one)) tell(one);
        return one.session;
      }),
    listen(choice, hear) {
      const one = find(choice);
      one.hearers.add(hear);
      return () => void one.hearers.delete(hear);
    },
    async tellNews(session) {
      const one = kept.get(nameOf(session.choice));
      if (one?.session === session && (await session.hasNews())) tell(one);
    },
    stirred() {
      stirs += 1;
    },
    settled: () => void inTurn(lookAround),
    write: (act) =>
      inTurn(async () => {
        const done = await act();
        await lookAround();
        return done;
      }),
  };
}
