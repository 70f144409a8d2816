import { readFileSync } from "node:fs";

const FONTS = {
  Inter: "@fontsource/inter/files/inter-latin-400-normal.woff2",
  "Source Serif 4": "@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2",
};

const faces = Object.entries(FONTS).map(([family, file]) => {
  const bytes = readFileSync(new URL(`../../node_modules/${file}`, import.meta.url));
  return `@font-face{font-family:"${family}";src:url(data:font/woff2;base64,${bytes.toString("base64")})}`;
});

export interface PageSketch {
  readonly title?: string;
  readonly css?: string;
}

/** A small page with the house's fonts embedded, as the print layout makes it. */
export function pageOf(body: string, { title = "A page", css = "" }: PageSketch = {}): string {
  const look = `${faces.join("")}body{font-family:"Source Serif 4"}h1,h2,table{font-family:Inter;font-weight:400}`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${look}${css}</style></head><body>${body}</body></html>`;
}
