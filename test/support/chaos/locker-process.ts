import { DatabaseSync } from "node:sqlite";

/** Holds the write lock of a database for so many milliseconds each time it is told to; says when it has it and when it is free again. */
const [path = ""] = process.argv.slice(2);
const db = new DatabaseSync(path, { timeout: 60_000 });

process.on("message", async (ms: number) => {
  db.exec("BEGIN IMMEDIATE");
  process.send?.("locked");
  await new Promise((go) => setTimeout(go, ms));
  db.exec("ROLLBACK");
  process.send?.("free");
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
