import type { Seniority } from '#contract/posting-fields.ts'

// "Mid-Senior level", "Associate" and "Experienced" span several levels: they say nothing that one could rely on.
const LEVELS: Readonly<Record<string, Seniority>> = {
  internship: 'intern',
  intern: 'intern',
  'student high school': 'intern',
  'student college': 'intern',
  'entry level': 'junior',
  'mid level': 'mid',
  senior: 'senior',
  director: 'director',
  executive: 'executive',
  'senior executive': 'executive',
}

/** The level that a system's own list of levels names (`entry_level`, "Entry-level"); null where it is none or not clear. */
export function levelOf(word: string | null | undefined): Seniority | null {
  return (
    LEVELS[
      (word ?? '')
        .toLowerCase()
        .replaceAll(/[^a-z]+/g, ' ')
        .trim()
    ] ?? null
  )
}
