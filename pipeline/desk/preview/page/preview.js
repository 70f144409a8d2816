// @ts-check
import { announce } from "./announce.js";
import { bar, countsInWords } from "./bar.js";
import { figureCard } from "./card.js";
import { choiceInAddress, formOf, rememberInAddress } from "./choice.js";
import { byId } from "./elements.js";
import { listen, readFigure, readState, saveText } from "./exchange.js";
import { faultsOver } from "./faults.js";
import { findingsPane } from "./findings-pane.js";
import { issueView } from "./issue-view.js";
import { keys } from "./keys.js";
import { writePane } from "./write-pane.js";

/**
 * @typedef {import("../api.ts").State} State
 * @typedef {import("../api.ts").FigureCard} FigureCard
 * @typedef {import("./choice.js").Choice} Choice
 */

let choice = choiceInAddress();
/** @type {State | null} */
let state = null;
/** @type {Map<string, Promise<FigureCard | null>>} cards of this version */
let cards = new Map();
let asked = 0;
let close = () => {};
let isLost = false;

const head = bar(
  (change) => choose(change),
  () => toFindings(),
);
const faults = faultsOver();
const card = figureCard((id) => {
  const known = cards.get(id) ?? readFigure(id, choice);
  cards.set(id, known);
  return known;
});
const write = writePane(byId("write"), {
  save: (file, version) => saveText({ file, ...version }, choice),
  figure: (id, from) => card.showOrEnter({ element: from, frame: null }, id),
});
const findings = findingsPane(byId("findings"), { canShow, show });
const pressed = keys({
  view: (view) => choose({ view }),
  write: () => {
    choose({ pane: "write" });
    write.focus();
  },
  findings: () => toFindings(),
  step,
  date: () => byId("date").focus(),
  leave: leaveOne,
});
const view = issueView({
  pointing: {
    show: (figure, how) =>
      card.show({ element: figure, frame: view.element }, figure.dataset.figure ?? "", how),
    leave: card.leave,
    moved: card.follow,
    enter: card.enter,
  },
  picked: (statement) => {
    choose({ pane: "write" });
    write.pick(statement);
  },
  pressed,
});

/** @param {Partial<Choice>} change */
async function choose(change) {
  const next = { ...choice, ...change };
  const isOther =
    next.date !== choice.date || next.source !== choice.source || next.edition !== choice.edition;
  if (isOther && !(await write.flush())) {
    if (state) head.update(state);
    announce("A text is not saved: the issue stays");
    return;
  }
  choice = next;
  rememberInAddress(choice);
  head.lay(choice);
  card.close();
  if (isOther) await turnTo(next.date !== state?.date);
  else await view.bring(choice, state?.forms ?? null);
  findings.redraw();
}

function toFindings() {
  choose({ pane: "findings" });
  byId("pane-findings").focus();
}

/** Another issue: other pages, and for another day other texts. @param {boolean} isOtherDay */
async function turnTo(isOtherDay) {
  close();
  delete document.documentElement.dataset.version;
  if (isOtherDay) write.clear();
  cards = new Map();
  const known = await renew();
  if (known) subscribe();
}

function subscribe() {
  close();
  close = listen(choice, {
    changed: ({ version, forms }) => {
      const isKnown = version === state?.version && JSON.stringify(forms) === JSON.stringify(state.forms);
      if (isKnown && !isLost) return;
      cards = new Map();
      view.bring(choice, forms).then(card.follow);
      renew();
    },
    lost: () => lose("The server does not answer; this is the last page."),
  });
}

/** Reads how things stand and shows it. @returns {Promise<boolean>} whether the server answered */
async function renew() {
  const turn = ++asked;
  const now = await readState(choice);
  if (turn !== asked) return true;
  if ("refusal" in now) {
    lose(now.refusal);
    return false;
  }
  isLost = false;
  const said = countsInWords(state, now);
  if (said && state) announce(said);
  state = now;
  head.update(now);
  faults.update(now.faults);
  write.update(now);
  await view.bring(choice, now.forms);
  view.mark(now.statements);
  findings.update(now.findings);
  document.documentElement.dataset.version = String(now.version);
  return true;
}

/** @param {string} why */
function lose(why) {
  isLost = true;
  head.lost(why);
}

/** @param {string} place */
function canShow(place) {
  return write.has(fileOf(place).file) || view.canShow(place);
}

/** @param {string} place */
async function show(place) {
  const { file, line } = fileOf(place);
  if (!write.has(file)) {
    if (formOf(choice.view) !== "web") await choose({ view: "web" });
    return view.scrollTo(place);
  }
  await choose({ pane: "write" });
  write.goTo(file, line);
}

/** `content/issues/2025-11-05/lead.md:3` @param {string} place */
function fileOf(place) {
  const [, file = "", line = "1"] = /^(\S+\.(?:md|txt|ya?ml))(?::(\d+))?/.exec(place) ?? [];
  return { file, line: Number(line) };
}

/** @param {1 | -1} by */
function step(by) {
  const stops = choice.pane === "write" ? write.stops() : findings.stops();
  const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : -1) : (at + by) % stops.length;
  if (stops.length === 0) announce("There is nothing to go to");
  stops.at(next)?.focus();
}

/** @returns {boolean} */
function leaveOne() {
  if (card.isOpen()) card.close(true);
  else if (faults.isOpen()) faults.hide();
  else return false;
  return true;
}

window.addEventListener("beforeunload", (event) => {
  if (!write.isSafe()) event.preventDefault();
});
head.lay(choice);
view.bring(choice, null);
renew().then(subscribe);
