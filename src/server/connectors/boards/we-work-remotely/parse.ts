import { z } from 'zod'
import type { BoardAnswer, BoardRequest, PageRead } from '#domain/postings/job-board-port.ts'
import { dateFromMail, deadlineFromText } from '#connectors/boards/dates.ts'
import { lineOf } from '#connectors/boards/html.ts'
import { areasFromText } from '#connectors/boards/place.ts'
import { postingOf, reject, webUrl } from '#connectors/boards/posting-of.ts'
import type { Normalized } from '#connectors/boards/posting-of.ts'
import { pageOfRows, readRow } from '#connectors/boards/reading.ts'
import { readXml } from '#connectors/boards/xml.ts'

const text = z.string().default('')
const Channel = z.object({ item: z.array(z.unknown()).default([]) })
const Feed = z.object({ rss: z.object({ channel: Channel }) })
const Item = z.object({
  title: z.string().min(1),
  link: text,
  guid: text,
  region: text,
  country: text,
  category: text,
  type: text,
  skills: text,
  description: text,
  pubDate: text,
  expires_at: text,
})

export function readPage(_request: BoardRequest, answer: BoardAnswer): PageRead {
  const feed = readXml(answer, { root: 'rss', schema: Feed, lists: ['rss.channel.item'] })
  if (!feed.ok) return feed.failure
  return pageOfRows(feed.value.rss.channel.item, normalize, { next: null, total: null })
}

function normalize(raw: unknown): Normalized {
  return readRow(raw, Item, (item) => {
    const url = webUrl(item.link) ?? webUrl(item.guid)
    if (url === null) return reject(null, 'no_url', 'It has no address.')
    const { company, role } = partsOf(lineOf(item.title))
    const where = lineOf(item.region) || lineOf(item.country)
    return postingOf({
      board_id: 'we-work-remotely',
      external_id: new URL(url).pathname,
      source_url: url,
      apply_url: url,
      title: role,
      company: { name: company },
      locations: areasFromText(where),
      remote: { kind: 'remote', how: 'stated', raw: where },
      employment_words: [item.type],
      description_html: item.description,
      tags: [item.category, ...item.skills.split(/,\s*(?:and )?/)],
      posted: dateFromMail(item.pubDate),
      expires_at: deadlineFromText(item.expires_at) ?? dateFromMail(item.expires_at)?.at ?? null,
    })
  })
}

// "Company: Role". A role has colons of its own, a company hardly ever.
function partsOf(title: string): { company: string; role: string } {
  const at = title.indexOf(': ')
  return at < 0 ? { company: '', role: title } : { company: title.slice(0, at), role: title.slice(at + 2) }
}
