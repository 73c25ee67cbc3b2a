import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { basePosting, placed } from './bases.ts'
import { edited } from './edits.ts'
import { EditNames } from './pairs.ts'
import type { LabelledPair } from './pairs.ts'

/**
 * Pairs of recorded postings with their whole texts, labelled by reading: two that were recorded, or one beside what
 * another board or the employer makes of it under the title or place that stands here. No text is kept in this project.
 */
const RecordedPair = z.object({
  kind: z.string(),
  label: z.enum(['same', 'different']),
  how: z.string(),
  base: z.string(),
  other: z.string().optional(),
  title: z.string().optional(),
  place: z.string().optional(),
  edits: EditNames,
})

/** The committed pairs of recorded postings, where the recordings are. */
export function recordedPairs(): LabelledPair[] {
  const file = join(import.meta.dirname, 'recorded-pairs.json')
  return z
    .array(RecordedPair)
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .flatMap(({ kind, label, base, other, title, place, edits }, seed): LabelledPair[] => {
      const [a, b] = [basePosting(base), basePosting(other ?? base)]
      if (a === null || b === null) return []
      const changed = edited(b, edits, seed)
      return [
        {
          ...{ a, kind, same: label === 'same', is_for_fitting: Number(base.split(':')[1]) % 2 === 0 },
          b: {
            ...changed,
            title: title ?? changed.title,
            locations: place === undefined ? changed.locations : [placed(place)],
          },
        },
      ]
    })
}
