import { z } from 'zod'
import { defineBoard, feedFacts } from '#connectors/boards/define.ts'
import { threadsRequest } from './client.ts'
import { readPage } from './parse.ts'

/** The monthly thread; one comment may offer several roles. */
export const hackerNews = defineBoard({
  facts: feedFacts(
    {
      id: 'hacker-news',
      name: 'Hacker News: Who is hiring?',
      about: 'The monthly thread in which companies themselves say whom they look for.',
      homepage: 'https://news.ycombinator.com/submitted?id=whoishiring',
      terms_url: 'https://hn.algolia.com/api',
      terms_note:
        'The public search API of Hacker News. Postings link to the comment; e-mail addresses and phone numbers in it are not kept.',
      attribution: { text: 'From Hacker News, “Who is hiring?”', url: 'https://news.ycombinator.com', nofollow: true },
      config_fields: [],
    },
    { per_day: 200, max_pages: 2, every_minutes: 360 },
  ),
  config: z.object({}),
  first: () => threadsRequest(),
  read: readPage,
})
