// @ts-check

/**
 * What is looked at, as it stands in the address: a reload or a bookmark keeps it. What is empty is for the server to say.
 *
 * @typedef {"web" | "phone" | "email" | "email-phone" | "text" | "pdf"} View
 * @typedef {object} Choice
 * @property {string} date
 * @property {string} edition
 * @property {string} source
 * @property {View} view
 * @property {"write" | "findings"} pane
 */

/** @type {readonly { readonly view: View; readonly name: string; readonly form: import("../api.ts").Form }[]} */
export const VIEWS = [
  { view: "web", name: "Web", form: "web" },
  { view: "phone", name: "Phone", form: "web" },
  { view: "email", name: "Email", form: "email" },
  { view: "email-phone", name: "Email phone", form: "email" },
  { view: "text", name: "Text", form: "text" },
  { view: "pdf", name: "PDF", form: "pdf" },
];

/** @param {View} view @returns {import("../api.ts").Form} */
export function formOf(view) {
  return VIEWS.find((one) => one.view === view)?.form ?? "web";
}

/** @returns {Choice} */
export function choiceInAddress() {
  const query = new URLSearchParams(location.search);
  const asked = query.get("view");
  return {
    date: query.get("date") ?? "",
    edition: query.get("edition") ?? "",
    source: query.get("source") ?? "",
    view: VIEWS.find(({ view }) => view === asked)?.view ?? "web",
    pane: query.get("pane") === "findings" ? "findings" : "write",
  };
}

/** @param {Choice} choice */
export function rememberInAddress(choice) {
  const kept = Object.entries(choice).filter(([, value]) => value !== "");
  history.replaceState(null, "", `?${new URLSearchParams(kept)}`);
}

/**
 * An address of the server for the chosen issue.
 *
 * @param {string} path
 * @param {Choice} choice
 */
export function addressOf(path, { date, edition, source }) {
  const asked = Object.entries({ date, edition, source }).filter(([, value]) => value !== "");
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked)}`;
}
