import { boards, makeJobBoards } from '#connectors/boards/index.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import type { PageOutcome } from '#domain/postings/job-board-port.ts'
import { systemClock } from '#platform/clock.ts'
import { parseConfig } from '#platform/config.ts'
import { makeHttp } from '#platform/http/make-http.ts'
import { systemRandom } from '#platform/random.ts'
import { version } from '#server/app.ts'

// Asks real boards for one page each, and says whether what comes is still what the connectors read. Run it by hand on
// a machine with a connection, never in CI: `node scripts/live-check.ts [board | address of a careers page]…`.
// Without words it asks every feed that needs no key.
interface Check {
  readonly name: string
  readonly board_id: string
  readonly config: unknown
}

/** What each posting should have, and the least share of them that has it before the board counts as drifted. */
const FIELDS: readonly (readonly [name: string, least: number, has: (posting: JobPosting) => boolean])[] = [
  ['title', 1, (posting) => posting.title !== ''],
  ['company', 1, (posting) => posting.company.name !== ''],
  ['address', 1, (posting) => posting.source_url !== ''],
  ['text', 0.9, (posting) => posting.description_text !== ''],
  ['place', 0, (posting) => posting.locations.length > 0 || posting.remote.kind !== 'unknown'],
  ['date', 0, (posting) => posting.posted_at !== null],
  ['pay', 0, (posting) => posting.salary !== null],
]

const http = makeHttp({ config: parseConfig(process.env), clock: systemClock, random: systemRandom, version })
const jobBoards = makeJobBoards({ http, clock: systemClock })
const words = process.argv.slice(2)
const feeds = boards.filter(({ facts }) => facts.kind === 'feed' && facts.tier === 'open_api')
const checks = words.length === 0 ? feeds.map(({ facts }) => feed(facts.id)) : words.map(checkOf)

let failed = 0
for (const check of checks) {
  const { ok, line } = verdict(await firstPage(check))
  if (!ok) failed += 1
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${check.name.padEnd(24)} ${line}\n`)
}
await http.close()
process.stdout.write(`${checks.length - failed} of ${checks.length} boards answered as expected\n`)
process.exitCode = failed === 0 ? 0 : 1

function feed(id: string): Check {
  return { name: id, board_id: id, config: {} }
}

function checkOf(word: string): Check {
  const found = word.includes('/') ? jobBoards.forCareersUrl(word) : null
  if (found?.kind === 'board') return { name: `${found.board_id}.${found.tenant}`, ...found }
  if (feeds.some(({ facts }) => facts.id === word)) return feed(word)
  throw new Error(`"${word}" is neither a feed (${feeds.map(({ facts }) => facts.id).join(', ')}) nor a careers page.`)
}

async function firstPage(check: Check): Promise<PageOutcome | null> {
  for await (const page of jobBoards.fetch({ ...check, cursor: null })) return page
  return null
}

function verdict(page: PageOutcome | null): { ok: boolean; line: string } {
  if (page === null || page.outcome === 'not_modified') return { ok: false, line: 'no page came' }
  if (!('items' in page)) return { ok: false, line: `${page.outcome}: ${page.message}` }
  const { items, rejects } = page
  const shares = FIELDS.map(([name, least, has]) => ({ name, least, share: items.filter(has).length / items.length }))
  const missing = shares.filter(({ share, least }) => share < least)
  const fill = shares.map(({ name, share }) => `${name} ${Math.round(share * 100)} %`).join(', ')
  const why = rejects[0] === undefined ? '' : `, ${rejects.length} left out (${rejects[0].detail})`
  const odd = page.doubt === null ? '' : `, ${page.doubt}`
  if (items.length === 0) return { ok: false, line: `no posting on the first page${why}${odd}` }
  return {
    ok: missing.length === 0 && rejects.length <= items.length,
    line: `${items.length} postings${why}${odd}: ${fill}`,
  }
}
