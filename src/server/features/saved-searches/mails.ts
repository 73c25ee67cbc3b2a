import type { SearchFilter } from '#contract/saved-searches.ts'
import type { Ctx } from '#platform/ctx.ts'
import type { Message } from '#platform/mail.ts'
import type { SearchRow, ToldPosting } from './store.ts'
import { unsubscribeToken } from './unsubscribe.ts'

interface Alert {
  readonly user: { readonly email: string; readonly username: string; readonly full_name: string | null }
  readonly search: Pick<SearchRow, 'id' | 'name' | 'filter'>
  /** How many there are; the best of them are listed. */
  readonly count: number
  readonly best: readonly ToldPosting[]
}

/** The mail that tells of new postings of a search. */
export function alertMessage(ctx: Pick<Ctx, 'config' | 'secrets'>, { user, search, count, best }: Alert): Message {
  const { public_url } = ctx.config
  const token = unsubscribeToken(ctx.secrets, search.id)
  const all = `${public_url}/jobs?${queryOf(search.filter)}`
  const stop = `${public_url}/unsubscribe#${token}`
  const postings = `${count} new ${count === 1 ? 'posting' : 'postings'}`
  const hello = `Hello ${user.full_name ?? user.username},`
  const lead = `${postings} for your search “${search.name}”:`
  const rest = count - best.length
  const more = rest === 0 ? 'All postings of the search' : `And ${rest} more: all postings of the search`
  const foot = `You get this because the search has an alert. Stop these e-mails:`
  const lines = best.map((posting) => ({ ...wordsOf(posting), url: `${public_url}/jobs/${posting.id}` }))
  return {
    to: user.email,
    subject: `${postings}: ${search.name}`,
    text: [
      hello,
      lead,
      ...lines.map(({ title, facts, url }) => [title, facts, url].filter((line) => line !== '').join('\n')),
      `${more}:\n${all}`,
      `${foot}\n${stop}`,
      'Career Copilot',
    ].join('\n\n'),
    html: page([
      `<p>${escape(hello)}</p><p>${escape(lead)}</p>`,
      ...lines.map(
        ({ title, facts, url }) =>
          `<p style="margin:0 0 16px"><a href="${escape(url)}" style="color:#0b6e79;font-weight:600">${escape(title)}</a><br><span style="color:#5b6470">${escape(facts)}</span></p>`,
      ),
      `<p><a href="${escape(all)}" style="color:#0b6e79">${escape(more)}</a></p>`,
      `<p style="color:#5b6470;font-size:12px">${escape(foot)} <a href="${escape(stop)}" style="color:#5b6470">${escape(search.name)}</a></p>`,
    ]),
    unsubscribe_url: `${public_url}/api/v1/saved-searches/unsubscribe?token=${token}`,
  }
}

function wordsOf({ title, company, locations, match_score }: ToldPosting): { title: string; facts: string } {
  const places = [...new Set(locations.map((each) => each.city ?? each.raw))].slice(0, 2).join(', ')
  const match = match_score === null ? '' : `match ${match_score}`
  return { title: plain(title), facts: [company, places, match].map(plain).filter(Boolean).join(' · ') }
}

// A source could hide lines of its own in a name.
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** A filter as the address of the feed has it. */
function queryOf(filter: SearchFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) {
    for (const each of [value].flat()) if (each !== undefined) query.append(name, String(each))
  }
  return query.toString()
}

function page(parts: readonly string[]): string {
  return `<!doctype html><html lang="en"><body style="font-family:system-ui,sans-serif;font-size:14px;line-height:1.5;color:#1a1f26;max-width:560px">${parts.join('')}</body></html>`
}

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}
