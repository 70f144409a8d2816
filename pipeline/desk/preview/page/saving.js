// @ts-check

/**
 * @typedef {import("./exchange.js").Saving} Saving
 * @typedef {{ readonly text: string; readonly hash: string }} Version
 * @typedef {"saved" | "unsaved" | "saving" | "conflict" | "refused"} Status
 */

const PAUSE_MS = 400;

/**
 * One text on its way to disk: saved when the writer pauses, one save at a time, never over somebody else's change.
 *
 * @param {Version} read
 * @param {object} given
 * @param {() => string} given.written what stands in the field
 * @param {(version: Version) => Promise<Saving>} given.save the text, with the hash that it was read with
 * @param {(status: Status, told: { theirs?: Version; message?: string }) => void} given.tell
 */
export function savingOf(read, { written, save, tell }) {
  let { text: saved, hash } = read;
  /** @type {Set<string>} hashes that our own saves have left behind, until the server is seen to know the newest */
  let past = new Set();
  let timer = 0;
  /** @type {Promise<void> | null} */
  let running = null;
  /** @type {Version | null} */
  let theirs = null;

  function changed() {
    if (theirs !== null) return;
    tell(written() === saved ? "saved" : "unsaved", {});
    clearTimeout(timer);
    timer = window.setTimeout(flush, PAUSE_MS);
  }

  /** Saves at once what is not saved yet. @returns {Promise<boolean>} whether all is on disk */
  async function flush() {
    clearTimeout(timer);
    while (running) await running;
    if (theirs !== null || written() === saved) return theirs === null;
    running = saveNow().finally(() => {
      running = null;
    });
    await running;
    return written() === saved;
  }

  async function saveNow() {
    const text = written();
    tell("saving", {});
    const answer = await save({ text, hash });
    if (answer.kind === "refused") return tell("refused", { message: answer.message });
    if (answer.kind === "conflict" && answer.text !== text) {
      theirs = { text: answer.text, hash: answer.hash };
      return tell("conflict", { theirs });
    }
    past.add(hash);
    hash = answer.hash;
    saved = text;
    tell(written() === saved ? "saved" : "unsaved", {});
  }

  /**
   * The server's word on what is on disk. It may be older than our last save.
   *
   * @param {Version} version
   * @returns {string | null} what the field should hold now, if that is something else
   */
  function heard(version) {
    if (version.hash === hash) past = new Set();
    if (version.hash === hash || past.has(version.hash) || running || theirs !== null) return null;
    if (written() !== saved) return null;
    saved = version.text;
    hash = version.hash;
    tell("saved", {});
    return saved;
  }

  /** @param {"mine" | "theirs"} which @returns {string | null} what the field should hold now */
  function settle(which) {
    if (theirs === null) return null;
    const { text } = theirs;
    ({ hash } = theirs);
    saved = text;
    theirs = null;
    if (which === "theirs") tell("saved", {});
    else flush();
    return which === "theirs" ? text : null;
  }

  return { changed, flush, heard, settle, isSafe: () => written() === saved };
}
