/** User and password of an address, in a text or in JSON. */
const ADDRESS = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s"'`\\/@]*(?::[^\s"'`\\]*)?@/gi;
const NAMES = "pass(?:word|phrase|wd)?|pwd|secret|token|api[_-]?key|authorization|credentials?|cookie";
/** `"password":"…"` as JSON writes it, inside of a text as well. */
const IN_JSON = new RegExp(
  String.raw`(\\?"[\w-]*(?:${NAMES})[\w-]*\\?"\s*:\s*\\?")(?:[^"\\]|\\(?!").)*`,
  "gi",
);
/** `password=…`, as addresses and settings write it. */
const IN_SETTING = new RegExp(String.raw`\b([\w-]*(?:${NAMES})=)[^\s&"'\\;]+`, "gi");

/** Words in which nothing that looks like a password, a key or a database's user is left: `***` stands there. */
export function masked(words: string): string {
  return words.replace(ADDRESS, "$1***@").replace(IN_JSON, "$1***").replace(IN_SETTING, "$1***");
}
