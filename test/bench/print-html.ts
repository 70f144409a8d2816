import { build } from "../../pipeline/build.ts";
import { sampleSource } from "../../pipeline/collect/sources/sample.ts";
import { readJob } from "../../pipeline/job.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { openWorld } from "../../pipeline/world/real-world.ts";

/** The page that a build of this day hands to the browser. */
export async function printHtmlOf(root: string, date: string): Promise<string> {
  const world = openWorld({ environment: process.env, tell: () => undefined });
  const pages: string[] = [];
  const printer = {
    warm: () => undefined,
    print: async ({ html }: { html: string }) => {
      pages.push(html);
      return new Uint8Array([0]);
    },
  };
  try {
    const job = await readJob({ root, date }, allSections, world);
    await build(
      { job, source: sampleSource("normal", root), from: "collect", only: null },
      { ...world, printer },
    );
  } finally {
    await world.close();
  }
  return pages[0] ?? "";
}
