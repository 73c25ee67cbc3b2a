import { z } from 'zod'
import type { JobBoard } from '#domain/postings/job-board-port.ts'
import { defineBoard } from '#connectors/boards/define.ts'
import { readOpenPage } from '#connectors/boards/open-page/read.ts'
import { pageRequest } from './client.ts'

const Config = z.object({ url: z.url({ protocol: /^https?$/ }) })

/** One page with a schema.org JobPosting on it, named by a person. */
export const jsonLd: JobBoard = defineBoard({
  facts: {
    id: 'json-ld',
    version: 1,
    name: 'Imported pages',
    about: 'Single postings that you import by address or by pasting the page.',
    kind: 'import',
    tier: 'open_api',
    default_enabled: false,
    notice: null,
    homepage: 'https://schema.org/JobPosting',
    terms_url: 'https://schema.org/docs/terms.html',
    terms_note:
      'Reads the JobPosting data that a page carries for search engines; one page, when you ask, and only where its robots.txt allows.',
    attribution: { text: 'Imported by you', url: 'https://schema.org/JobPosting', nofollow: true },
    capabilities: { search: 'local', incremental: 'snapshot', detail: 'inline', closes: 'probe' },
    politeness: {
      min_interval_ms: 2000,
      concurrency: 1,
      per_day: 500,
      respect_robots: true,
      max_bytes: 5_000_000,
      max_pages: 1,
      max_details: 0,
      every_minutes: 1440,
    },
    config_fields: [],
  },
  config: Config,
  first: (config) => pageRequest(config.url),
  read: (_request, answer) => readOpenPage(answer.text, answer.url, null),
})
