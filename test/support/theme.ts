import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { DressedChart } from "../../pipeline/model/chart.ts";
import { type Theme, ThemeSchema } from "../../pipeline/model/theme.ts";
import { chartLook } from "../../pipeline/render/theme-css.ts";
import type { Charts } from "../../pipeline/world/world.ts";

/** content/theme.yaml as the product ships it. */
export const shippedThemeText = readFileSync(new URL("../../content/theme.yaml", import.meta.url), "utf8");
export const shippedTheme: Theme = ThemeSchema.parse(parse(shippedThemeText));
export const shippedLook = chartLook({ theme: shippedTheme, files: {} });

/** Charts as issues show them. */
export function inShippedLook<Drawer extends Pick<Charts, "svg" | "png">>(charts: Drawer): Drawer {
  const worn = (spec: DressedChart) => ({ ...spec, look: shippedLook });
  return { ...charts, svg: (spec) => charts.svg(worn(spec)), png: (spec) => charts.png(worn(spec)) };
}
