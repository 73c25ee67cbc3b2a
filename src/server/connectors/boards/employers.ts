import type { JobBoard } from '#domain/postings/job-board-port.ts'
import { ashby } from './ashby/index.ts'
import { bamboohr } from './bamboohr/index.ts'
import { greenhouse } from './greenhouse/index.ts'
import { lever } from './lever/index.ts'
import { personio } from './personio/index.ts'
import { recruitee } from './recruitee/index.ts'
import { smartrecruiters } from './smartrecruiters/index.ts'
import { teamtailor } from './teamtailor/index.ts'
import { workday } from './workday/index.ts'
import { workable } from './workable/index.ts'

/** Systems that employers recruit with: one source per employer, which the address of its careers page tells. */
export const employers: readonly JobBoard[] = [
  ...[greenhouse, lever, ashby, personio, smartrecruiters, workable, recruitee, teamtailor, bamboohr, workday],
]
