import type { Progress } from "../deliver/sending/sending.ts";
import type { Tier } from "../model/subscriber.ts";
import { movingLine, progressWords, type Screen } from "./moving-line.ts";

/** How far a sending is, for whoever waits. */
export interface SendProgress {
  tell(tier: Tier, progress: Progress): void;
  /** A sentence on a line of its own. */
  remark(sentence: string): void;
  /** Takes the moving line away. */
  end(): void;
}

export function sendProgress(screen: Screen): SendProgress {
  const line = movingLine(screen);
  return { ...line, tell: (tier, progress) => line.tell(progressWords(tier, progress)) };
}
