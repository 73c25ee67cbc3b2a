import { expect, it } from 'vitest'
import { readAlert } from './read.ts'

const quoted = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) =>
      byte > 126 || byte === 61 ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte),
    )
    .join('')
    .replaceAll(/(.{70}[^=]{3})(?=.)/g, '$1=\r\n')

const HEAD =
  'From: Job alerts <alerts@board.example>\r\nTo: mara@example.org\r\nSubject: =?utf-8?q?New_jobs?=\r\nDate: Fri, 20 Nov 2026 08:00:00 +0000\r\nMIME-Version: 1.0\r\n'
const mail = (html: string, text = 'See the other part.') =>
  `${HEAD}Content-Type: multipart/alternative;\r\n boundary="b1"\r\n\r\nFor old programs\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n--b1\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quoted(html)}\r\n--b1--\r\n`
const items = (source: string) => {
  const outcome = readAlert(source)
  return outcome.outcome === 'ok' ? outcome.items : outcome
}

const LINKEDIN = (
  id: number,
  title: string,
  more: string,
) => `<tr><td><a href="https://www.linkedin.com/comm/jobs/view/${id}/?trackingId=x"><img alt="Acme" src="https://media.example/a.png"></a></td>
  <td><a href="https://www.linkedin.com/comm/jobs/view/${id}/?trackingId=y"><strong>${title}</strong></a><p>${more}</p>
  <a href="https://www.linkedin.com/comm/jobs/view/${id}/?trackingId=z">Easy Apply</a></td></tr>`

it('reads the postings of an alert: each once, without what a visit adds to its address', () => {
  const html = `<html><head><title>x</title></head><body><h1>2 new jobs for "Bäcker"</h1><table>${LINKEDIN(3_800_000_001, 'Bäcker (m/w/d)', 'Acme Backwaren · Köln, Deutschland (Hybrid)')}${LINKEDIN(3_800_000_002, 'Pastry Chef', 'Wirtshaus · Remote')}</table>
    <a href="https://www.linkedin.com/comm/jobs/alerts">Manage alerts</a></body></html>`
  expect(items(mail(html))).toMatchObject([
    {
      board_id: 'linkedin',
      external_id: '3800000001',
      source_url: 'https://www.linkedin.com/jobs/view/3800000001/',
      title: 'Bäcker (m/w/d)',
      company: { name: 'Acme Backwaren' },
      locations: [{ raw: 'Köln, Deutschland (Hybrid)' }],
      remote: { kind: 'hybrid' },
      description_text: '',
      posted_at: null,
    },
    { external_id: '3800000002', company: { name: 'Wirtshaus' }, remote: { kind: 'remote' } },
  ])
})

it('reads a card that is one link, with each thing on a line of its own', () => {
  const card = `<a href="https://www.indeed.com/rc/clk/dl?jk=dac0cd741dbb51bc&from=ja"><div>Electrical Engineer</div><div>Nauticus Robotics</div><div>Webster, TX</div><div>$130,000 - $150,000 a year</div></a>`
  expect(items(mail(`<body>${card}</body>`))).toMatchObject([
    {
      board_id: 'indeed',
      source_url: 'https://www.indeed.com/viewjob?jk=dac0cd741dbb51bc',
      title: 'Electrical Engineer',
      company: { name: 'Nauticus Robotics' },
      locations: [{ city: 'Webster' }],
      salary: { min: 13_000_000, max: 15_000_000, currency: 'USD', period: 'year' },
    },
  ])
})

it('finds the address that another one carries', () => {
  const to = encodeURIComponent('https://www.xing.com/jobs/berlin-baecker-123456789?sc_o=x')
  const html = `<p><a href="https://click.board.example/r?url=${to}">Bäcker</a></p><p>Acme</p><p>Berlin</p>`
  expect(items(mail(html))).toMatchObject([
    { board_id: 'xing', external_id: 'berlin-baecker-123456789', company: { name: 'Acme' } },
  ])
})

it('reads an alert in plain text, where the address comes last', () => {
  const text = `Your alert\r\n\r\n---------\r\nBaker\r\nAcme Bakery\r\nBerlin\r\n\r\nView job: https://www.linkedin.com/comm/jobs/view/3800000001/?x=1\r\n---------\r\n`
  expect(items(mail('<p>Open this in your program.</p>', text))).toMatchObject([
    { title: 'Baker', company: { name: 'Acme Bakery' }, locations: [{ city: 'Berlin' }] },
  ])
})

it('reads base64 in another alphabet', () => {
  const html = `<a href="https://www.stepstone.de/stellenangebote--Baecker--9876543-inline.html">Bäcker</a><br>Acme<br>Köln`
  const source = `${HEAD}Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(html, 'latin1').toString('base64')}`
  expect(items(source)).toMatchObject([{ board_id: 'stepstone', title: 'Bäcker', locations: [{ city: 'Köln' }] }])
})

it('says what is the matter with what is no alert', () => {
  expect(readAlert('Dear Mara, here are your jobs')).toMatchObject({ outcome: 'wrong_content', message: /\.eml/ })
  expect(readAlert(mail('<a href="https://click.board.example/4711">Baker</a>'))).toMatchObject({
    outcome: 'no_posting',
  })
})

it('a posting whose employer the mail does not tell is named among what was left out', () => {
  const html = '<a href="https://www.linkedin.com/comm/jobs/view/3800000001">Baker</a>'
  expect(readAlert(mail(`${html}${LINKEDIN(3_800_000_002, 'Cook', 'Wirtshaus · Bonn')}`))).toMatchObject({
    outcome: 'ok',
    items: [{ title: 'Cook' }],
    rejects: [{ external_id: '3800000001', reason: 'no_company' }],
  })
})

it('an unfriendly mail takes no long time', () => {
  const begun = performance.now()
  for (const source of [
    `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'.repeat(20_000)}`,
    `${HEAD}${'X: y\r\n '.repeat(100_000)}\r\n\r\n`,
    mail('='.repeat(200_000)),
    mail('<a href="https://www.linkedin.com/comm/jobs/view/3800000001">'.repeat(20_000)),
  ])
    expect(readAlert(source).outcome).toMatch(/no_posting|wrong_content/)
  expect(performance.now() - begun).toBeLessThan(8_000)
})
