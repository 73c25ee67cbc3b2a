import type {
  BoardRequest,
  ImportOutcome,
  JobBoard,
  JobBoards,
  OpenBoard,
  PageRead,
} from '#domain/postings/job-board-port.ts'
import type { Clock } from '#platform/clock.ts'
import type { Http } from '#platform/http/http.ts'
import { boardForCareersUrl, jobForUrl } from './careers-url.ts'
import { closed } from './closed.ts'
import { employers } from './employers.ts'
import { makeBoardEngine } from './engine.ts'
import { feeds } from './feeds.ts'
import { jsonLd } from './json-ld/index.ts'
import { readOpenPage } from './open-page/read.ts'
import { readAlertAside } from './read-aside.ts'
import { sites } from './open-page/sites.ts'

/** Every board, in the order in which people see them. A new one is added here and nowhere else. */
export const boards: readonly JobBoard[] = [
  ...feeds,
  ...employers,
  jsonLd,
  ...sites.map(({ board }) => board),
  ...closed,
]

/** All that can be asked of the boards, over the way out. */
export function makeJobBoards(parts: { http: Http; clock: Clock }): JobBoards {
  const engine = makeBoardEngine(parts)
  const find = (board_id: string) => boards.find((board) => board.facts.id === board_id) ?? null
  return {
    all: () => boards,
    find,
    forCareersUrl: boardForCareersUrl,
    fetch(source) {
      const open = find(source.board_id)?.open(source.config) ?? null
      if (open === null) throw new Error(`The settings of ${source.board_id} were not checked before the fetch.`)
      return engine.run(open, { cursor: source.cursor, stopped: source.stopped, kept: source.kept })
    },
    async importUrl(url) {
      const named = jobForUrl(url)
      const viaBoard = named === null ? null : await importFromBoard(named)
      return viaBoard ?? importFromPage(url)
    },
    importMail: readAlertAside,
    importPage: (html, url) => imported(readOpenPage(html, url, parts.clock.ms())),
  }

  // An address within a system that we can read: its own data is better than its page, and carries the identity.
  async function importFromBoard(named: NonNullable<ReturnType<typeof jobForUrl>>): Promise<ImportOutcome | null> {
    const open = find(named.board.board_id)?.open(named.board.config) ?? null
    if (open === null) return null
    const single = open.one(named.id)
    if (single !== null) return importOne(open, single)
    for await (const page of engine.run(open)) {
      if (page.outcome === 'not_modified') return null
      if (!('items' in page))
        return page.outcome === 'not_found_tenant'
          ? null
          : { outcome: page.outcome, message: page.message, retry_after_s: page.retry_after_s }
      const item = page.items.find((posting) => posting.external_id === named.id)
      if (item !== undefined) return { outcome: 'ok', items: [item], rejects: [] }
    }
    return { outcome: 'gone', message: 'The employer does not list this opening any more.', retry_after_s: null }
  }

  async function importOne(open: OpenBoard, request: BoardRequest): Promise<ImportOutcome | null> {
    const fetched = await engine.ask(open, request)
    if (fetched.kind === 'page') return imported(fetched.page)
    if (fetched.kind === 'not_modified' || fetched.outcome === 'not_found_tenant') return null
    return { outcome: fetched.outcome, message: fetched.message, retry_after_s: fetched.retry_after_s }
  }

  async function importFromPage(url: string): Promise<ImportOutcome> {
    const open = jsonLd.open({ url })
    if (open === null) return { outcome: 'refused_address', message: 'That is not a web address.', retry_after_s: null }
    const fetched = await engine.ask(open, open.first(), { untrusted: true })
    if (fetched.kind === 'page') return imported(fetched.page)
    if (fetched.kind === 'not_modified')
      return { outcome: 'wrong_content', message: 'The page did not answer with its content.', retry_after_s: null }
    const { outcome, retry_after_s } = fetched
    const paste = ['robots', 'auth', 'blocked_antibot'].includes(outcome)
    return {
      outcome,
      message: paste ? `${fetched.message} Open the page in your browser and paste it here instead.` : fetched.message,
      retry_after_s,
    }
  }
}

function imported(page: PageRead): ImportOutcome {
  if (page.kind === 'failure') return { outcome: page.outcome, message: page.message, retry_after_s: null }
  if (page.items.length > 0) return { outcome: 'ok', items: page.items, rejects: page.rejects }
  const why = page.rejects[0]?.detail ?? page.doubt ?? 'It carries no data about a job.'
  return {
    outcome: 'no_posting',
    message: `No posting was found on the page. ${why} Fill in the form by hand.`,
    retry_after_s: null,
  }
}
