// Each part has a most: a line of any length is looked through in a time that grows with it.

/** User and password of any address. */
const USER = /\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s"'`\\/?#]{1,400}@/gi;
/** Of a database's up to the last @: not everybody writes %2F for a stroke in a password. */
const DATABASE_USER = /\b(postgres(?:ql)?:\/\/)[^\s"'`\\]{1,400}@/gi;
const NAME = String.raw`[\w-]{0,40}(?:pass(?:word|phrase|wd)?|pwd|secret|token|api[_-]?key|authorization|credentials?|cookie)[\w-]{0,40}`;
/** `"password":"…"`, and the same as JSON within a text of JSON. */
const IN_JSON = new RegExp(String.raw`("${NAME}"\s*:\s*")(?:[^"\\]|\\.)*`, "gi");
const IN_TEXT = new RegExp(String.raw`(\\"${NAME}\\"\s*:\s*\\")(?:[^"\\]|\\\\\\"|\\(?!"))*`, "gi");
/** `password=…`, as addresses and settings write it. */
const IN_SETTING = new RegExp(String.raw`\b(${NAME}=)[^\s&"'\\;]+`, "gi");

/** Words in which nothing that looks like a password, a key or a database's user is left: `***` stands there. */
export function masked(words: string): string {
  return words
    .replace(DATABASE_USER, "$1***@")
    .replace(USER, "$1***@")
    .replace(IN_JSON, "$1***")
    .replace(IN_TEXT, "$1***")
    .replace(IN_SETTING, "$1***");
}

/** An address of mail, plain or as links write it; not the `***@host` that is left of an address with a user. */
const MAIL =
  /(?<![^\s<>()[\]"',;:/\\])(?!\*\*\*@)[^\s<>()[\]"',;:/\\@]{1,200}(?:@|%40)[^\s<>()[\]"',;:/\\]{1,300}/g;

/** The same words without addresses of mail: who is removed from the list must not stand in logs and reasons. */
export function withoutMail(words: string): string {
  return words.includes("@") || words.includes("%40") ? words.replace(MAIL, "address") : words;
}
