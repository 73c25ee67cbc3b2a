import { cvLibrary } from '#connectors/boards/cv-library/index.ts'
import { glassdoor } from '#connectors/boards/glassdoor/index.ts'
import { indeed } from '#connectors/boards/indeed/index.ts'
import { jobscout24 } from '#connectors/boards/jobscout24/index.ts'
import { linkedin } from '#connectors/boards/linkedin/index.ts'
import { monster } from '#connectors/boards/monster/index.ts'
import { stepstone } from '#connectors/boards/stepstone/index.ts'
import { totaljobs } from '#connectors/boards/totaljobs/index.ts'
import { welcomeToTheJungle } from '#connectors/boards/welcome-to-the-jungle/index.ts'
import { wellfound } from '#connectors/boards/wellfound/index.ts'
import { xing } from '#connectors/boards/xing/index.ts'
import type { Site } from './site.ts'

/** The sites that no program may search, in the order in which people see them. */
export const sites: readonly Site[] = [
  linkedin,
  indeed,
  stepstone,
  xing,
  glassdoor,
  welcomeToTheJungle,
  wellfound,
  jobscout24,
  totaljobs,
  cvLibrary,
  monster,
]
