import { hashOf } from "../../rebuild/record.ts";

const EMBEDDED = /url\(data:font\/woff2;base64,([A-Za-z0-9+/=]+)\)/g;
/** What a page says of fonts in the policy at its head; a layout that says something else keeps its fonts inside. */
const POLICY = /(<meta[^>]+Content-Security-Policy[^>]+font-src) data:/i;

/** Addresses of fonts by their base64, and the fonts by address: few, and the same in every page. */
const addresses = new Map<string, string>();
const fonts = new Map<string, Uint8Array>();
const MOST_FONTS = 200;

/** A page with its fonts at addresses of their own, where a browser keeps them from one reload to the next. */
export function webView(page: string): string {
  if (!POLICY.test(page)) return page;
  return page
    .replace(EMBEDDED, (_, base64: string) => `url(/fonts/${addressOf(base64)})`)
    .replace(POLICY, "$1 'self' data:");
}

/** A font by its address below /fonts/. */
export function fontAt(address: string): Uint8Array | null {
  return fonts.get(address) ?? null;
}

function addressOf(base64: string): string {
  const known = addresses.get(base64);
  if (known !== undefined) return known;
  const address = `${hashOf(base64).slice(0, 24)}.woff2`;
  if (addresses.size >= MOST_FONTS) addresses.clear();
  addresses.set(base64, address);
  fonts.set(address, Buffer.from(base64, "base64"));
  return address;
}

/** A mail with its pictures, which it names as files beside it, under `address`. */
export function mailView(
  mail: string,
  names: ReadonlySet<string>,
  address: (name: string) => string,
): string {
  return mail.replace(/ src="([^"]+)"/g, (whole, name: string) =>
    names.has(name) ? ` src="${address(name).replaceAll("&", "&amp;")}"` : whole,
  );
}
