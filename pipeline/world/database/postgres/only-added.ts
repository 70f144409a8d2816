/** Statements after which rows of a table are neither changed nor taken out; nor is all of it emptied at once. */
export function onlyAdded(table: string): readonly string[] {
  const refuse = `${table}_stay`;
  return [
    `CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION '${table} are only ever added'; END $$`,
    `CREATE TRIGGER ${refuse} BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}()`,
  ];
}
