import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const POSTING = {
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  description: '<p>You keep the light of the North Sea burning, in German and in Low German.</p>',
  employmentType: 'FULL_TIME',
  datePosted: '2026-11-20',
  jobLocation: { '@type': 'Place', address: { addressLocality: 'Borkum', addressCountry: 'DE' } },
}

/** Another site, as its page comes: a posting of its own per title, under an address of its own. */
export interface OtherSite {
  readonly origin: string
  close(): Promise<void>
}

/**
 * A job board of one's own at another host than the app, with rules as strict as those of real ones: nothing is loaded,
 * nothing called, no script runs that is not its own. `headers` adds to them.
 */
export async function startOtherSite(headers: Readonly<Record<string, string>> = {}): Promise<OtherSite> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const titles = url.searchParams.getAll('title')
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; connect-src 'self'; script-src 'self'; require-trusted-types-for 'script'",
      ...headers,
    })
    response.end(pageOf(titles, url.pathname))
  })
  await new Promise<void>((done) => server.listen(0, 'localhost', done))
  const { port } = addressOf(server.address())
  return {
    origin: `http://localhost:${port}`,
    close: () => new Promise((done) => server.close(() => done())),
  }
}

function pageOf(titles: readonly string[], path: string): string {
  const postings = titles.map((title, index) => ({
    ...POSTING,
    title,
    identifier: `${path}-${index}`,
    hiringOrganization: { '@type': 'Organization', name: 'Nordseeinselverwaltung' },
    url: titles.length === 1 ? path : `${path}/${index}`,
  }))
  const data = postings.map((posting) => `<script type="application/ld+json">${JSON.stringify(posting)}</script>`)
  const secret = '<form><input type="hidden" name="csrf" value="not-for-others"></form>'
  return `<!doctype html><html lang="de"><head><title>Board</title>${data.join('')}</head><body><h1>Board</h1>${secret}</body></html>`
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('The site listens on no port')
  return address
}
