import pg from 'pg'

const GENERATED = ['search', 'head', 'places', 'sort_at']

/**
 * Makes `wanted` postings of those that are there: each once more, a minute earlier, under another id, without its markup
 * and its sources, until they are enough. What is generated is copied as it is, so the table is for searching only.
 */
export async function copyPostings(url: string, wanted: number): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(`SET maintenance_work_mem = '1GB'; SET synchronous_commit = off`)
    const indexes = await client.query<{ indexname: string; indexdef: string }>(
      `SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'postings' AND indexname <> 'postings_pkey'`,
    )
    for (const { indexname } of indexes.rows) await client.query(`DROP INDEX ${indexname}`)
    await client.query(
      `ALTER TABLE postings ${GENERATED.map((column) => `ALTER COLUMN ${column} DROP EXPRESSION`).join(', ')}`,
    )
    const found = await client.query<{ columns: string[] }>(
      `SELECT array_agg(quote_ident(attname)) AS columns FROM pg_attribute WHERE attrelid = 'postings'::regclass
        AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('id', 'sort_at', 'description_html')`,
    )
    const columns = found.rows[0]?.columns ?? []
    await client.query('CREATE TEMP TABLE originals AS SELECT id FROM postings')
    for (let copy = 1; ; copy += 1) {
      const copied = await client.query(
        `INSERT INTO postings (id, sort_at, ${columns.join(', ')})
         SELECT gen_random_uuid(), p.sort_at - make_interval(secs => $1), ${columns.map((name) => `p.${name}`).join(', ')}
         FROM postings p JOIN originals USING (id) LIMIT greatest(0, $2 - (SELECT count(*) FROM postings))`,
        [copy * 57, wanted],
      )
      if (copied.rowCount === 0) break
      console.log(`copied ${copied.rowCount}`)
    }
    for (const { indexdef } of indexes.rows) await client.query(indexdef)
    await client.query('VACUUM ANALYZE postings, posting_points')
  } finally {
    await client.end()
  }
}
