import { describe, expect, test } from 'vitest'
import { advertisedBy, ghostSigns, isLikelyGhost, isStale } from './life.ts'
import type { LifeFacts, Listing } from './life.ts'

const NOW = '2026-11-21T12:00:00Z'
const ago = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString()

const WATCHED: NonNullable<LifeFacts['watched']> = {
  advertised: 1,
  edited_at: null,
  employer_carries: false,
  employer_gone_at: null,
  others_carry: true,
  employer_read_at: null,
}
type Change = Partial<Omit<LifeFacts, 'watched'>> & { watched?: Partial<typeof WATCHED> | null }
const facts = ({ watched = {}, ...rest }: Change = {}): LifeFacts => ({
  closed_at: null,
  open_since: ago(10),
  first_seen_at: ago(10),
  posted_at: ago(10),
  expires_at: null,
  ...rest,
  watched: watched === null ? null : { ...WATCHED, ...watched },
})
const open = (days: number) => ({ open_since: ago(days), first_seen_at: ago(days), posted_at: ago(days) })

describe('stale', () => {
  test.each<[string, Change, boolean]>([
    ['open for ten days', {}, false],
    ['open for 59 days', open(59), false],
    ['open for 60 days', open(60), true],
    ['closed by now', { ...open(90), closed_at: ago(1) }, false],
    ['edited last week', { ...open(90), watched: { edited_at: ago(7) } }, false],
    ['edited 60 days ago', { ...open(90), watched: { edited_at: ago(60) } }, true],
    ['on the employer’s own board', { ...open(90), watched: { employer_carries: true } }, false],
    ['open until a day to come', { ...open(90), expires_at: ago(-5) }, false],
    ['written down by oneself: nobody watches it', { ...open(90), watched: null }, false],
  ])('%s', (_, change, stale) => {
    expect(isStale(facts(change), NOW)).toBe(stale)
  })
})

describe('signs of a ghost', () => {
  test.each<[string, Change, unknown[]]>([
    ['nothing speaks against a young one', {}, []],
    ['nothing is said of a closed one', { ...open(400), closed_at: ago(1) }, []],
    ['nothing is said of what nobody watches', { ...open(400), watched: null }, []],
    ['open for 89 days', open(89), []],
    ['open for 90 days', open(90), [{ code: 'long_open', count: 90, is_strong: false }]],
    ['advertised twice', { watched: { advertised: 2 } }, []],
    ['advertised three times', { watched: { advertised: 3 } }, [{ code: 'reposted', count: 3 }]],
    ['not edited in half a year', open(180), [{ code: 'long_open' }, { code: 'never_edited', count: 180 }]],
    ['edited once in half a year', { ...open(180), watched: { edited_at: ago(100) } }, [{ code: 'long_open' }]],
    [
      'half a year by its own date, of which we saw a month',
      { ...open(180), first_seen_at: ago(30) },
      [{ code: 'long_open' }],
    ],
    ['no date for 29 days', { ...open(29), posted_at: null }, []],
    ['no date for 30 days', { ...open(30), posted_at: null }, [{ code: 'no_date' }]],
    ['its date is over', { expires_at: ago(2) }, [{ code: 'past_expiry', at: ago(2), is_strong: true }]],
    ['the employer took it down a day ago', { watched: { employer_gone_at: ago(1) } }, []],
    [
      'the employer took it down a week ago',
      { watched: { employer_gone_at: ago(7) } },
      [{ code: 'employer_dropped', at: ago(7) }],
    ],
    ['the employer and all others took it down', { watched: { employer_gone_at: ago(9), others_carry: false } }, []],
    [
      'the employer’s board, read today, lacks it',
      { watched: { employer_read_at: ago(0) } },
      [{ code: 'employer_lacks', is_strong: true }],
    ],
    ['the employer’s board was read long ago', { watched: { employer_read_at: ago(8) } }, []],
    ['the employer’s board has it', { watched: { employer_read_at: ago(0), employer_carries: true } }, []],
  ])('%s', (_, change, signs) => {
    expect(ghostSigns(facts(change), NOW)).toMatchObject(signs)
    expect(ghostSigns(facts(change), NOW)).toHaveLength(signs.length)
  })
})

describe('likely a ghost', () => {
  test.each<[string, Change, boolean]>([
    ['one strong sign is not enough', { ...open(40), watched: { employer_gone_at: ago(9) } }, false],
    ['a strong sign and another', { ...open(90), watched: { employer_gone_at: ago(9) } }, true],
    ['two weak signs', open(180), false],
    ['three weak signs', { ...open(180), watched: { advertised: 3 } }, true],
    ['two strong signs', { ...open(40), expires_at: ago(1), watched: { employer_gone_at: ago(9) } }, true],
    [
      'never one that is younger than a month',
      { ...open(29), expires_at: ago(1), watched: { employer_gone_at: ago(9) } },
      false,
    ],
    [
      'the employer advertises it again and again',
      { ...open(200), watched: { advertised: 4, employer_carries: true, others_carry: false } },
      true,
    ],
  ])('%s', (_, change, ghost) => {
    expect(isLikelyGhost(facts(change), NOW)).toBe(ghost)
  })
})

describe('how often one source advertised it', () => {
  const source = { id: 'board', name: 'Board' }
  const listing = (
    id: string,
    from: number,
    until: number | null,
    absences: [number, number][] = [],
  ): Listing<typeof source> => ({
    source,
    id,
    from: ago(from),
    until: until === null ? null : ago(until),
    absences: absences.map(([gone, back]) => ({ gone_at: ago(gone), back_at: ago(back) })),
  })
  test.each<[string, Listing<typeof source>[], [number, number | null, string][]]>([
    ['once', [listing('a', 50, null)], [[50, null, 'first']]],
    [
      'again under a new id',
      [listing('a', 90, 60), listing('b', 40, null)],
      [
        [90, 60, 'first'],
        [40, null, 'new_id'],
      ],
    ],
    [
      'under a new id before the end of the first was noticed',
      [listing('a', 90, 60), listing('b', 62, null)],
      [
        [90, 60, 'first'],
        [62, null, 'new_id'],
      ],
    ],
    ['two ids side by side are one', [listing('a', 90, null), listing('b', 80, null)], [[90, null, 'first']]],
    [
      'an id that starts while another of them still stands',
      [listing('a', 90, 60), listing('b', 85, null), listing('c', 50, null)],
      [[90, 60, 'first']],
    ],
    [
      'two new ids at once are one more',
      [listing('a', 90, 60), listing('b', 40, null), listing('c', 40, null)],
      [
        [90, 60, 'first'],
        [40, null, 'new_id'],
      ],
    ],
    [
      'back under the same id',
      [listing('a', 90, null, [[70, 50]])],
      [
        [90, 70, 'first'],
        [50, null, 'same_id'],
      ],
    ],
    [
      'back twice, and gone',
      [
        listing('a', 90, 5, [
          [70, 50],
          [40, 20],
        ]),
      ],
      [
        [90, 70, 'first'],
        [50, 40, 'same_id'],
        [20, 5, 'same_id'],
      ],
    ],
  ])('%s', (_, listings, periods) => {
    const told = advertisedBy(listings).map(({ from, until, how }) => [from, until, how])
    expect(told).toEqual(periods.map(([from, until, how]) => [ago(from), until === null ? null : ago(until), how]))
  })
})
