import { readdirSync, readFileSync } from "node:fs";
import type { Templates } from "../../pipeline/fill/templates.ts";
import { projectRoot } from "./worlds.ts";

/** The project's own templates, by path. */
export const shippedTemplates: Templates = Object.fromEntries(
  readdirSync(`${projectRoot}/templates`, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".hbs"))
    .sort()
    .map((name) => [name, readFileSync(`${projectRoot}/templates/${name}`, "utf8")]),
);
