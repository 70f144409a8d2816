import type { Templates } from "../fill/templates.ts";
import type { World } from "../world/world.ts";

/** Every template below a folder, by its path below it. */
export async function readTemplates(
  folder: string,
  { files }: { readonly files: Pick<World["files"], "read" | "list"> },
): Promise<Templates> {
  const found: Record<string, string> = {};
  const readBelow = async (below: string) => {
    for (const name of await files.list(below ? `${folder}/${below}` : folder)) {
      const path = below ? `${below}/${name}` : name;
      if (!name.includes(".")) await readBelow(path);
      else if (name.endsWith(".hbs")) {
        const bytes = await files.read(`${folder}/${path}`);
        if (bytes) found[path] = new TextDecoder().decode(bytes);
      }
    }
  };
  await readBelow("");
  return found;
}
