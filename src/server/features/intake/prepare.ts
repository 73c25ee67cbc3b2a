import type { Places } from '#domain/places/gazetteer.ts'
import { withPoints } from '#domain/places/locate.ts'
import { plainPlaces } from '#domain/postings/place.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { isPlainlyStorable, storable } from '#domain/postings/storable.ts'
import { fingerprintOfText } from '#platform/fingerprint.ts'
import { StayingThread } from '#platform/staying-thread.ts'
import { changedOf } from './known.ts'
import { Made, make } from './made.ts'
import type { MadeTexts, Told } from './made.ts'
import { othersEvery } from './turn.ts'
import type { BoardCtx } from '#features/postings/index.ts'

/** Whoever writes the page before this one goes first, or else the database waits. A turn for each posting costs a tenth. */
const HELD_MS = 1
/** Fewer take less than starting a thread for them. */
const MANY = 100
/** So many are handed over at once. */
const PART = 100

const thread = new StayingThread<readonly Told[], MadeTexts[]>({
  worker: new URL('./making-worker.ts', import.meta.url),
  most: { mb: 500, ms: 120_000 },
  idle_ms: 15_000,
})

/** A source's posting on its way into the feed. */
export class Draft {
  readonly item: Pick<JobPosting, 'external_id' | 'source_url' | 'apply_url' | 'closed'>
  readonly hash: string
  readonly #told: () => Told
  #made: Made | null = null

  constructor(of: Pick<Draft, 'item' | 'hash' | 'told'>) {
    this.item = of.item
    this.hash = of.hash
    this.#told = of.told
  }

  /** All that its source told of it, its description read. */
  told(): Told {
    return this.#told()
  }

  /** What the feed keeps of it; worked out once. */
  made(): Made {
    return (this.#made ??= new Made(make(this.told())))
  }

  /** What another thread worked out. */
  take(texts: MadeTexts): void {
    this.#made = new Made(texts)
  }
}

/**
 * Drafts of a page, with all that can be known of them without a transaction: so one page is worked out while the one
 * before it is written. What is known already and did not change is left alone. Others get their turn in between.
 */
export async function prepare(ctx: BoardCtx, source_id: string, items: readonly JobPosting[]): Promise<Draft[]> {
  const drafts = draftsOf(ctx.places, source_id, items)
  const readings = await ctx.db.asSystem('see what changed on a page', (tx) => changedOf(tx, source_id, drafts))
  const changed = readings.map(({ draft }) => draft)
  const others = othersEvery(HELD_MS, ctx.clock)
  if (changed.length >= MANY) await makeAside(changed, others)
  else
    for (const draft of changed) {
      draft.made()
      await others()
    }
  return drafts
}

/** In a thread beside this one: two processors work out a page, and people are answered meanwhile. */
async function makeAside(drafts: readonly Draft[], others: () => Promise<void>): Promise<void> {
  const asked: Promise<void>[] = []
  for (let at = 0; at < drafts.length; at += PART) {
    const part = drafts.slice(at, at + PART)
    const told: Told[] = []
    for (const draft of part) {
      told.push(draft.told())
      await others()
    }
    const taken = thread.ask(told).then((made) => {
      for (const [index, texts] of made.entries()) part[index]?.take(texts)
    })
    // Whoever waits for all of them is told what went wrong.
    taken.catch(() => {})
    asked.push(taken)
  }
  await Promise.all(asked)
}

/** Of several that carry one id the last counts. */
function draftsOf(places: Places, source_id: string, items: readonly JobPosting[]): Draft[] {
  const drafts = items.map((item) => draftOf(places, source_id, item))
  return [...new Map(drafts.map((draft) => [draft.item.external_id, draft])).values()]
}

function draftOf(places: Places, source_id: string, given: JobPosting): Draft {
  const json = JSON.stringify(toldOf(given))
  const item = isPlainlyStorable(json) ? given : storable(given)
  return new Draft({
    item,
    hash: fingerprintOfText(item === given ? json : JSON.stringify(toldOf(item))),
    // Towns are known in this thread only.
    told: () => ({ source_id, item: { ...item }, locations: withPoints(places, plainPlaces(item.locations)) }),
  })
}

/** What a source told of a posting; of its description the hash, where there is one. */
function toldOf(item: JobPosting): unknown {
  if (item.description_hash === null) return item
  // One by one: taking the item apart would have its description read.
  const names = Object.keys(item).filter((name) => name !== 'description_html' && name !== 'description_text')
  return Object.fromEntries(names.map((name): [string, unknown] => [name, Reflect.get(item, name)]))
}
