import type { Asked } from "../../world/serve.ts";

const MOST_BYTES = 8192;
const MOST_FIELDS = 20;

/** What a form sent, by field; a field that was sent twice is not understood. */
export type Fields = ReadonlyMap<string, string>;

/**
 * The fields of a form, encoded either way: browsers send `application/x-www-form-urlencoded`, and RFC 8058 lets mail programs send
 * `multipart/form-data`.
 *
 * @returns or the status to refuse it with: 413 too long, 415 no form, 400 not to be understood
 */
export async function readFields(asked: Asked): Promise<Fields | 400 | 413 | 415> {
  const type = asked.headers["content-type"] ?? "";
  const kind = type.split(";")[0]!.trim().toLowerCase();
  if (kind !== "application/x-www-form-urlencoded" && kind !== "multipart/form-data") return 415;
  const bytes = await asked.body(MOST_BYTES);
  if (bytes === null) return 413;
  const pairs =
    kind === "multipart/form-data"
      ? await multipartPairs(bytes, type)
      : [...new URLSearchParams(new TextDecoder().decode(bytes))];
  if (pairs === null || pairs.length > MOST_FIELDS) return 400;
  const fields = new Map(pairs);
  return fields.size === pairs.length ? fields : 400;
}

async function multipartPairs(bytes: Uint8Array, type: string): Promise<[string, string][] | null> {
  try {
    const form = await new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: { "content-type": type },
    }).formData();
    return [...form].map(([name, value]) => [name, typeof value === "string" ? value : ""]);
  } catch {
    return null;
  }
}
