import { hashOf } from "../../rebuild/record.ts";
import type { Charts } from "../../world/world.ts";

/** Some six issues with their charts in every cut. */
const MOST = 600;

/** Charts that remember what they drew, by its spec; the oldest are forgotten. */
export function rememberedCharts(charts: Charts): Charts {
  return { warm: charts.warm, svg: remembered(charts.svg), png: remembered(charts.png) };
}

function remembered<Asked, Made>(make: (asked: Asked) => Promise<Made>): (asked: Asked) => Promise<Made> {
  const made = new Map<string, Promise<Made>>();
  return (asked) => {
    const key = hashOf(JSON.stringify(asked));
    const drawing = made.get(key) ?? make(asked);
    // Put in again, it is the youngest.
    made.delete(key);
    made.set(key, drawing);
    drawing.catch(() => made.delete(key));
    if (made.size > MOST) made.delete(made.keys().next().value ?? "");
    return drawing;
  };
}
