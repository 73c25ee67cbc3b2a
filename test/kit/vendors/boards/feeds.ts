import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { employerFeeds } from './employer-feeds.ts'
import type { EmployerFeeds } from './employer-feeds.ts'
import { greyFeeds } from './grey-feeds.ts'
import type { GreyFeeds } from './grey-feeds.ts'
import { keyedFeeds } from './keyed-feeds.ts'
import type { KeyedFeeds } from './keyed-feeds.ts'
import { openFeeds } from './open-feeds.ts'
import type { OpenFeeds } from './open-feeds.ts'
import {
  arbeitnowRows,
  ashbyJobs,
  greenhouseJobs,
  hackerNewsThread,
  leverPostings,
  personioPositions,
  remotiveRows,
} from './synthetic.ts'
import type { Json } from './synthetic.ts'

/** Everything the server serves, open to change while it runs: what is taken out here is gone at the source. */
export interface Feeds extends OpenFeeds, KeyedFeeds, EmployerFeeds, GreyFeeds {
  /** What robots.txt says, by the name of a place on the server; nothing: all is allowed. */
  readonly robots: Map<string, string>
  arbeitnow: Json[]
  remotive: Json[]
  hackerNews: { id: number; title: string; children: Json[] }
  readonly greenhouse: Map<string, Json[]>
  readonly lever: Map<string, Json[]>
  readonly leverEu: Map<string, Json[]>
  readonly ashby: Map<string, Json[]>
  readonly personio: Map<string, Json[]>
  /** Personio feeds that are served as recorded. */
  readonly personioXml: Map<string, string>
}

/** Where recorded answers lie beside a checkout, if anywhere. */
export function recordedFolder(): string | null {
  const shared = process.env['SHARED_DIR'] ?? join(import.meta.dirname, '../../../../../shared')
  const folder = join(shared, 'fixtures/boards')
  return existsSync(folder) ? folder : null
}

/**
 * Recorded answers where there are some, made-up ones of the same shape otherwise (and always for the tenant `acme`).
 * Dates move with `now`, so that the newest posting is a few hours old.
 */
export function loadFeeds(folder: string | null, now: number): Feeds {
  const recorded = (file: string) =>
    folder !== null && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : null
  const json = (file: string) => {
    const text = recorded(file)
    return text === null ? null : JSON.parse(text)
  }
  const greenhouse = new Map([['acme', greenhouseJobs('acme', 12, now)]])
  for (const tenant of ['amplitude', 'databricks']) {
    const board = json(`greenhouse/board-${tenant}.json`)
    if (board !== null) greenhouse.set(tenant, movedText(board.jobs, ['first_published', 'updated_at'], now))
  }
  const lever = new Map([['acme', leverPostings('acme', 230, now)]])
  const idealist = json('lever/postings-idealist.json')
  if (idealist !== null) lever.set('idealistconsulting', movedNumbers(idealist, 'createdAt', 1, now))
  const ashby = new Map([['acme', ashbyJobs('acme', 9, now)]])
  const highlight = json('ashby/board-highlightta.json')
  if (highlight !== null) ashby.set('HighlightTA', movedText(highlight.jobs, ['publishedAt'], now))
  const recordedXml = recorded('personio/feed-sanitised.xml')
  const thread = json('hn/algolia-items-49156683.json')
  return {
    ...openFeeds(now, json('prospective-ch/medium-1950-raiffeisen.json')?.jobs ?? null),
    ...keyedFeeds(now),
    ...greyFeeds(now),
    robots: new Map([['pages', 'User-agent: *\nDisallow: /private/\n']]),
    ...employerFeeds(folder, now),
    arbeitnow: movedNumbers(
      json('arbeitnow/job-board-api-raw.json')?.data ?? arbeitnowRows(230, now),
      'created_at',
      1000,
      now,
    ),
    remotive: json('remotive/remote-jobs.json')?.jobs ?? remotiveRows(60, now),
    hackerNews:
      thread === null
        ? hackerNewsThread(now)
        : { ...thread, children: movedText(thread.children, ['created_at'], now) },
    greenhouse,
    lever,
    leverEu: new Map([['acme-eu', leverPostings('acme-eu', 15, now)]]),
    ashby,
    personio: new Map([['acme', personioPositions(14, now)]]),
    personioXml: new Map(recordedXml === null ? [] : [['recorded', recordedXml]]),
  }
}

function movedNumbers(rows: Json[], field: string, unit: number, now: number): Json[] {
  const newest = Math.max(...rows.map((row) => Number(row[field]) * unit))
  const shift = Math.max(0, now - 3_600_000 - newest)
  return rows.map((row) => ({ ...row, [field]: Math.floor((Number(row[field]) * unit + shift) / unit) }))
}

function movedText(rows: Json[], fields: readonly string[], now: number): Json[] {
  const [field = ''] = fields
  const newest = Math.max(...rows.map((row) => Date.parse(String(row[field]))))
  const shift = Math.max(0, now - 3_600_000 - newest)
  const moved = (row: Json, name: string) =>
    typeof row[name] === 'string'
      ? { [name]: new Date(Math.min(now, Date.parse(row[name]) + shift)).toISOString() }
      : {}
  return rows.map((row) => Object.assign({}, row, ...fields.map((name) => moved(row, name))))
}
