import { parseArgs } from "node:util";
import { serveCommand } from "../../pipeline/cli/serve-command.ts";
import { projectRoot } from "./worlds.ts";

/** `serve` by itself, as `tracker serve` runs it. */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    root: { type: "string" },
    port: { type: "string" },
    host: { type: "string" },
    "trusted-proxy": { type: "string" },
    maildir: { type: "string" },
  },
});
const { "trusted-proxy": trustedProxy, ...options } = values;
const given = { ...options, ...(trustedProxy !== undefined && { trustedProxy }) };
const invocation = { arguments: [], environment: process.env, root: projectRoot, terminal: false };
const { exit } = await serveCommand(invocation, [], given);
process.exitCode = exit;
