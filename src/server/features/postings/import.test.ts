import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp, TestUser } from '#kit/make-app.ts'

const SITE = 'https://careers.example.org'

let app: TestApp
let mara: TestUser
const pages = new Map<string, { headers: Record<string, string>; body: Buffer; status?: number }>()
const server = createServer((request, response) => {
  const page = pages.get(request.url ?? '')
  response.writeHead(page?.status ?? (page === undefined ? 404 : 200), page?.headers ?? {}).end(page?.body)
})

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify({ [SITE]: `http://127.0.0.1:${port}` }) })
  mara = await app.register()
})
afterAll(async () => {
  await app.close()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const job = (extra: Record<string, unknown> = {}) => ({
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Nurse',
  description: '<p>Care for people</p>',
  hiringOrganization: { '@type': 'Organization', name: 'Klinik Nord' },
  ...extra,
})
const block = (data: unknown) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`
const preview = async (body: Record<string, unknown>) =>
  (await mara.request('POST', '/jobs/import/preview', { body })).body
const keep = async (body: Record<string, unknown>) => mara.request('POST', '/jobs/import', { body })

describe('a page at an address', () => {
  const umlauts = `<html><head>META</head>${block(job({ title: 'Krankenpfleger für Zürich' }))}</html>`
  const with_meta = (charset: string) => umlauts.replace('META', `<meta charset="${charset}">`)
  const latin1 = { 'content-type': 'text/html; charset=iso-8859-1' }
  const bare = { 'content-type': 'text/html' }
  test.each([
    ['windows-1252 by its header', latin1, Buffer.from(umlauts, 'latin1')],
    ['windows-1252 by its first lines', bare, Buffer.from(with_meta('windows-1252'), 'latin1')],
    ['windows-1252 that nobody names', bare, Buffer.from(umlauts, 'latin1')],
    ['UTF-8 that nobody names', bare, Buffer.from(umlauts)],
    ['UTF-8 behind a mark, whatever the header says', latin1, Buffer.from(`\uFEFF${umlauts}`)],
    ['UTF-16 behind a mark', bare, Buffer.from(`\uFEFF${umlauts}`, 'utf16le')],
    ['UTF-8 that calls itself UTF-16 in letters of one byte', bare, Buffer.from(with_meta('utf-16'))],
  ])('is read in %s', async (name, headers, body) => {
    const path = `/jobs/${encodeURIComponent(name)}`
    pages.set(path, { headers, body })
    expect(await preview({ url: `${SITE}${path}` })).toMatchObject({ title: 'Krankenpfleger für Zürich' })
  })

  test('is read in Shift JIS', async () => {
    const [before = '', after = ''] = block(job({ title: '###' })).split('###')
    const body = Buffer.concat([Buffer.from(before), Buffer.from('8ac58cec8e74', 'hex'), Buffer.from(after)])
    pages.set('/jobs/japan-1', { headers: { 'content-type': 'text/html; charset=Shift_JIS' }, body })
    expect(await preview({ url: `${SITE}/jobs/japan-1` })).toMatchObject({ title: '看護師' })
  })

  test('that leads to a private network is not followed', async () => {
    for (const location of [
      'http://10.0.0.1/',
      'http://169.254.169.254/latest/',
      'http://[::1]:8080/',
      'file:///etc/hosts',
    ]) {
      pages.set('/moved', { headers: { location }, body: Buffer.from(''), status: 302 })
      expect(await preview({ url: `${SITE}/moved` }), location).toMatchObject({ error: { code: 'private_address' } })
    }
  })

  test('of nearly five megabytes is read, one of more is not', async () => {
    const filler = (length: number) => Buffer.from(`${block(job())}<p>${'x'.repeat(length)}</p>`)
    pages.set('/large', { headers: bare, body: filler(4_900_000) })
    pages.set('/larger', { headers: bare, body: filler(5_100_000) })
    expect(await preview({ url: `${SITE}/large` })).toMatchObject({ title: 'Nurse' })
    expect(await preview({ url: `${SITE}/larger` })).toMatchObject({ error: { code: 'page_unreachable' } })
  })
})

describe('a page that was pasted', () => {
  test('may have five million characters of any script, and more is refused with the field', async () => {
    const html = (length: number) => `${block(job())}<p>${'ü'.repeat(length)}</p>`
    expect(await preview({ html: html(4_900_000) })).toMatchObject({ title: 'Nurse' })
    expect(await preview({ html: html(5_000_001) })).toMatchObject({ error: { field_errors: [{ field: 'html' }] } })
  })

  test('with several postings gives that of its address, else the first, and says how many there are', async () => {
    const [a, b] = [`${SITE}/jobs/1001`, `${SITE}/jobs/1002`]
    const html = block([job({ title: 'A', url: a }), job({ title: 'B', url: b })])
    expect(await preview({ html, url: `${b}?utm_source=mail` })).toMatchObject({ title: 'B', on_page: 2 })
    expect(await preview({ html, url: `${SITE}/jobs` })).toMatchObject({ title: 'A', on_page: 2 })
    expect(await preview({ html: block(job()) })).toMatchObject({ on_page: 1 })
  })

  test('may name its employer in another place of the page', async () => {
    const graph = [
      { '@type': 'Organization', '@id': `${SITE}/#us`, name: 'Klinik Süd', sameAs: 'https://klinik.example' },
      job({ hiringOrganization: { '@id': `${SITE}/#us` }, jobLocation: { '@id': '#here' } }),
      { '@type': 'Place', '@id': '#here', address: { addressLocality: 'Bremen', addressCountry: 'DE' } },
    ]
    const { body } = await keep({ html: block({ '@context': 'https://schema.org', '@graph': graph }) })
    expect(body).toMatchObject({
      company: 'Klinik Süd',
      company_domain: 'klinik.example',
      locations: [{ city: 'Bremen' }],
    })
  })

  test('without the employer or the title asks for it, and takes what the person says', async () => {
    const anonymous = block(job({ hiringOrganization: null, title: 'Nurse by night' }))
    expect(await preview({ html: anonymous })).toMatchObject({
      title: 'Nurse by night',
      company: null,
      missing: ['company'],
    })
    expect((await keep({ html: anonymous })).body.error.field_errors).toMatchObject([{ field: 'company' }])
    expect((await keep({ html: anonymous, company: 'Klinik West' })).body).toMatchObject({ company: 'Klinik West' })
    expect(await preview({ html: block(job({ title: '' })) })).toMatchObject({ missing: ['title'] })
    expect(await preview({ html: block(job({ title: '', hiringOrganization: '' })) })).toMatchObject({
      error: { code: 'no_posting_found' },
    })
  })

  test('of a job that is gone, or over, is kept as closed', async () => {
    const gone = `<p>No longer accepting applications</p>${block(job({ title: 'Gone' }))}`
    expect((await keep({ html: gone })).body).toMatchObject({
      close_reason: 'closed_page',
      closed_at: expect.any(String),
    })
    const over = block(job({ title: 'Over', validThrough: '2026-10-01' }))
    expect((await keep({ html: over })).body).toMatchObject({ close_reason: 'expired', closed_at: expect.any(String) })
    const open = block(job({ title: 'Open', validThrough: '2027-01-01' }))
    expect((await keep({ html: open })).body).toMatchObject({ close_reason: null, closed_at: null })
  })

  test('with pay that is beyond every pay keeps the rest', async () => {
    const pay = (value: number) => ({ currency: 'EUR', value: { value, unitText: 'HOUR' } })
    for (const value of [9e13, 1e300, -5])
      expect((await keep({ html: block(job({ title: `Pay ${value}`, baseSalary: pay(value) })) })).body).toMatchObject({
        salary_min: null,
        salary_max: null,
      })
  })

  test.each([
    ['data that is cut off', '<script type="application/ld+json">{"@type":"JobPosting","title":"X"</script>'],
    ['data nested without end', `<script type="application/ld+json">${'{"a":'.repeat(50_000)}</script>`],
    ['no data', '<html><body><h1>Baker</h1></body></html>'],
    ['no page', 'Just words'],
  ])('with %s is refused in words', async (_what, html) => {
    const { error } = await preview({ html })
    expect(error).toMatchObject({ code: 'no_posting_found', message: expect.stringMatching(/Paste its text/) })
  })
})
