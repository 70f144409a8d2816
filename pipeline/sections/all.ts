import type { Section } from "./section.ts";

/** Every section that an issue can have; content/tracker.yaml chooses and orders. Written by hand: the compiler checks it. */
export const allSections: readonly Section[] = [];
