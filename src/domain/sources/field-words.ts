import type { FillField } from '#contract/posting-fields.ts'

/** What people call the fields. */
export const FIELD_WORDS: Readonly<Record<FillField, string>> = {
  title: 'title',
  company: 'company',
  url: 'address of the posting',
  description: 'description',
  locations: 'place',
  remote: 'remote or on site',
  salary: 'salary',
  employment: 'working hours',
  contract: 'kind of contract',
  seniority: 'level',
  tags: 'keywords',
  posted_at: 'date of publication',
  expires_at: 'closing date',
  apply_url: 'address to apply at',
}
