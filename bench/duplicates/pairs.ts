import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { JobPosting } from '#domain/postings/posting.ts'
import { basePosting } from './bases.ts'
import { EDITS, edited } from './edits.ts'

/** What was done to a posting, in order. */
export const EditNames = z.array(z.enum(Object.keys(EDITS).filter((name): name is keyof typeof EDITS => name in EDITS)))

/** How a labelled pair comes to be: a posting, and either what was done to it or another posting. */
export const Recipe = z.object({
  label: z.enum(['same', 'different']),
  kind: z.string(),
  base: z.string(),
  edits: EditNames,
  other: z.string().nullable(),
  seed: z.number().int(),
})
export type Recipe = z.infer<typeof Recipe>

export interface LabelledPair {
  readonly same: boolean
  readonly kind: string
  /** Pairs of one posting are all for fitting or all for measuring, so that what was learned by heart counts for nothing. */
  readonly is_for_fitting: boolean
  readonly a: JobPosting
  readonly b: JobPosting
}

/** The committed pairs; those of recorded postings only where the recordings are. */
export function labelledPairs(): LabelledPair[] {
  const recipes = z.array(Recipe).parse(JSON.parse(readFileSync(join(import.meta.dirname, 'pairs.json'), 'utf8')))
  return recipes.flatMap((recipe): LabelledPair[] => {
    const a = basePosting(recipe.base)
    const other = recipe.other === null ? a : basePosting(recipe.other)
    if (a === null || other === null) return []
    const b = edited(other, recipe.edits, recipe.seed)
    return [
      {
        same: recipe.label === 'same',
        kind: recipe.kind,
        is_for_fitting: Number(recipe.base.split(':')[1]) % 2 === 0,
        a,
        b,
      },
    ]
  })
}
