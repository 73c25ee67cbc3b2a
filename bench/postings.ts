import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { arbeitnow } from '#connectors/boards/arbeitnow/index.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { ingestPage, prepare, readDueWords } from '#features/intake/index.ts'
import type { Draft } from '#features/intake/index.ts'
import { parseConfig } from '#platform/config.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { makeLog } from '#platform/log.ts'
import { createApp } from '#server/app.ts'
import type { App } from '#server/app.ts'
import { copyPostings } from './copies.ts'
import { feedPage } from './feed.ts'
import { between, processorTime, sumOf } from './processor-time.ts'
import type { ProcessorTime } from './processor-time.ts'
import type { Row } from './row.ts'
import { measureSearch, signIn } from './search.ts'

const PAGE = 500
/** So many pages are made up at a time, while no clock runs: it is the source that makes them. */
const AHEAD = 20
const POSTINGS = Number(process.env['BENCH_POSTINGS'] ?? 20_000)
/** Searched once more with so many, the others copied from those that were read; takes minutes and 10 GB. */
const COPIED = Number(process.env['BENCH_COPIED'] ?? 0)
const SOURCE = { id: 'arbeitnow', rank: 2 }

/** A feed read for the first time, the words of its texts, the feed once more unchanged (parse, normalise, find what is the same, write), then searched. */
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
    const spent = () => processorTime(database.pid())
    const first = await readAll(app, now, spent)
    console.log(`first reading: ${rate(first.ms)} postings/s, ${first.added} openings of ${POSTINGS}`)
    console.log(`by tenths: ${first.tenths.map((ms) => Math.round(ms)).join(' ')} ms`)
    const words = await readWords(app, spent)
    console.log(`words of ${words.read} texts: ${Math.round(words.ms)} ms`)
    const again = await readAll(app, now, spent)
    console.log(`second reading: ${rate(again.ms)} postings/s, ${again.written} written`)
    // As a run does it at its end.
    const tidying = performance.now()
    await app.ctx.db.asSystem('tidy postings', (tx) => sql`SELECT tidy_postings()`.execute(tx))
    console.log(`tidied in ${Math.round(performance.now() - tidying)} ms`)
    const searcher = await signIn(app, SOURCE.id)
    const postmaster = database.pid()
    const search = await measureSearch(app, searcher, { postings: POSTINGS, at_most: 100, ratio: 2, postmaster })
    if (COPIED > POSTINGS) {
      await copyPostings(database.adminUrl, COPIED)
      search.push(...(await measureSearch(app, searcher, { postings: COPIED, at_most: 300, ratio: null, postmaster })))
    }
    return [
      ...search,
      {
        what: `first reading of ${POSTINGS} postings: parse, normalise, find the same, write`,
        ours: rate(first.ms),
        unit: 'postings/s',
        reference: null,
        bar: { at_least: 1500 },
      },
      ...costOf('first reading', first.used),
      {
        what: 'the same until every text is searchable, its words read after the reading',
        ours: rate(first.ms + words.ms),
        unit: 'postings/s',
        reference: null,
        bar: null,
      },
      ...costOf('words of its text', words.used),
      {
        what: 'second reading of the same, nothing changed',
        ours: rate(again.ms),
        unit: 'postings/s',
        reference: { name: 'the first reading', value: rate(first.ms) },
        bar: { at_least: 10 },
      },
      ...costOf('second reading', again.used),
      {
        what: 'rows written by the second reading',
        ours: again.written,
        unit: 'rows',
        reference: null,
        bar: { at_most: 0 },
      },
      ...costOfMany(first.tenths),
    ]
  } finally {
    await app.close()
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const rate = (ms: number) => Math.round((POSTINGS / ms) * 1000)

/** What a posting costs the two that share the processors. */
function costOf(work: string, { node, main, database }: ProcessorTime): Row[] {
  const row = (whose: string, ms: number): Row => ({
    what: `processor time of ${whose} a posting, ${work}`,
    ours: Math.round((ms / POSTINGS) * 1000),
    unit: 'µs',
    reference: null,
    bar: null,
  })
  return [
    row('Node', node),
    row('its main thread', main),
    ...(database === null ? [] : [row('the database', database)]),
  ]
}

/** What a posting costs at the end against what it cost at a tenth of that number; below this many the blocks are too few. */
function costOfMany(tenths: readonly number[]): Row[] {
  if (POSTINGS < 10 * PAGE * AHEAD) return []
  const cost = (ms = 0) => Math.round((ms / POSTINGS) * 10_000)
  const early = { name: `with ${POSTINGS / 10} to ${POSTINGS / 5}`, value: cost(tenths[1]) }
  const what = `a posting's cost with ${POSTINGS * 0.9} to ${POSTINGS} kept`
  return [{ what, ours: cost(tenths[9]), unit: 'µs', reference: early, bar: { at_most: 1.5 } }]
}

/** As the job does it that a run queues at its end. */
async function readWords(app: App, spent: () => ProcessorTime) {
  const before = spent()
  const began = performance.now()
  const read = await readDueWords(app.ctx)
  return { read, ms: performance.now() - began, used: between(before, spent()) }
}

interface Readings {
  readonly ms: number
  /** Milliseconds by tenths of the postings. */
  readonly tenths: readonly number[]
  readonly added: number
  readonly written: number
  readonly used: ProcessorTime
}

/** As a run of a source does it: a page is worked out while those before it are written. */
async function readAll(app: App, now: number, spent: () => ProcessorTime): Promise<Readings> {
  const sum = { added: 0, written: 0 }
  const tenths = Array.from({ length: 10 }, () => 0)
  let used: ProcessorTime = { node: 0, main: 0, database: 0 }
  for (let from = 0; from < POSTINGS; from += PAGE * AHEAD) {
    const starts = Array.from({ length: AHEAD }, (_, page) => from + page * PAGE).filter((start) => start < POSTINGS)
    const answers = starts.map((start) => feedPage(start, Math.min(PAGE, POSTINGS - start), now))
    const before = spent()
    const began = performance.now()
    let writing = Promise.resolve()
    let earlier = writing
    for (const answer of answers) {
      const drafts = await prepare(app.ctx, SOURCE.id, parsed(answer))
      await earlier
      earlier = writing
      writing = writing.then(() => write(app, drafts, sum))
    }
    await writing
    const tenth = Math.floor((from / POSTINGS) * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + performance.now() - began
    used = sumOf(used, between(before, spent()))
  }
  return { ms: tenths.reduce((all, ms) => all + ms, 0), tenths, ...sum, used }
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
