import { afterAll } from "vitest";
import { type OwnPostgres, ownPostgres } from "./own-postgres.ts";
import { quickFolder } from "./quick-folder.ts";

/** A real PostgreSQL on loopback, gone after the tests of the file. */
export type TestPostgres = OwnPostgres;

/** Starts one; making its first files takes some two seconds. */
export async function startPostgres(): Promise<TestPostgres> {
  const postgres = await ownPostgres(quickFolder("tracker-postgres"));
  afterAll(postgres.stop);
  return postgres;
}
