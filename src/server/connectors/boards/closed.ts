import type { JobBoard } from '#domain/postings/job-board-port.ts'
import { listedBoard } from './define.ts'

/** Boards that are gone, and what to use instead: other lists still name them. */
export const closed: readonly JobBoard[] = [
  listedBoard(
    {
      id: 'stack-overflow-jobs',
      name: 'Stack Overflow Jobs',
      about:
        'Closed in 2022. For jobs of developers use Hacker News “Who is hiring?”, Remotive, Landing.jobs, or the employers themselves.',
      homepage: 'https://stackoverflow.com',
      terms_url: 'https://stackoverflow.com/legal',
      terms_note: 'There is nothing left to read.',
      attribution: { text: 'Stack Overflow', url: 'https://stackoverflow.com', nofollow: true },
    },
    'dead',
  ),
  listedBoard(
    {
      id: 'honeypot',
      name: 'Honeypot',
      about:
        'Never a list of jobs: employers applied to people there, and it went into XING. Use Arbeitnow, EURES, or single postings of XING.',
      homepage: 'https://www.honeypot.io',
      terms_url: 'https://www.honeypot.io',
      terms_note: 'There is nothing left to read.',
      attribution: { text: 'Honeypot', url: 'https://www.honeypot.io', nofollow: true },
    },
    'dead',
  ),
]
