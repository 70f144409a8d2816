import { expect, test } from "vitest";
import { standIns } from "../../pipeline/render/stand-ins.ts";
import { dress } from "../support/rendering.ts";
import { shippedTheme } from "../support/theme.ts";

test("a font that the theme does not name has no stand-in", () => {
  const { fonts } = shippedTheme;
  const theme = {
    ...shippedTheme,
    fonts: {
      serif: { ...fonts.serif, fallbacks: ["Palatino", "serif"] },
      sans: { ...fonts.sans, fallbacks: ["Arial"] },
    },
  };
  const rule = (family: string) => `@font-face {\n  font-family: ${family};\n  size-adjust: 90%;\n}\n`;
  const css = (...families: string[]) => `${families.map(rule).join("")}p {\n  margin: 0;\n}\n`;
  const sheet = new TextEncoder().encode(css("Georgia", "Palatino", "Georgia", "Arial"));
  const assets = { ...dress.assets, theme, files: { "stand-ins.css": sheet } };
  expect(standIns({ ...dress, assets })).toBe(css("Palatino", "Arial"));
});
