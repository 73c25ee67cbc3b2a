import { FillField } from '#contract/posting-fields.ts'
import type { MissingField, SourceFill } from '#contract/sources.ts'
import { sharesOf } from './fill.ts'
import type { Shares } from './fill.ts'
import { median } from './median.ts'

/** Of fewer postings too little can be said. */
export const TELLING_POSTINGS = 8
/** The median is of this many readings. */
export const REMEMBERED_READINGS = 7
/** A field that stays away this long is gone for good: what is read from then on is the usual shape. */
export const GIVEN_UP_DAYS = 30

interface Rule {
  /** A field that fewer postings state than this can come and go. */
  readonly usual: number
  /** Missing when fewer than this state it. */
  readonly below: (usual: number) => number
}

const NEARLY_ALL: Rule = { usual: 0.98, below: () => 0.9 }
const MOST: Rule = { usual: 0.9, below: () => 0.75 }
const HALF: Rule = { usual: 0.5, below: (usual) => usual / 2 }
const RULES: Partial<Record<FillField, Rule>> = {
  title: NEARLY_ALL,
  company: NEARLY_ALL,
  url: NEARLY_ALL,
  description: MOST,
}

/** What a source is known by: its last readings in the usual shape, latest first, and the fields that it lacks of late. */
export interface Shape {
  readonly fills: readonly SourceFill[]
  readonly missing_fields: readonly MissingField[]
}

/** The share of postings that usually states each field: the median over the readings. Null: there are none yet. */
export function usualFill(fills: readonly SourceFill[]): Shares | null {
  if (fills.length === 0) return null
  const shares = fills.map(sharesOf)
  return Object.fromEntries(
    FillField.options.flatMap((field) => {
      const counted = shares.flatMap((each) => each[field] ?? [])
      const middle = median(counted)
      return middle === null ? [] : [[field, middle]]
    }),
  )
}

/**
 * The fields that a reading lacks: stated by most postings before and by far fewer now, more than chance could take away
 * from a sample of this size (three standard errors). Null: too few postings to say.
 */
export function missingIn(usual: Shares | null, fill: SourceFill): Omit<MissingField, 'since'>[] | null {
  if (fill.postings < TELLING_POSTINGS) return null
  const now = sharesOf(fill)
  return FillField.options.flatMap((field) => {
    const [before, after] = [usual?.[field], now[field]]
    const { usual: least, below } = RULES[field] ?? HALF
    if (before === undefined || after === undefined || before < least) return []
    const chance = 3 * Math.sqrt((before * (1 - before)) / fill.postings)
    return after < below(before) && after < before - chance ? [{ field, usual: before, now: after }] : []
  })
}

/** The fields of which, while a reading goes on, what was known before is kept. */
export function heldWhile(shape: Shape, so_far: SourceFill, now: string): FillField[] {
  const { fills, missing_fields } = withoutGivenUp(shape, now)
  return (missingIn(usualFill(fills), so_far) ?? missing_fields).map(({ field }) => field)
}

/**
 * The shape after a reading that came to its end. One that lacks fields says nothing of what is usual; one that has them
 * again is well by that alone.
 */
export function shapeAfter(before: Shape, fill: SourceFill | null, now: string): Shape {
  const { fills, missing_fields } = withoutGivenUp(before, now)
  const missing = fill === null ? null : missingIn(usualFill(fills), fill)
  // What was given up stays so, also where too little was read to say more.
  if (fill === null || missing === null)
    return missing_fields.length === before.missing_fields.length ? before : { fills, missing_fields }
  if (missing.length === 0) return { fills: [fill, ...fills].slice(0, REMEMBERED_READINGS), missing_fields: [] }
  const since = new Map(missing_fields.map((each) => [each.field, each.since]))
  return { fills, missing_fields: missing.map((each) => ({ ...each, since: since.get(each.field) ?? now })) }
}

// What has been away for so long is asked of no reading any more.
function withoutGivenUp({ fills, missing_fields }: Shape, now: string): Shape {
  const long_ago = Date.parse(now) - GIVEN_UP_DAYS * 86_400_000
  const stays = missing_fields.filter(({ since }) => Date.parse(since) > long_ago)
  const gone = new Set<string>(missing_fields.filter((each) => !stays.includes(each)).map(({ field }) => field))
  if (gone.size === 0) return { fills, missing_fields }
  const kept = (fields: SourceFill['fields']) =>
    Object.fromEntries(Object.entries(fields).filter(([field]) => !gone.has(field)))
  return { fills: fills.map((fill) => ({ ...fill, fields: kept(fill.fields) })), missing_fields: stays }
}
