import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { JobPosting } from '#domain/postings/posting.ts'
import { plainPosting } from './bases.ts'

const Label = z.enum(['same', 'different'])
const Opening = z.object({ title: z.string(), company: z.string(), place: z.string(), text: z.string() })

/**
 * Pairs written as postings read, each with how the second came to be, and read twice: `first` while writing them,
 * `second` in shuffled order without sight of `how` and of the first label. Both readings are by the makers of the
 * project, who know what they compare: another reader may agree less, and a measure on these pairs flatters us the more.
 */
const ReadPairs = z.array(
  Opening.extend({
    pairs: z.array(
      Opening.partial().extend({ how: z.string(), first: Label, second: Label, days: z.number().optional() }),
    ),
  }),
)

export interface ReadPair {
  readonly first: boolean
  readonly second: boolean
  /** Every second opening, with all of its pairs. */
  readonly is_for_fitting: boolean
  readonly a: JobPosting
  readonly b: JobPosting
}

/** The committed pairs that were read. */
export function readPairs(): ReadPair[] {
  const openings = ReadPairs.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'read-pairs.json'), 'utf8')))
  return openings.flatMap((opening, at) =>
    opening.pairs.map(({ how: _, first, second, days = 2, ...changed }, index) => ({
      first: first === 'same',
      second: second === 'same',
      is_for_fitting: at % 2 === 0,
      a: postingOf(opening, { number: at * 10, days: 0 }),
      b: postingOf(Opening.parse({ ...opening, ...changed }), { number: at * 10 + index + 1, days }),
    })),
  )
}

/** Cohen's kappa: how far two readings agree beyond what two that guess alike would by chance. */
export function kappaOf(pairs: readonly Pick<ReadPair, 'first' | 'second'>[]): number {
  const share = (said: (pair: Pick<ReadPair, 'first' | 'second'>) => boolean) =>
    pairs.filter(said).length / pairs.length
  const agreed = share(({ first, second }) => first === second)
  const [one, two] = [share(({ first }) => first), share(({ second }) => second)]
  const chance = one * two + (1 - one) * (1 - two)
  return (agreed - chance) / (1 - chance)
}

function postingOf(opening: z.infer<typeof Opening>, { number, days }: { number: number; days: number }): JobPosting {
  return {
    ...plainPosting({ id: String(700_000 + number), ...opening }),
    board_id: `read${number}`,
    posted_at: new Date(Date.parse('2026-02-02T08:00:00Z') + days * 86_400_000).toISOString(),
  }
}
