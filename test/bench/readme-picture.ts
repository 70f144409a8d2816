// npm run picture: the first page of the sample issue as the README shows it, printed as a subscriber gets it.
import { writeFileSync } from "node:fs";
import { openWorld } from "../../pipeline/world/real-world.ts";
import { pagePicture } from "../support/page-picture.ts";
import { builtIssue, projectRoot } from "../support/worlds.ts";

const world = openWorld({ environment: process.env, tell: () => undefined });
try {
  const { artifacts } = await builtIssue("2025-09-18", { world });
  writeFileSync(`${projectRoot}/assets/readme-page.png`, await pagePicture(artifacts["issue.pdf"]!, 1));
} finally {
  await world.close();
}
