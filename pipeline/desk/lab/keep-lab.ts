import type { Files } from "../../world/world.ts";

/** Puts a lab in its folder; pictures of an earlier one that this one does not have are taken away. */
export async function keepLab(
  folder: string,
  made: Readonly<Record<string, Uint8Array>>,
  files: Pick<Files, "list" | "write" | "remove">,
): Promise<void> {
  const earlier: string[] = [];
  for (const name of await files.list(folder))
    for (const picture of await files.list(`${folder}/${name}`).catch(() => []))
      earlier.push(`${name}/${picture}`);
  await files.write(folder, made);
  const left = earlier.filter((name) => !Object.hasOwn(made, name));
  await files.remove(left.map((name) => `${folder}/${name}`));
}
