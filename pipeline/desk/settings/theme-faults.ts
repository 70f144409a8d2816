import type { FaultDetail } from "../../errors.ts";
import type { Palette, Theme } from "../../model/theme.ts";
import { chartColours } from "../../render/theme-css.ts";
import { contrast } from "./contrast.ts";
import type { CheckedYaml, FieldPath } from "./read-yaml.ts";

type Fault = CheckedYaml<unknown>["fault"];

/** What stands apart from its ground at least so far: words, and shapes that carry a meaning (WCAG 2.2, 1.4.3 and 1.4.11). */
const [WORDS, SHAPES] = [4.5, 3] as const;

/** What no schema can say of a theme's colours: words can be read on their ground, and the night knows every colour of a chart. */
export function colourFaults({ colours }: Theme, fault: Fault): FaultDetail[] {
  return [
    ...(["light", "dark"] as const).flatMap((time) =>
      contrastFaults(colours[time], ["colours", time], fault),
    ),
    ...nightFaults(colours, fault),
  ];
}

interface Pair {
  readonly field: FieldPath;
  readonly colour: string;
  readonly ground: readonly [name: string, colour: string];
  readonly least: number;
}

function contrastFaults(palette: Palette, at: FieldPath, fault: Fault): FaultDetail[] {
  return pairsOf(palette).flatMap(({ field, colour, ground: [name, ground], least }) => {
    const found = contrast(colour, ground);
    if (found >= least) return [];
    // Cut and not rounded: 4.46 must not read as the 4.5 that it fails.
    const ratio = (Math.floor(found * 10) / 10).toFixed(1);
    const message = `${colour} on ${name} ${ground} has a contrast of ${ratio} to 1, and ${least} to 1 is needed there.`;
    return [fault([...at, ...field], message, "Take a colour further from its ground.")];
  });
}

/** Every colour that something is read by, with the grounds that it stands on. */
function pairsOf(palette: Palette): readonly Pair[] {
  const { ink, grey, panel, paper, accent, link, bar, heat, chart } = palette;
  const grounds = {
    paper: ["the paper", paper],
    panel: ["the panel", panel],
    band: ["the band", chart.band],
  } as const;
  const shades = (["above", "below"] as const).flatMap((side) =>
    heat[side].map((colour, index) => ({ side, index, colour })),
  );
  const words = [
    ...Object.values(grounds).map((ground) => ({ field: ["ink"], colour: ink, ground })),
    ...Object.values(grounds).map((ground) => ({ field: ["grey"], colour: grey, ground })),
    { field: ["accent"], colour: accent, ground: grounds.paper },
    { field: ["link"], colour: link, ground: grounds.paper },
    // The numbers at the ends of several lines wear their lines' colours.
    { field: ["chart", "positive"], colour: chart.positive, ground: grounds.paper },
    { field: ["chart", "negative"], colour: chart.negative, ground: grounds.paper },
    ...shades.map(({ side, index, colour }) => ({
      field: ["heat", side, index],
      colour: ink,
      ground: ["this shade", colour] as const,
    })),
  ];
  return [
    ...words.map((pair) => ({ ...pair, least: WORDS })),
    { field: ["bar"], colour: bar, ground: grounds.paper, least: SHAPES },
  ];
}

/** A chart is recoloured at night by the colours that it was drawn in: two parts that look the same by day must be the same at night. */
function nightFaults({ light, dark }: Theme["colours"], fault: Fault): FaultDetail[] {
  const night = chartColours(dark);
  const seen = new Map<string, keyof typeof night>();
  return Object.entries(chartColours(light)).flatMap(([name, colour]) => {
    const part = name as keyof typeof night;
    const first = seen.get(colour) ?? part;
    seen.set(colour, first);
    if (night[first] === night[part]) return [];
    const message = `Charts draw ${first} and ${part} both in ${colour} by day, but at night one is ${night[first]} and the other ${night[part]}.`;
    return [
      fault(["colours", "dark", ...fieldOf(part)], message, "Make them differ by day or be alike at night."),
    ];
  });
}

function fieldOf(part: string): FieldPath {
  return ["positive", "negative", "band"].includes(part) ? ["chart", part] : [part];
}
