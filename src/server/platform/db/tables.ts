/**
 * Every table of the database. Each slice adds its own beside its SQL:
 * `declare module '#platform/db/tables.ts' { interface Tables { applications: … } }`
 */
export interface Tables {
  schema_migrations: { version: number; name: string; checksum: string; applied_at: string }
}
