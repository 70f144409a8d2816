import { beforeAll, onTestFinished } from "vitest";
import { openLines } from "../../../pipeline/world/database/postgres/lines.ts";
import type { Database } from "../../../pipeline/world/database/sql.ts";
import { openMailingOn } from "../../../pipeline/world/mailing/open-mailing.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";

export interface MailingServer {
  /** A new, empty database, as several processes open it. */
  opened(patienceMs?: number): Promise<{ readonly address: string; open(): Database }>;
  /** One of which nobody is asked for the time, so that the moments of a test count. */
  untimed(): Promise<Database>;
  sql(address: string, ...statements: readonly string[]): ReturnType<TestPostgres["sql"]>;
}

/** A PostgreSQL for the tests of this file. */
export function mailingServer(): MailingServer {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  const server: MailingServer = {
    async opened(patienceMs = 10_000) {
      const address = await postgres.database();
      const open = () => {
        const lines = openLines(address, { patienceMs });
        onTestFinished(() => lines.close());
        return openMailingOn(lines);
      };
      return { address, open };
    },
    async untimed() {
      const { clock: _, ...file } = (await server.opened()).open();
      return file;
    },
    sql: (address, ...statements) => postgres.sql(address, ...statements),
  };
  return server;
}
