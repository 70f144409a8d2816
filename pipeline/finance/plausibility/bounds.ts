import { type Column, type Suspicion, say } from "./column.ts";

/** Rows outside the plausible bounds of the series, one suspicion for each unbroken run of them; a missing row breaks none. */
export function outOfBounds({ dates, values, plausible: [least, most] }: Column): readonly Suspicion[] {
  const found: Suspicion[] = [];
  let [first, last] = [-1, -1];
  const close = () => {
    if (first < 0) return;
    const [from, to, value] = [dates[first]!, dates[last]!, say(values[first]!)];
    const span = from === to ? "" : `, and so is every row up to ${to}`;
    const message = `${value} on ${from} is outside the plausible ${say(least)} to ${say(most)}${span}.`;
    found.push({ rule: "bounds", from, to, message });
    first = -1;
  };
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row];
    if (value === null || value === undefined) continue;
    if (value >= least && value <= most) close();
    else [first, last] = [first < 0 ? row : first, row];
  }
  close();
  return found;
}
