import { packedBrowser } from "../../pipeline/world/browser/bundled-browser.ts";
import { type Machine, thisMachine } from "../../pipeline/world/browser/machine.ts";

const here = thisMachine(process.env);

/** A machine on which nothing is installed: the browser is the one that comes with the program. */
export const bareMachine: Machine = {
  ...here,
  environment: {
    HOME: process.env.HOME,
    XDG_CACHE_HOME: process.env.XDG_CACHE_HOME,
    PUPPETEER_CACHE_DIR: "/nowhere",
  },
  root: "/nowhere",
};

/** The machine that tests print on: bare where the bundled browser runs, else whatever is installed. */
export const printingMachine: Machine = packedBrowser(here) ? bareMachine : here;
