import type { Theme } from "../model/theme.ts";

const RULE = /@font-face\s*\{\s*font-family:\s*([^;}]+);[^}]*\}\s*/g;

/**
 * A stylesheet without the stand-ins of fonts that the theme does not name: each stands in for one fallback until our own fonts are there, as
 * wide as they are.
 */
export function withStandIns(css: string, { fonts }: Theme): string {
  const named = new Set([...fonts.serif.fallbacks, ...fonts.sans.fallbacks]);
  return css.replace(RULE, (rule, family: string) => (named.has(family.trim()) ? rule : ""));
}
