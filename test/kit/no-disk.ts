import pg from 'pg'

/** For a server that does not outlive the tests: nothing of it waits until it is on the disk. */
export async function waitForNoDisk(admin_url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: admin_url })
  await admin.connect()
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await admin.query(`ALTER SYSTEM SET ${setting} = off`)
  await admin.query('SELECT pg_reload_conf()')
  await admin.end()
}
