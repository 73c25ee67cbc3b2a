import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JobBoards, PageOutcome } from '#domain/postings/job-board-port.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { boards as registered, makeJobBoards } from '#connectors/boards/index.ts'
import { clockFrom } from '#platform/clock.ts'
import type { Http } from '#platform/http/http.ts'
import { makeHttp } from '#platform/http/make-http.ts'
import { recordedFolder } from '#kit/vendors/boards/feeds.ts'
import type { Misbehaviour } from '#kit/vendors/boards/misbehaviour.ts'
import { startBoards } from '#kit/vendors/boards/server.ts'
import type { Boards } from '#kit/vendors/boards/server.ts'

export interface BoardCase {
  readonly board_id: string
  /** Settings that lead to a made-up tenant of the replay server. */
  readonly config: Readonly<Record<string, unknown>>
  /** Where the replay server keeps it. */
  readonly prefix: string
  /** What a 404 means here. */
  readonly gone: PageOutcome['outcome']
  /** A recorded answer, relative to the folder of recordings, with the settings it was asked with. */
  readonly recorded: {
    readonly file: string
    readonly config: Readonly<Record<string, unknown>>
    readonly step?: string
  } | null
  /** What the recorded answer must say, field by field. */
  readonly golden?: (items: readonly JobPosting[]) => void
}

const NOW = Date.parse('2026-11-21T08:00:00Z')

/** Every pages of a fetch, with settings that the board accepts. */
export async function fetchAll(
  boards: JobBoards,
  source: Pick<BoardCase, 'board_id' | 'config'>,
  cursor: Parameters<JobBoards['fetch']>[0]['cursor'] = null,
) {
  const pages: PageOutcome[] = []
  for await (const page of boards.fetch({ ...source, cursor })) pages.push(page)
  return pages
}

/** Waits that cost nothing, jitter that is always the same, and the boards of the replay server. */
export function boardsOver(server: Boards): { boards: JobBoards; http: Http } {
  const clock = clockFrom(() => NOW)
  const random = { bytes: (count: number) => Buffer.alloc(count, 1), fraction: () => 0.5 }
  const config = {
    outbound_rewrite: server.rewrites,
    allow_private_hosts: [],
    contact_url: 'https://example.org/contact',
  }
  const http = makeHttp({ config, clock, random, version: '1.2.3', wait: async () => {} })
  return { boards: makeJobBoards({ http, clock }), http }
}

/** What every board has to do, whatever is behind it. */
export function boardSuite(subject: BoardCase): void {
  describe(`the board ${subject.board_id}`, () => {
    let server: Boards
    let boards: JobBoards
    let http: Http

    beforeAll(async () => {
      server = await startBoards({ fixturesDir: null, now: NOW })
      ;({ boards, http } = boardsOver(server))
    })
    afterAll(async () => {
      await http.close()
      await server.close()
    })

    // A circuit that one case opened must not answer for the next one.
    async function whileBad(kind: Misbehaviour) {
      server.misbehave(subject.prefix, kind)
      const fresh = boardsOver(server)
      const pages = await fetchAll(fresh.boards, subject)
      server.behave()
      await fresh.http.close()
      return pages
    }

    it('says what it is and under which terms', () => {
      const board = registered.find((entry) => entry.facts.id === subject.board_id)
      expect(board?.facts).toMatchObject({
        name: expect.stringMatching(/./),
        about: expect.stringMatching(/./),
        terms_note: expect.stringMatching(/./),
        homepage: expect.stringMatching(/^https:/),
        attribution: { text: expect.stringMatching(/./), url: expect.stringMatching(/^https:/) },
      })
    })

    it('reads postings that have all that none can be without', async () => {
      const items = itemsOf(await fetchAll(boards, subject))
      expect(items.length).toBeGreaterThan(0)
      for (const item of items) {
        expect(item.board_id).toBe(subject.board_id)
        expect(item.title).toMatch(/\S/)
        expect(item.company.name).toMatch(/\S/)
        expect(item.source_url).toMatch(/^https:\/\//)
        expect(item.description_text).toMatch(/\S/)
        expect(item.posted_at).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/)
        expect(item.description_html).not.toMatch(/<script|<iframe|style=|onclick|javascript:/i)
        expect(item.description_html).not.toMatch(/&amp;lt;|^&lt;/)
        expect(item.salary?.min ?? 1).toBeGreaterThan(0)
      }
    })

    it('gives each posting once and reads to the end', async () => {
      const pages = await fetchAll(boards, subject)
      const ids = itemsOf(pages).map((item) => item.external_id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(pages.at(-1)).toMatchObject({ outcome: 'ok', last: true, complete: true })
    })

    it('tells a source without postings from a source that failed', async () => {
      const pages = await whileBad('empty')
      expect(pages.at(-1)).toMatchObject({ outcome: 'empty_legit', items: [], complete: true })
    })

    const failures: [Misbehaviour, PageOutcome['outcome'] | RegExp][] = [
      ['html', 'wrong_content'],
      ['challenge', 'blocked_antibot'],
      ['forbidden', 'auth'],
      ['gone', subject.gone],
      ['error', 'server_error'],
      ['drift', /schema_drift|wrong_content/],
      ['cut', /truncated/],
      ['truncate', 'truncated'],
      ['broken-chunk', 'truncated'],
      ['lying-length', 'truncated'],
      ['reset', 'unreachable'],
      ['redirect-private', 'refused_address'],
      ['redirect-loopback', 'refused_address'],
      ['redirect-loop', 'wrong_content'],
      ['bomb', 'too_large'],
    ]
    it.each(failures)(
      'ends as a failure, never as an empty list, when the source answers with %s',
      async (kind, outcome) => {
        const pages = await whileBad(kind)
        const end = pages.at(-1)
        expect(end?.outcome).toMatch(outcome instanceof RegExp ? outcome : new RegExp(`^${outcome}$`))
        expect(itemsOf(pages)).toEqual([])
        expect(end).toHaveProperty('message', expect.stringMatching(/\S/))
      },
    )

    it('passes on when to come back after 429', async () => {
      const pages = await whileBad('rate-limit')
      expect(pages.at(-1)).toMatchObject({ outcome: 'rate_limited', retry_after_s: 120 })
    })

    const recordings = recordedFolder()
    const file = subject.recorded === null || recordings === null ? null : join(recordings, subject.recorded.file)
    it.skipIf(file === null || !existsSync(file))(
      `reads the recorded answer ${subject.recorded?.file ?? '(none exists)'}`,
      () => {
        const items = readRecorded(subject, readFileSync(file ?? '', 'utf8'))
        expect(items.length).toBeGreaterThan(0)
        subject.golden?.(items)
      },
    )
  })
}

function readRecorded(subject: BoardCase, text: string): readonly JobPosting[] {
  const open = registered.find((board) => board.facts.id === subject.board_id)?.open(subject.recorded?.config)
  const first = open?.first()
  if (!open || !first) throw new Error('The settings of the recording do not fit the board.')
  const request = { ...first, step: subject.recorded?.step ?? first.step }
  const answer = { status: 200, url: request.url, headers: {}, text }
  expect(open.classify(answer, request)).toBeNull()
  const page = open.read(request, answer)
  if (page.kind === 'failure') throw new Error(page.message)
  return [...page.items, ...(page.briefs ?? []).map((brief) => brief.posting)]
}

export function itemsOf(pages: readonly PageOutcome[]): readonly JobPosting[] {
  return pages.flatMap((page) => ('items' in page ? page.items : []))
}
