import type { PageRead } from '#domain/postings/job-board-port.ts'
import { webUrl } from '#connectors/boards/posting-of.ts'
import { dataIn, jobPostingsIn, pageOf } from './blocks.ts'
import { postingFrom } from './job-posting.ts'
import { microdataIn } from './microdata.ts'

const CLOSED =
  /no longer accepting applications|(job|position|posting|vacancy|role) (is|has been|was) (no longer (available|open|active)|expired|closed|filled)|this (job|position) (has )?expired|stelle(nanzeige)? ist (leider )?nicht mehr (verf[üu]gbar|aktiv|online)|bereits besetzt|offre n['’]est plus disponible/i

/** The postings of a page; also of bare JSON-LD that somebody pasted. Nothing found is a page without items. */
export function readHtml(html: string, url: string | null): PageRead {
  const bare = /^\s*[{[]/.test(html)
  const page = bare ? { blocks: [html], canonical: null, text: '' } : pageOf(html)
  const inBlocks = jobPostingsIn(page.blocks.map(dataIn))
  const found = inBlocks.length > 0 || bare ? inBlocks : microdataIn(html)
  const address = webUrl(canonicalOf(page.canonical, url)) ?? url
  const reads = found.map((data) => postingFrom(data, { url: address, closed: CLOSED.test(page.text) }))
  const items = reads.flatMap((read) => (read.ok ? [read.posting] : []))
  const rejects = reads.flatMap((read) => (read.ok ? [] : [read.reject]))
  return { kind: 'page', items, rejects, next: null, total: found.length }
}

// A canonical address on another site would give the posting to somebody else.
function canonicalOf(canonical: string | null, url: string | null): string | null {
  if (canonical === null) return url
  if (url === null) return canonical
  const resolved = URL.parse(canonical, url)
  return resolved !== null && resolved.host === URL.parse(url)?.host && resolved.pathname !== '/' ? resolved.href : url
}
