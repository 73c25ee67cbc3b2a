import type { JobBoard } from '#domain/postings/job-board-port.ts'
import { adzuna } from './adzuna/index.ts'
import { arbeitsagentur } from './arbeitsagentur/index.ts'
import { arbeitnow } from './arbeitnow/index.ts'
import { eures } from './eures/index.ts'
import { franceTravail } from './france-travail/index.ts'
import { hackerNews } from './hacker-news/index.ts'
import { himalayas } from './himalayas/index.ts'
import { jobicy } from './jobicy/index.ts'
import { landingJobs } from './landing-jobs/index.ts'
import { prospective } from './prospective/index.ts'
import { reed } from './reed/index.ts'
import { remoteok } from './remoteok/index.ts'
import { remotive } from './remotive/index.ts'
import { theMuse } from './the-muse/index.ts'
import { usajobs } from './usajobs/index.ts'
import { weWorkRemotely } from './we-work-remotely/index.ts'

/** The boards that are one source for everybody, in the order in which people see them. */
export const feeds: readonly JobBoard[] = [
  arbeitnow,
  eures,
  prospective,
  theMuse,
  landingJobs,
  remotive,
  remoteok,
  himalayas,
  jobicy,
  weWorkRemotely,
  hackerNews,
  adzuna,
  reed,
  franceTravail,
  usajobs,
  arbeitsagentur,
]
