import { randomBytes } from "node:crypto";

/** Random choices that are the same for the same seed. */
export function diced(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    next,
    of: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
    upTo: (most: number) => Math.floor(next() * most),
  };
}
type Dice = ReturnType<typeof diced>;

const PATHS = [
  "/",
  "/subscribe",
  "/unsubscribe",
  "/u/",
  "/confirm/",
  "/intake",
  "/health",
  "/metrics",
  "/2025-11-05/",
  "/feed.xml",
];
const STEPS = [
  "../",
  "..%2f",
  "%2e%2e/",
  "%252e%252e%252f",
  "..\\",
  "..%5c",
  "%c0%ae%c0%ae/",
  "....//",
  "/./",
  ";/",
  "%00",
  "%0d%0a",
  "%u002e",
];
const GOALS = [
  "etc/passwd",
  ".git/config",
  "proc/self/environ",
  "content/delivery.yaml",
  ".tracker/delivery.sqlite",
  "package.json",
];
const INJECTED = [
  "\r\nSet-Cookie: a=b",
  "%0d%0aSet-Cookie:a=b",
  "%E5%98%8A%E5%98%8DSet-Cookie:a",
  "\nBcc: x@example.com",
  "\u0000",
  "\u2028",
  "\u202e",
];
const ADDRESSES = [
  "a@example.com\r\nBcc: all@example.com",
  "a@example.com,b@example.com",
  '"a\\" b"@example.com',
  "a@[127.0.0.1]",
  `${"a".repeat(1000)}@example.com`,
  `a@${"b.".repeat(200)}com`,
  "a@ex\u0000ample.com",
  "=cmd|' /C calc'!A0",
  "<script>alert(1)</script>@example.com",
  "a@b@c@example.com",
  "\u202eada@example.com",
  "a@localhost",
  "' OR 1=1 --@example.com",
  "a@example.com%0aCc:x",
];
const METHODS = [
  "BREW",
  "TRACE",
  "PUT",
  "DELETE",
  "PATCH",
  "PROPFIND",
  "M-SEARCH",
  "get",
  "G\u0000T",
  "CONNECT",
  "OPTIONS",
  "LOCK",
  "SOURCE",
];

interface Target {
  readonly host: string;
  /** A token of the right shape that no key signed. */
  token(): string;
}

/** One request that no honest program sends, as bytes. Each comes from a network of its own, behind a trusted proxy. */
export function hostileRequest(dice: Dice, target: Target): string | Uint8Array {
  return dice.of(KINDS)(dice, target);
}

type Kind = (dice: Dice, target: Target) => string | Uint8Array;

function framed(
  dice: Dice,
  { host }: Target,
  { method = "GET", path = "/", headers = "", body = "", length = Buffer.byteLength(body) as number | null },
): string {
  const from = `${1 + dice.upTo(200)}.${dice.upTo(250)}.${dice.upTo(250)}.1`;
  const counted = length === null ? "" : `Content-Length: ${length}\r\n`;
  return `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-For: ${from}\r\nConnection: close\r\n${counted}${headers}\r\n${body}`;
}

const FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
const field = (name: string, value: string) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;

