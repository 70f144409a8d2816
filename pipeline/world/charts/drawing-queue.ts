/**
 * Runs what is put in, one after the other, the most urgent first: every SVG before any PNG, since pages wait for the first and
 * mails are made last; practice when nothing else waits. Between two runs the thread listens, so that an SVG asked for now
 * overtakes the PNGs that still wait. A PNG's pixels are packed elsewhere (libuv) while the next one is drawn, so `run` is
 * not awaited.
 */
export type Urgency = (typeof ranks)[number];
const ranks = ["svg", "png", "practice"] as const;

export function drawingQueue<Work>(run: (work: Work) => void): (urgency: Urgency, work: Work) => void {
  const waiting: Record<Urgency, Work[]> = { svg: [], png: [], practice: [] };
  let awake = false;
  const next = () => {
    const rank = ranks.find((urgency) => waiting[urgency].length > 0);
    awake = rank !== undefined;
    if (!rank) return;
    setImmediate(next);
    run(waiting[rank].shift()!);
  };
  return (urgency, work) => {
    waiting[urgency].push(work);
    if (awake) return;
    awake = true;
    setImmediate(next);
  };
}
