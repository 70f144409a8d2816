/** One picture asked for. */
export interface Commission<Spec> {
  readonly id: number;
  readonly form: "svg" | "png";
  readonly spec: Spec;
}

/**
 * Pictures in the order asked for, but every SVG before any PNG: pages wait for the first, mails are made last.
 * Between two pictures the thread listens, so that an SVG asked for now overtakes the PNGs that still wait. A PNG's pixels
 * are packed elsewhere (libuv) while the next one is drawn, so `draw` is not awaited.
 */
export function drawingQueue<Spec>(
  draw: (commission: Commission<Spec>) => void,
): (commission: Commission<Spec>) => void {
  const waiting = { svg: [] as Commission<Spec>[], png: [] as Commission<Spec>[] };
  let awake = false;
  const next = () => {
    const commission = waiting.svg.shift() ?? waiting.png.shift();
    awake = commission !== undefined;
    if (!commission) return;
    setImmediate(next);
    draw(commission);
  };
  return (commission) => {
    waiting[commission.form].push(commission);
    if (awake) return;
    awake = true;
    setImmediate(next);
  };
}
