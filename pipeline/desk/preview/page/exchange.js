// @ts-check
import { addressOf } from "./choice.js";

/**
 * @typedef {import("../api.ts").State} State
 * @typedef {import("../api.ts").FigureCard} FigureCard
 * @typedef {import("../api.ts").Change} Change
 * @typedef {import("./choice.js").Choice} Choice
 * @typedef {{ kind: "saved"; hash: string } | { kind: "conflict"; text: string; hash: string } | { kind: "refused"; message: string }} Saving
 */

const token = document.querySelector('meta[name="tracker-token"]')?.getAttribute("content") ?? "";

/** Asks the server whether its copy is newer; the browser's own is used if it is not. */
const ASKING = /** @type {RequestInit} */ ({ cache: "no-cache" });

/**
 * @param {Choice} choice
 * @returns {Promise<State | { readonly refusal: string }>} a refusal where the server is gone or has no such issue
 */
export async function readState(choice) {
  const answer = await fetch(addressOf("/state", choice), { cache: "no-store" }).catch(() => null);
  if (answer === null) return { refusal: "The server does not answer; this is the last page." };
  return answer.ok ? answer.json() : { refusal: await saidIn(answer) };
}

/** @param {string} form @param {Choice} choice @returns {Promise<string | null>} null: there is no good one */
export async function readForm(form, choice) {
  const answer = await fetch(addressOf(`/issue/${form}`, choice), ASKING).catch(() => null);
  return answer?.ok ? answer.text() : null;
}

/** @param {Choice} choice @returns {Promise<Uint8Array | null>} */
export async function readPdf(choice) {
  const answer = await fetch(addressOf("/issue/pdf", choice), ASKING).catch(() => null);
  return answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
}

/** @param {string} id @param {Choice} choice @returns {Promise<FigureCard | null>} */
export async function readFigure(id, choice) {
  const address = addressOf(`/figure/${encodeURIComponent(id)}`, choice);
  const answer = await fetch(address, ASKING).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

/**
 * Saves a writer's text, if it still is on disk as it was read.
 *
 * @param {{ file: string; text: string; hash: string }} written
 * @param {Choice} choice
 * @returns {Promise<Saving>}
 */
export async function saveText({ file, text, hash }, choice) {
  const answer = await fetch(addressOf(`/text/${encodeURIComponent(file)}`, choice), {
    method: "PUT",
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "If-Match": `"${hash}"`,
      "X-Tracker-Token": token,
    },
    body: text,
  }).catch(() => null);
  if (answer === null) return { kind: "refused", message: "The server does not answer." };
  if (answer.ok) return { kind: "saved", hash: bare(answer.headers.get("ETag")) };
  if (answer.status === 409) return { kind: "conflict", ...(await onDisk(answer, file, choice)) };
  return { kind: "refused", message: await saidIn(answer) };
}

/** @param {Response} answer */
async function saidIn(answer) {
  const said = (await answer.text()).trim().slice(0, 200);
  return said || `The server says ${answer.status}.`;
}

/** @param {string | null} tag `W/"abc"`, `"abc"` @returns {string} */
function bare(tag) {
  return (tag ?? "").replace(/^W\//, "").replaceAll('"', "");
}

/** @param {Response} answer @param {string} file @param {Choice} choice @returns {Promise<{ text: string; hash: string }>} */
async function onDisk(answer, file, choice) {
  const told = await answer.json().catch(() => null);
  if (typeof told?.text === "string" && typeof told?.hash === "string") return told;
  const state = await readState(choice);
  const now = "texts" in state ? state.texts.find((one) => one.file === file) : null;
  return { text: now?.text ?? "", hash: now?.hash ?? "" };
}

/**
 * Tells of every change of the chosen issue until it is closed; the browser itself takes a lost connection up again.
 *
 * @param {Choice} choice
 * @param {{ changed: (change: Change) => void; lost: () => void }} listener
 * @returns {() => void} closes it
 */
export function listen(choice, { changed, lost }) {
  const events = new EventSource(addressOf("/events", choice));
  events.addEventListener("change", (event) => changed(JSON.parse(event.data)));
  events.addEventListener("error", lost);
  return () => events.close();
}
