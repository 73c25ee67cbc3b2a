import { blockKeys } from '#domain/duplicates/blocks.ts'
import type { BlockKeys } from '#domain/duplicates/blocks.ts'
import { fingerprintOf } from '#domain/duplicates/fingerprint.ts'
import type { Fingerprint } from '#domain/duplicates/fingerprint.ts'
import { keptPrint, printOfKept } from '#domain/duplicates/kept-print.ts'
import type { FeedLocation, FeedPosting } from '#domain/postings/feed-posting.ts'
import { identityOf } from '#domain/postings/identity.ts'
import type { Identity } from '#domain/postings/identity.ts'
import { statedBy } from '#domain/postings/merge.ts'
import { toFeedPosting } from '#domain/postings/normalise.ts'
import type { JobPosting } from '#domain/postings/posting.ts'
import { searchedBy } from '#domain/postings/searched-by.ts'
import { isPlainlyStorable, storable } from '#domain/postings/storable.ts'
import { fingerprintOfText } from '#platform/fingerprint.ts'

/** A posting as its source told it, with where its places are. */
export interface Told {
  readonly source_id: string
  readonly item: JobPosting
  readonly locations: readonly FeedLocation[]
}

/** What the feed keeps of a posting, as the texts that are written: whoever has them from another thread only hands them on. */
export interface MadeTexts {
  readonly identity: Identity
  readonly keys: BlockKeys
  readonly company_norm: string
  readonly expires_at: string | null
  /** What it names itself by. */
  readonly names: readonly string[]
  /** A `FeedPosting` as JSON. */
  readonly said: string
  /** A `KeptPrint` as JSON. */
  readonly print: string
  /** What `besidesOf` gives, as JSON. */
  readonly besides: string
}

/** Works out what is kept of a posting: most of what taking it in costs us. */
export function make({ source_id, item, locations }: Told): MadeTexts {
  const posting = toFeedPosting(item)
  const { said, posting: kept } = written({ ...posting, locations: [...locations] })
  const print = fingerprintOf(kept)
  return {
    identity: identityOf(item),
    keys: blockKeys(print),
    company_norm: kept.company_norm,
    expires_at: kept.expires_at,
    names: [kept.title, kept.company, ...kept.skills.map(({ name }) => name)],
    said,
    print: JSON.stringify(keptPrint(print)),
    besides: JSON.stringify(besidesOf(kept, source_id, said)),
  }
}

/** The columns of a posting of its own that come from what its one source says. `said`: that as JSON. */
export function besidesOf(posting: FeedPosting, source_id: string, said = JSON.stringify(posting)) {
  return {
    ...searchedBy(posting),
    source_ids: [source_id],
    provenance: statedBy(posting, source_id),
    content_hash: fingerprintOfText(said),
  }
}

function written(posting: FeedPosting): { said: string; posting: FeedPosting } {
  const said = JSON.stringify(posting)
  if (isPlainlyStorable(said)) return { said, posting }
  const kept = storable(posting)
  return kept === posting ? { said, posting } : { said: JSON.stringify(kept), posting: kept }
}

/** What is kept of a posting, with what it says and what it is compared by for those few that are asked. */
export class Made {
  readonly texts: MadeTexts
  #posting: FeedPosting | null = null
  #print: Fingerprint | null = null

  constructor(texts: MadeTexts) {
    this.texts = texts
  }

  get posting(): FeedPosting {
    return (this.#posting ??= JSON.parse(this.texts.said))
  }

  get print(): Fingerprint {
    return (this.#print ??= printOfKept(JSON.parse(this.texts.print)))
  }
}
