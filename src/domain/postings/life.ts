import type { AdvertisedPeriod, GhostSign } from '#contract/posting-life.ts'
import { wholeDays as days } from '#domain/time/elapsed.ts'

/**
 * When an open posting is called stale or a likely ghost. Nobody outside an employer can know, so these are rules of
 * thumb, and each is shown with what it rests on.
 *
 * Figures to hold against: employers in the USA took 42 days on average to fill a position (SHRM, Human Capital
 * Benchmarking Report, 2016); vacancies at the German employment agency stood open for 100 days on average (Bundesagentur
 * für Arbeit, Engpassanalyse, May 2016 to April 2017); of 1,000 hiring managers one in ten had postings open for more than
 * six months (Clarify Capital, 2022). The limits below are our choice between those.
 */
export const LIMITS = {
  /** Stale from here: half as long again as the American average. */
  stale_days: 60,
  /** Long open: twice the American average, and near the German one. */
  long_days: 90,
  /** Who hires revises an advertisement within half a year. */
  unedited_days: 180,
  /** Nothing younger is called a ghost, and nothing younger is blamed for naming no date. */
  young_days: 30,
  /** Advertised this often is a sign. */
  times: 3,
  /** Others may be this late in taking down what the employer took down. */
  lag_days: 7,
  /** An employer's board that was read whole within this tells what it does not have. */
  read_days: 7,
  /** A likely ghost from here: a strong sign counts two, any other one, so that one sign alone is never enough. */
  points: 3,
} as const

/** An absence that is shorter is a hiccup of the source, and no new advertisement. */
export const ABSENCE_DAYS = 7

/** What is known of a posting's life; null is unknown, and speaks for nothing. */
export interface LifeFacts {
  readonly closed_at: string | null
  /** The earliest of its own date and when it was first seen. */
  readonly open_since: string
  readonly first_seen_at: string
  readonly posted_at: string | null
  readonly expires_at: string | null
  /** Null: no source is watched for it (one's own posting), so that nothing can be said. */
  readonly watched: {
    readonly advertised: number
    readonly edited_at: string | null
    /** The employer's own board lists it. */
    readonly employer_carries: boolean
    /** When the employer's own board stopped to list it. */
    readonly employer_gone_at: string | null
    /** A public service or an aggregator lists it. */
    readonly others_carry: boolean
    /** When a board of this employer was last read whole. */
    readonly employer_read_at: string | null
  } | null
}

/**
 * Open for longer than is usual, with no edit in that time, not on the employer's own board, and without a day to come
 * until which it says to be open.
 */
export function isStale({ watched, ...facts }: LifeFacts, now: string): boolean {
  if (watched === null || facts.closed_at !== null || watched.employer_carries) return false
  if (facts.expires_at !== null && facts.expires_at >= now) return false
  const lately = watched.edited_at !== null && days(watched.edited_at, now) < LIMITS.stale_days
  return !lately && days(facts.open_since, now) >= LIMITS.stale_days
}

/** Everything that speaks for a ghost, the strong signs first; empty where nothing does, or the posting is closed. */
export function ghostSigns({ watched, ...facts }: LifeFacts, now: string): GhostSign[] {
  if (watched === null || facts.closed_at !== null) return []
  const open = days(facts.open_since, now)
  const seen = days(facts.first_seen_at, now)
  const { employer_gone_at: gone_at, employer_read_at: read_at, advertised } = watched
  const elsewhere = watched.others_carry && !watched.employer_carries
  const dropped = elsewhere && gone_at !== null && days(gone_at, now) >= LIMITS.lag_days
  const lacks = elsewhere && gone_at === null && read_at !== null && days(read_at, now) < LIMITS.read_days
  const past = facts.expires_at !== null && facts.expires_at < now
  const unedited = watched.edited_at === null && seen >= LIMITS.unedited_days
  const undated = facts.posted_at === null && facts.expires_at === null && seen >= LIMITS.young_days
  return [
    ...(dropped ? [sign('employer_dropped', { is_strong: true, at: gone_at })] : []),
    ...(lacks ? [sign('employer_lacks', { is_strong: true, at: read_at })] : []),
    ...(past ? [sign('past_expiry', { is_strong: true, at: facts.expires_at })] : []),
    ...(open >= LIMITS.long_days ? [sign('long_open', { count: open })] : []),
    ...(advertised >= LIMITS.times ? [sign('reposted', { count: advertised })] : []),
    ...(unedited ? [sign('never_edited', { count: seen })] : []),
    ...(undated ? [sign('no_date', {})] : []),
  ]
}

/** Whether the signs are enough to say "likely a ghost". */
export function isLikelyGhost(facts: LifeFacts, now: string): boolean {
  if (days(facts.open_since, now) < LIMITS.young_days) return false
  return ghostSigns(facts, now).reduce((sum, { is_strong }) => sum + (is_strong ? 2 : 1), 0) >= LIMITS.points
}

/** How a source listed a posting under one id. */
export interface Listing<Source> {
  readonly source: Source
  readonly id: string
  readonly from: string
  /** Null: it is listed still. */
  readonly until: string | null
  /** When it was not listed in between. */
  readonly absences: readonly { readonly gone_at: string; readonly back_at: string }[]
}

/** The end of one listing is noticed this long after the next one began. */
const NOTICED_MS = 3 * 86_400_000

/**
 * The times in which one source advertised a posting, oldest first: a new one begins where it is listed again after an
 * absence, or under a new id when the id before was gone. An id that is listed beside another is the same advertisement.
 */
export function advertisedBy<Source extends AdvertisedPeriod['source']>(
  listings: readonly Listing<Source>[],
): AdvertisedPeriod[] {
  const order = listings.toSorted((a, b) => (a.from === b.from ? compare(a.id, b.id) : compare(a.from, b.from)))
  const starts = order.flatMap(
    (listing, at): { from: string; how: AdvertisedPeriod['how']; listing: Listing<Source> }[] => {
      const earlier = order.slice(0, at)
      const ended = ({ until }: Listing<Source>) =>
        until !== null && Date.parse(until) <= Date.parse(listing.from) + NOTICED_MS
      const anew = earlier.some((other) => other.from < listing.from && ended(other)) && earlier.every(ended)
      const back = listing.absences.map(({ back_at }) => ({ from: back_at, how: 'same_id' as const, listing }))
      if (at === 0) return [{ from: listing.from, how: 'first', listing }, ...back]
      return anew ? [{ from: listing.from, how: 'new_id', listing }, ...back] : back
    },
  )
  return starts
    .toSorted((a, b) => compare(a.from, b.from))
    .map(({ from, how, listing }) => ({ source: listing.source, from, until: endOf(listing, from), how }))
}

function endOf({ absences, until }: Listing<unknown>, from: string): string | null {
  const next = absences
    .map(({ gone_at }) => gone_at)
    .toSorted(compare)
    .find((gone_at) => gone_at > from)
  return next ?? until
}

type Counted = { is_strong: boolean; count: number | null; at: string | null }

function sign(code: GhostSign['code'], { is_strong = false, count = null, at = null }: Partial<Counted>): GhostSign {
  return { code, is_strong, count, at }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
