import { fillPoints } from './points.ts'
import { tidyPostings } from './tidy.ts'
import { wordJobs } from './words.ts'

export { countMissed, settleAbsent } from './absent.ts'
export { ingestPage } from './ingest.ts'
export type { IngestSource } from './placing.ts'
export { prepare } from './prepare.ts'
export type { Draft } from './prepare.ts'
export { clustersOf, nearest, sharing } from './recognise.ts'
export { remerge, separateSource } from './remerge.ts'
export { saidBefore } from './said-before.ts'
export { keepStamps, keepStanding, keptOf } from './second-calls.ts'
export { lockPostings } from './turn.ts'
export { onceWordsAreRead, readDueWords, readWordsAfter } from './words.ts'

export const jobs = [fillPoints, tidyPostings, ...wordJobs]
