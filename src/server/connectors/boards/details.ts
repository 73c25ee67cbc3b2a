import { createHash } from 'node:crypto'
import type {
  BoardFailure,
  BoardRequest,
  Brief,
  Kept,
  PageRead,
  Reject,
  Stamped,
} from '#domain/postings/job-board-port.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import type { Fetched, Unfetched } from './fetcher.ts'

/** After these, asking for anything more would be rude or useless. */
const ENDING: readonly BoardFailure[] = ['rate_limited', 'blocked_antibot', 'budget', 'stopped']
const MOST_IN_A_ROW = 3
export const STOPPED = {
  kind: 'failure',
  outcome: 'stopped',
  message: 'The fetch was stopped.',
  retry_after_s: null,
} as const

type Page = Extract<PageRead, { kind: 'page' }>
type Answered = { readonly brief: Brief; readonly page: Page }

interface How {
  /** Second calls that one fetch may make. */
  readonly allowance: number
  readonly kept: Kept
  readonly stopped: () => boolean
  ask(request: BoardRequest): Promise<Fetched>
}

export interface Round {
  readonly items: readonly JobPosting[]
  readonly standing: readonly string[]
  readonly stamped: readonly Stamped[]
  readonly rejects: readonly Reject[]
  /** Why the fetch has to end here. */
  readonly failure: Unfetched | null
}

/** A page of a list that tells a part only of its postings. */
export function inPart(page: PageRead, detail: (posting: JobPosting) => BoardRequest): PageRead {
  if (page.kind === 'failure') return page
  const briefs = page.items.map((posting) => ({ posting, stamp: stampOf(posting), detail: detail(posting) }))
  return { ...page, items: [], briefs }
}

// "3 days ago" is another date every day.
function stampOf(posting: JobPosting): string {
  const told = posting.posted_precision === 'relative' ? { ...posting, posted_at: null } : posting
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url').slice(0, 22)
}

/**
 * The second calls of one fetch. New postings go first; what there is no call left for is told in part, unless something
 * of it is kept already. A posting that cannot be read costs itself only; when none can, it is told as a doubt.
 */
export class Details {
  readonly #how: How
  #asked = 0
  #read = 0
  #inARow = 0
  #lastWord = ''
  #waiting = 0

  constructor(how: How) {
    this.#how = how
  }

  /** Some postings are not whole yet. */
  get waiting(): boolean {
    return this.#waiting > 0
  }

  get doubt(): string | null {
    const all = this.#asked > 0 && this.#read === 0
    return all || this.#gaveUp()
      ? `The list was read, but not the single postings, so that their texts are missing: ${this.#lastWord}`
      : null
  }

  async round(briefs: readonly Brief[]): Promise<Round> {
    const kept: Awaited<ReturnType<Kept>> = briefs.length === 0 ? new Map() : await this.#how.kept(briefs.map(stamped))
    const state = (brief: Brief) => kept.get(brief.posting.external_id) ?? 'new'
    const whole: Answered[] = []
    const unread: Brief[] = []
    let failure: Unfetched | null = null
    for (const brief of [
      ...briefs.filter((each) => state(each) === 'new'),
      ...briefs.filter((each) => state(each) === 'in_part'),
    ]) {
      const answer = this.#mayAsk() ? await this.#ask(brief) : null
      if (answer === null) unread.push(brief)
      else if (answer.kind === 'page') whole.push({ brief, page: answer })
      else failure = answer
      if (failure !== null) break
    }
    this.#waiting += unread.length
    const items = whole.flatMap(({ page }) => page.items)
    const untouched = [
      ...briefs.filter((each) => state(each) === 'whole'),
      ...unread.filter((each) => state(each) === 'in_part'),
    ]
    return {
      items: [...items, ...unread.filter((each) => state(each) === 'new').map((each) => each.posting)],
      standing: untouched.map((each) => each.posting.external_id),
      stamped: whole.flatMap(({ brief, page }) => (page.items.length === 0 ? [] : [stamped(brief)])),
      rejects: whole.flatMap(({ page }) => page.rejects),
      failure,
    }
  }

  #mayAsk(): boolean {
    return this.#asked < this.#how.allowance && !this.#gaveUp()
  }

  #gaveUp(): boolean {
    return this.#inARow >= MOST_IN_A_ROW
  }

  /** Null: it could not be read this time. */
  async #ask(brief: Brief): Promise<Page | Unfetched | null> {
    if (this.#how.stopped()) return STOPPED
    this.#asked += 1
    const fetched = await this.#how.ask(brief.detail)
    if (fetched.kind === 'failure' && ENDING.includes(fetched.outcome)) return fetched
    if (fetched.kind === 'page' && isOf(brief, fetched.page)) {
      this.#read += 1
      this.#inARow = 0
      return fetched.page
    }
    this.#inARow += 1
    this.#lastWord = fetched.kind === 'failure' ? fetched.message : 'Something else came than was asked for.'
    return null
  }
}

function isOf(brief: Brief, { items, rejects }: Page): boolean {
  return items.length + rejects.length === 1 && items.every((item) => item.external_id === brief.posting.external_id)
}

function stamped({ posting, stamp }: Brief): Stamped {
  return { external_id: posting.external_id, stamp }
}
