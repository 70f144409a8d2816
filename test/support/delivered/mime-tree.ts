/** The parts of a letter as they stand in it: "multipart/mixed", and indented below it "image/png", … */
export function mimeTree(letter: Buffer): readonly string[] {
  return treeOf(letter.toString("latin1"), "");
}

function treeOf(entity: string, indent: string): readonly string[] {
  const end = entity.indexOf("\r\n\r\n");
  const head = entity.slice(0, end).replace(/\r\n[ \t]+/g, " ");
  const fieldOf = (name: string) => new RegExp(`^${name}: *(.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
  const type = fieldOf("Content-Type");
  const [kind = ""] = type.split(";");
  const [disposition = ""] = fieldOf("Content-Disposition").split(";");
  const line = `${indent}${kind}${disposition ? ` ${disposition}` : ""}`;
  const boundary = /boundary="([^"]+)"/.exec(type)?.[1];
  if (boundary === undefined) return [line];
  const pieces = entity.slice(end + 4).split(`--${boundary}`);
  if (!pieces.at(-1)?.startsWith("--")) return [line, `${indent}  not closed`];
  return [line, ...pieces.slice(1, -1).flatMap((piece) => treeOf(piece.slice(2), `${indent}  `))];
}
