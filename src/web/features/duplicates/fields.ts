/** What a reader calls the fields of a posting; what only the machine needs has no word. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  title: 'title',
  company: 'company',
  locations: 'place',
  remote_kind: 'workplace',
  salary_min: 'pay',
  salary_max: 'pay',
  salary_text: 'pay',
  employment: 'employment',
  contract: 'contract',
  workload_min: 'workload',
  seniority: 'seniority',
  skills: 'skills',
  language: 'language',
  posted_at: 'date',
  expires_at: 'deadline',
  description: 'text',
  description_html: 'text',
  description_text: 'text',
  apply_url: 'address',
}

/** The fields that a source gives, in words. */
export function givesOf(fields: readonly string[]): string {
  const words = fields.flatMap((field) => FIELD_WORDS[field] ?? [])
  return [...new Set(words)].join(', ')
}
