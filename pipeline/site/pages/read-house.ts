import { readTemplates } from "../../desk/read-templates.ts";
import { readConfig } from "../../desk/settings/read-config.ts";
import { PipelineError } from "../../errors.ts";
import type { Assets, Theme } from "../../model/theme.ts";
import { readFonts } from "../../render/fonts.ts";
import type { Section } from "../../sections/section.ts";
import type { World } from "../../world/world.ts";
import type { ArchiveHouse } from "./archive-house.ts";

/** What of the archive's house the project's files do not say. */
export interface Opening {
  readonly root: string;
  readonly kind: ArchiveHouse["kind"];
  readonly linkKey: string | null;
}

/**
 * The archive's house as content/, templates/ and assets/ furnish it.
 *
 * @throws PipelineError config-invalid, template-invalid, file-missing
 */
export async function readArchiveHouse(
  { root, kind, linkKey }: Opening,
  sections: readonly Section[],
  world: Pick<World, "files" | "kept">,
): Promise<ArchiveHouse> {
  const [{ edition, theme, delivery }, templates] = await Promise.all([
    readConfig(root, sections, world),
    readTemplates(`${root}/templates`, world),
  ]);
  if (!delivery) throw withoutSite();
  const assets = await readAssets(root, theme, world);
  return {
    site: delivery.site,
    publication: edition.title,
    desk: delivery.replyTo ?? delivery.from.address,
    paidArchive: delivery.paidArchive,
    titles: { ...Object.fromEntries(sections.map(({ id, title }) => [id, title])), ...edition.titles },
    fonts: await readFonts(world, assets),
    ...{ linkKey, kind, templates, assets },
  };
}

/** The stylesheet, and the files that the theme names. */
async function readAssets(root: string, theme: Theme, { files }: Pick<World, "files">): Promise<Assets> {
  const { logo, fonts } = theme;
  const cuts = [fonts.serif, fonts.sans].flatMap((font) => Object.values(font.files ?? {}));
  const names = [
    "site.css",
    "stand-ins.css",
    ...(logo ? [logo.file] : []),
    ...cuts.filter((name) => name !== undefined),
  ];
  const found = await Promise.all(
    names.map(async (name) => [name, await files.read(`${root}/assets/${name}`)] as const),
  );
  return {
    theme,
    files: Object.fromEntries(found.flatMap(([name, bytes]) => (bytes ? [[name, bytes]] : []))),
  };
}

function withoutSite(): PipelineError {
  return new PipelineError({
    code: "file-missing",
    place: "content/delivery.yaml",
    message: "The project does not say where its site is.",
    remedy:
      "Bring the file back from the project's history; every field: pipeline/model/delivery-settings.ts.",
  });
}
