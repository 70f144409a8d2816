import type { Progress } from "../deliver/sending/sending.ts";

/** One line that says how far a long work is, and remarks above it. */
export interface MovingLine {
  /** What the line says from now on. */
  tell(words: string): void;
  /** A sentence on a line of its own. */
  remark(sentence: string): void;
  /** Takes the moving line away. */
  end(): void;
}

export interface Screen {
  /** A person watches: one line moves. Otherwise a plain line now and then. */
  readonly terminal: boolean;
  ticks(): number;
  write(text: string): void;
}

const PLAIN_MS = 10_000;
/** To the line's beginning, and clear it. */
const CLEAR = "\r\u001b[2K";

export function movingLine({ terminal, ticks, write }: Screen): MovingLine {
  let last = ticks();
  let isMoving = false;
  const clear = () => {
    if (isMoving) write(CLEAR);
    isMoving = false;
  };
  return {
    tell(words) {
      if (terminal) {
        write(`${CLEAR}${words}`);
        isMoving = true;
      } else if (ticks() - last >= PLAIN_MS) {
        last = ticks();
        write(`${words}\n`);
      }
    },
    remark(sentence) {
      clear();
      write(`${sentence}\n`);
    },
    end: clear,
  };
}

/** "free: 1,200 of 10,000, 312 a second, 29 s left". */
export function progressWords(name: string, progress: Progress): string {
  const { done, total, perSecond, secondsLeft } = progress;
  const rate = perSecond >= 10 ? Math.round(perSecond) : Math.round(perSecond * 10) / 10;
  const left = secondsLeft === null ? [] : [`${durationWords(secondsLeft)} left`];
  return [`${name}: ${grouped(done)} of ${grouped(total)}`, `${grouped(rate)} a second`, ...left].join(", ");
}

/** "45 s", "3 min 20 s", "2 h 5 min". */
export function durationWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return `${grouped(hours)} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}

/** "12,345"; the same in every locale. */
export function grouped(count: number): string {
  const [whole = "", ...part] = String(count).split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...part].join(".");
}
