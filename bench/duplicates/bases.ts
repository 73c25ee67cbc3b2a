import { readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { samplePosting } from '#domain/sample/postings.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { arbeitnow } from '#connectors/boards/arbeitnow/index.ts'
import { recordedFolder } from '#kit/vendors/boards/feeds.ts'

const NOW = Date.parse('2026-03-02T08:00:00Z')

/** The posting that a recipe begins with: `own:12` (made up) or `arbeitnow:7` (recorded; null where that is absent). */
export function basePosting(name: string): JobPosting | null {
  const [corpus = '', number = ''] = name.split(':')
  if (corpus === 'own') return samplePosting(Number(number), NOW, (ms) => new Date(ms).toISOString()).posting
  if (corpus === 'arbeitnow') return recorded()[Number(number)] ?? null
  throw new Error(`${name} names no posting: use own:<number> or arbeitnow:<number>.`)
}

let kept: readonly JobPosting[] | null = null

function recorded(): readonly JobPosting[] {
  kept ??= readRecorded()
  return kept
}

function readRecorded(): readonly JobPosting[] {
  const file = join(recordedFolder() ?? '', 'arbeitnow/job-board-api-raw.json')
  const board = arbeitnow.open({})
  if (!existsSync(file) || board === null) return []
  const answer = { status: 200, url: board.first().url, headers: {}, text: readFileSync(file, 'utf8') }
  const page = board.read(board.first(), answer)
  return page.kind === 'page' ? page.items : []
}
