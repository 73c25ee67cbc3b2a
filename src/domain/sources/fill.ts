import { FillField } from '#contract/posting-fields.ts'
import type { SourceFill } from '#contract/sources.ts'
import type { JobPosting, PostingField } from '#domain/postings/posting.ts'

export type Shares = Partial<Record<FillField, number>>

/** Counts which fields the postings state. What is derived from something else is not stated. */
export function fillOf(postings: readonly JobPosting[]): SourceFill {
  const count = (field: FillField) => postings.filter((posting) => states(posting, field)).length
  return {
    postings: postings.length,
    fields: Object.fromEntries(FillField.options.map((field) => [field, count(field)])),
  }
}

/** The counts of two parts of a reading together. */
export function joinFill(one: SourceFill | null, other: SourceFill): SourceFill {
  if (one === null) return other
  const sum = (field: FillField) => (one.fields[field] ?? 0) + (other.fields[field] ?? 0)
  return {
    postings: one.postings + other.postings,
    fields: Object.fromEntries(FillField.options.map((field) => [field, sum(field)])),
  }
}

/** The share of postings that state each field; a field that was not counted then is absent. */
export function sharesOf({ postings, fields }: SourceFill): Shares {
  if (postings === 0) return {}
  return Object.fromEntries(Object.entries(fields).map(([field, count]) => [field, count / postings]))
}

/** True where the posting itself says it. */
export function states(posting: JobPosting, field: FillField): boolean {
  if (field === 'url') return posting.source_url !== ''
  const how = posting.provenance[field satisfies PostingField]
  return how === 'stated' || how === 'parsed'
}
