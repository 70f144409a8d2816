import { stylesheet } from "./layout.ts";

const RULE = /@font-face\s*\{\s*font-family:\s*([^;}]+);[^}]*\}\s*/g;

/**
 * The stand-ins of the fonts that the theme names: each stands in for one fallback until our own fonts are there, as wide as they are.
 *
 * @throws PipelineError file-missing where assets/stand-ins.css is not there
 */
export function standIns(dress: Parameters<typeof stylesheet>[1]): string {
  const { serif, sans } = dress.assets.theme.fonts;
  const named = new Set([...serif.fallbacks, ...sans.fallbacks]);
  const css = stylesheet("stand-ins.css", dress);
  return css.replace(RULE, (rule, family: string) => (named.has(family.trim()) ? rule : ""));
}
