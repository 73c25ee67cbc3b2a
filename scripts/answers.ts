import pg from 'pg'

// Exit code 0 when the PostgreSQL server of the given URL answers.
const client = new pg.Client({ connectionString: process.argv[2] ?? '', connectionTimeoutMillis: 3_000 })
try {
  await client.connect()
  await client.query('SELECT 1')
  await client.end()
} catch {
  process.exitCode = 1
}
