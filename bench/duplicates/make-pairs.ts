import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { basePosting } from './bases.ts'
import type { EditName } from './edits.ts'
import type { Recipe } from './pairs.ts'

// Makes `pairs.json`: run it again after a change here, and read the difference before committing it.

/** One opening, shown twice: what other boards make of a posting. */
const COPIES: Readonly<Record<string, readonly (readonly EditName[])[]>> = {
  copy: [
    ['gender_marks', 'later'],
    ['city_in_title', 'legal_form', 'later'],
    ['city_alias', 'no_pay', 'later'],
  ],
  framed_copy: [
    ['framed', 'gender_marks', 'later'],
    ['framed', 'polished', 'no_pay', 'legal_form', 'later'],
  ],
  retitled: [
    ['title_longer', 'later'],
    ['title_shorter', 'polished', 'later'],
    ['title_longer', 'framed', 'no_pay', 'later'],
  ],
  snippet: [
    ['snippet', 'later'],
    ['snippet', 'gender_marks', 'city_alias', 'no_pay', 'later'],
  ],
  repost: [
    ['reposted', 'polished'],
    ['reposted', 'gender_marks'],
  ],
  renamed_company: [
    ['brand_longer', 'later'],
    ['brand_longer', 'no_pay', 'gender_marks', 'later'],
  ],
  without_text: [['no_text', 'gender_marks', 'later']],
}
/** Another opening that reads much like it. */
const NEIGHBOURS: Readonly<Record<string, readonly (readonly EditName[])[]>> = {
  other_city: [
    ['other_city', 'later'],
    ['other_city', 'gender_marks', 'polished', 'later'],
  ],
  other_level: [
    ['other_level', 'later'],
    ['other_level', 'polished', 'later'],
  ],
  other_job_same_text: [
    ['other_job', 'later'],
    ['other_job', 'framed', 'later'],
  ],
  other_team: [['other_team', 'later']],
  same_title_other_text: [
    ['other_text', 'later'],
    ['other_text', 'gender_marks', 'later'],
  ],
  other_company_same_text: [['other_company', 'polished', 'later']],
  same_title_other_tasks: [['other_tasks', 'later']],
  other_job_without_text: [['other_job', 'no_text', 'later']],
}
const OWN = 75
const RECORDED = 100

/** The employer puts one text up under two titles, word for word: perhaps one opening, so that it is no measure. */
const UNCLEAR = new Set(['arbeitnow:32 arbeitnow:34'])

/** Every two openings of one employer in the recorded feed: each was read, and each is an opening of its own. */
function siblings(): Recipe[] {
  const rows = Array.from({ length: RECORDED }, (_, index) => ({
    name: `arbeitnow:${index}`,
    posting: basePosting(`arbeitnow:${index}`),
  }))
  return rows.flatMap((left, at) =>
    rows.slice(at + 1).flatMap((right): Recipe[] => {
      if (left.posting === null || left.posting.company.name !== right.posting?.company.name) return []
      if (UNCLEAR.has(`${left.name} ${right.name}`)) return []
      return [{ label: 'different', kind: 'sibling', base: left.name, edits: [], other: right.name, seed: 0 }]
    }),
  )
}

function made(): Recipe[] {
  const bases = [
    ...Array.from({ length: OWN }, (_, index) => `own:${index * 19}`),
    ...Array.from({ length: RECORDED }, (_, index) => `arbeitnow:${index}`),
  ]
  const recipes = (kinds: typeof COPIES, label: Recipe['label']) =>
    bases.flatMap((base, at) =>
      Object.entries(kinds).flatMap(([kind, ways], turn): Recipe[] => {
        // Each base takes its turn with every third kind, so that kinds are as many and bases as varied as possible.
        const way = ways[Math.floor(at / 3) % ways.length]
        if ((at + turn) % 3 !== 0 || way === undefined) return []
        return [{ label, kind, base, edits: [...way], other: null, seed: at * 31 + turn }]
      }),
    )
  return [...recipes(COPIES, 'same'), ...recipes(NEIGHBOURS, 'different')]
}

const lines = [...made(), ...siblings()].map((recipe) => `  ${JSON.stringify(recipe)}`)
writeFileSync(join(import.meta.dirname, 'pairs.json'), `[\n${lines.join(',\n')}\n]\n`)
console.log(`${lines.length} pairs`)
