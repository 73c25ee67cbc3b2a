import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { arbeitnow } from '#connectors/boards/arbeitnow/index.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { ingestPage, prepare } from '#features/intake/index.ts'
import type { Draft } from '#features/intake/index.ts'
import { parseConfig } from '#platform/config.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { makeLog } from '#platform/log.ts'
import { createApp } from '#server/app.ts'
import type { App } from '#server/app.ts'
import { feedPage } from './feed.ts'
import type { Row } from './row.ts'
import { measureSearch } from './search.ts'

const PAGE = 500
const POSTINGS = Number(process.env['BENCH_POSTINGS'] ?? 20_000)
const SOURCE = { id: 'arbeitnow', rank: 2 }

/** A feed read for the first time, and once more unchanged (parse, normalise, find what is the same, write), then searched. */
export async function measure(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'career-copilot-bench-'))
  const log = makeLog('error')
  const database = await startEmbedded({ dataDir: folder, log })
  const config = parseConfig({
    NODE_ENV: 'test',
    PORT: '0',
    DATA_DIR: folder,
    SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  })
  const app = await createApp(config, { admin_url: database.adminUrl, log, web_folder: null })
  try {
    await app.ctx.db.asSystem('a source for the bench', async (tx) => {
      await sql`INSERT INTO sources (id, board_id, kind, name, homepage, created_at) VALUES (${SOURCE.id}, ${SOURCE.id}, 'feed', 'Arbeitnow', 'https://www.arbeitnow.com', ${app.ctx.clock.iso()})`.execute(
        tx,
      )
    })
    const now = app.ctx.clock.ms()
    const first = await readAll(app, now)
    console.log(`first reading: ${rate(first.ms)} postings/s, ${first.added} openings of ${POSTINGS}`)
    const again = await readAll(app, now)
    console.log(`second reading: ${rate(again.ms)} postings/s, ${again.written} written`)
    const search = await measureSearch(app, { source_id: SOURCE.id, postings: POSTINGS })
    return [
      ...search,
      {
        what: `first reading of ${POSTINGS} postings: parse, normalise, find the same, write`,
        ours: rate(first.ms),
        unit: 'postings/s',
        reference: null,
        bar: { at_least: 1500 },
      },
      {
        what: 'second reading of the same, nothing changed',
        ours: rate(again.ms),
        unit: 'postings/s',
        reference: { name: 'the first reading', value: rate(first.ms) },
        bar: { at_least: 10 },
      },
      {
        what: 'rows written by the second reading',
        ours: again.written,
        unit: 'rows',
        reference: null,
        bar: { at_most: 0 },
      },
    ]
  } finally {
    await app.close()
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const rate = (ms: number) => Math.round((POSTINGS / ms) * 1000)

/** As a run of a source does it: a page is worked out while the one before it is written. Making the feed up counts, too. */
async function readAll(app: App, now: number): Promise<{ ms: number; added: number; written: number }> {
  const sum = { added: 0, written: 0 }
  let writing = Promise.resolve()
  const began = performance.now()
  for (let from = 0; from < POSTINGS; from += PAGE) {
    const drafts = await prepare(app.ctx, SOURCE.id, parsed(feedPage(from, PAGE, now)))
    await writing
    writing = write(app, drafts, sum)
  }
  await writing
  return { ms: performance.now() - began, ...sum }
}

async function write(app: App, drafts: readonly Draft[], sum: { added: number; written: number }): Promise<void> {
  const kept = await app.ctx.db.asSystem('keep a page of the bench', (tx) => ingestPage(app.ctx, tx, SOURCE, drafts))
  sum.added += kept.added
  sum.written += kept.added + kept.changed
}

function parsed(text: string): readonly JobPosting[] {
  const board = arbeitnow.open({})
  if (board === null) throw new Error('The board refuses its own settings.')
  const request = board.first()
  const page = board.read(request, { status: 200, url: request.url, headers: {}, text })
  if (page.kind === 'failure') throw new Error(page.message)
  if (page.rejects.length > 0) throw new Error(`The made-up feed is refused: ${page.rejects[0]?.detail}`)
  return page.items
}
