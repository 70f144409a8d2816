import { createHash } from "node:crypto";
import type { Version } from "../../model/delivery.ts";
import { HTML, type Keeping, type Made, madeOf } from "./made.ts";
import type { Shelf } from "./shelf.ts";

const TYPES: readonly (readonly [ending: RegExp, type: string])[] = [
  [/\.html$/, HTML],
  [/\.pdf$/, "application/pdf"],
  [/\.png$/, "image/png"],
];
/** Policies of pages, by their hash: an issue's is found by reading half a megabyte. */
const policies = new Map<string, string>();
const REMEMBERED = 256;

/**
 * A file of a version, in the bytes that people approved; null where the version has none of that name.
 *
 * @param keeping "for good" only for an address that names the version
 */
export async function issueFile(
  { version, name, keeping }: { readonly version: Version; readonly name: string; readonly keeping: Keeping },
  shelf: Pick<Shelf, "file">,
): Promise<Made | null> {
  const sha256 = Object.hasOwn(version.bound.forms, name) ? version.bound.forms[name] : undefined;
  const type = TYPES.find(([ending]) => ending.test(name))?.[1];
  if (!sha256 || !type) return null;
  const bytes = async () => {
    const found = await shelf.file(sha256);
    if (!found) throw new Error(`the database holds ${version.id} without its ${name}`);
    return found;
  };
  const file = `${version.date}${version.edition === "paid" ? "-paid" : ""}${name === "issue-letter.pdf" ? "-letter" : ""}.pdf`;
  return {
    ...madeOf(new Uint8Array(), { type, keeping, sha256, modified: version.frozenAt }),
    ...(type === HTML ? { policy: () => policyOf(sha256, bytes) } : {}),
    bytes,
    headers: {
      ...(keeping === "minutes" && version.edition === "free" ? {} : { "x-robots-tag": "noindex" }),
      ...(type === "application/pdf" ? { "content-disposition": `inline; filename="${file}"` } : {}),
    },
  };
}

async function policyOf(sha256: string, bytes: () => Promise<Uint8Array>): Promise<string> {
  const known = policies.get(sha256);
  if (known !== undefined) return known;
  const made = issuePolicy(new TextDecoder().decode(await bytes()));
  if (policies.size >= REMEMBERED) policies.clear();
  policies.set(sha256, made);
  return made;
}

/**
 * What an approved page may do: show its own stylesheets, known by their hashes, and what it holds inside. Bars in its tables have their lengths in
 * attributes, which can draw and nothing else.
 */
export function issuePolicy(html: string): string {
  const styles = [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(
    ([, css]) => `'sha256-${createHash("sha256").update(css!).digest("base64")}'`,
  );
  return [
    "default-src 'none'",
    `style-src ${styles.length > 0 ? [...new Set(styles)].join(" ") : "'none'"}`,
    ...(/<[^>]* style="/.test(html) ? ["style-src-attr 'unsafe-inline'"] : []),
    "img-src data:",
    "font-src data:",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
}