const KINDS: readonly Kind[] = [
  // Long, traversing, encoded twice.
  (dice, target) =>
    framed(dice, target, {
      path: dice.of(PATHS) + dice.of(["a", "%61", "/", "?a=b&", "\u00e4"]).repeat(dice.upTo(15_000)),
    }),
  (dice, target) =>
    framed(dice, target, {
      path: dice.of(PATHS) + dice.of(STEPS).repeat(1 + dice.upTo(12)) + dice.of(GOALS),
    }),
  (dice, target) =>
    framed(dice, target, { path: `${dice.of(PATHS)}?key=${dice.of(INJECTED)}${target.token()}` }),
  (dice, target) =>
    framed(dice, target, {
      path: dice.of([
        "http://evil.example/",
        "//evil.example/",
        "*",
        "",
        "evil",
        "/ HTTP/1.1\r\nHost: evil.example\r\n\r\nGET /",
      ]),
    }),
  // Headers: injected, huge, many, of another host.
  (dice, target) => framed(dice, target, { path: dice.of(PATHS), headers: `X-A: a${dice.of(INJECTED)}\r\n` }),
  (dice, target) => framed(dice, target, { headers: `Cookie: ${"a=b; ".repeat(dice.upTo(6000))}\r\n` }),
  (dice, target) =>
    framed(dice, target, {
      headers: Array.from({ length: dice.upTo(3000) }, (_, at) => `X-${at}: y\r\n`).join(""),
    }),
  (dice, target) =>
    framed(
      dice,
      {
        ...target,
        host: dice.of(["evil.example", "", "a b", "localhost@evil", "127.0.0.1:1", `${"a".repeat(5000)}`]),
      },
      { path: dice.of(PATHS) },
    ),
  (dice, target) => framed(dice, target, { method: dice.of(METHODS), path: dice.of(PATHS) }),
  (dice, target) =>
    framed(dice, target, {
      headers: dice.of([
        "Expect: 200-ok\r\n",
        "Upgrade: websocket\r\nConnection: Upgrade\r\n",
        "Range: bytes=0-,0-,0-\r\n",
        "Accept-Encoding: *;q=9\r\n",
        "X-Forwarded-For: ::1\r\n",
        "Authorization: Bearer \r\n",
        " Folded: x\r\n",
      ]),
      path: dice.of(PATHS),
    }),
  // Bodies: broken, smuggled, of a wrong length, no form.
  (dice, target) =>
    framed(dice, target, {
      method: "POST",
      path: dice.of(PATHS),
      headers: "Transfer-Encoding: chunked\r\n",
      body: dice.of([
        "zz\r\nabc\r\n0\r\n\r\n",
        "5\r\nabc\r\n0\r\n\r\n",
        "ffffffffffffffff\r\na",
        "-1\r\n",
        "3;ext=\u0000\r\nabc\r\n0\r\n\r\n",
      ]),
      length: null,
    }),
  (dice, target) =>
    framed(dice, target, {
      method: "POST",
      path: dice.of(PATHS),
      headers: `Transfer-Encoding: chunked\r\n${FORM}`,
      body: "0\r\n\r\nGET /u/x HTTP/1.1\r\n\r\n",
      length: 6,
    }),
  (dice, target) =>
    framed(dice, target, {
      method: "POST",
      path: dice.of(PATHS),
      headers: FORM,
      body: "address=a",
      length: dice.of([0, 3, 9_999_999, -1]),
    }),
  (dice, target) =>
    framed(dice, target, {
      method: "POST",
      path: dice.of(PATHS),
      headers: dice.of([
        FORM,
        "Content-Type: multipart/form-data; boundary=B\r\n",
        "Content-Type: application/json\r\n",
        "",
      ]),
      body: randomBytes(dice.upTo(300)).toString("latin1"),
      length: null,
    }),
  (dice, target) =>
    framed(dice, target, {
      method: "POST",
      path: "/subscribe",
      headers: FORM,
      body: "a".repeat(dice.upTo(400_000)),
    }),
  // Forms with what is no address, and links that nobody signed.
  (dice, target) =>
    framed(dice, target, {
      method: "POST",
      path: dice.of(["/subscribe", "/unsubscribe"]),
      headers: FORM,
      body: `${field("address", dice.of(ADDRESSES))}&${field("name", dice.of(INJECTED))}`,
    }),
  (dice, target) =>
    framed(dice, target, {
      method: "POST",
      path: "/subscribe",
      headers: `${FORM}Sec-Fetch-Site: cross-site\r\n`,
      body: field("address", "victim@example.com"),
    }),
  (dice, target) =>
    framed(dice, target, {
      method: "POST",
      path: "/subscribe",
      headers: FORM,
      body: dice.of([
        "address=a@example.com&address=b@example.com",
        "address[]=a@example.com",
        "__proto__=a@example.com",
        "&&&===&&",
      ]),
    }),
  (dice, target) =>
    framed(dice, target, {
      method: dice.of(["GET", "POST"]),
      path: dice.of(["/u/", "/confirm/"]) + target.token(),
      headers: FORM,
      body: "List-Unsubscribe=One-Click",
    }),
  (dice, target) =>
    framed(dice, target, { method: dice.of(["GET", "POST"]), path: `/2025-11-05/?key=${target.token()}` }),
  // Bounces without the key.
  (dice, target) =>
    framed(dice, target, {
      method: "POST",
      path: "/intake",
      headers: `Authorization: Bearer ${target.token()}\r\n`,
      body: "From: a\r\n\r\nb",
    }),
  // No HTTP at all; many at once on one line.
  (dice) => randomBytes(1 + dice.upTo(3000)),
  (dice) =>
    dice.of([
      "\u0016\u0003\u0001\u0002\u0000\u0001",
      "GET /\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "EHLO example.com\r\n",
      "\r\n".repeat(5000),
      "GET / HTTP/1.1\r\n",
    ]),
  (dice, target) =>
    framed(dice, target, { path: dice.of(PATHS) })
      .replace("Connection: close\r\n", "")
      .repeat(20),
];
