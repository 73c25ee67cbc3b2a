import type { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { greenhouseJobs } from '#kit/vendors/boards/synthetic.ts'
import { boards } from './index.ts'
import { readAlert } from './alert-mail/read.ts'
import { readAlertAside, readAside } from './read-aside.ts'

const open = boards.find(({ facts }) => facts.id === 'greenhouse')?.open({ tenant: 'acme' }) ?? null
const answerOf = (text: string) => ({ status: 200, url: 'https://boards-api.greenhouse.io', headers: {}, text })

test.each([
  ['a small answer', 20],
  ['a large one, in a thread of its own,', 1_500],
])('%s is read as the board reads it', async (_what, count) => {
  if (open === null) throw new Error('There is such a board.')
  const answer = answerOf(
    JSON.stringify({ jobs: greenhouseJobs('acme', count, 1_790_000_000_000), meta: { total: count } }),
  )
  const page = await readAside(open, open.first(), answer)
  expect(page).toEqual(open.read(open.first(), answer))
  expect(page).toMatchObject({ kind: 'page', items: { length: count - 1 } })
})

test('a large answer that is none is a failure in words, as a small one is', async () => {
  if (open === null) throw new Error('There is such a board.')
  const page = await readAside(open, open.first(), answerOf('['.repeat(2_000_000)))
  expect(page).toMatchObject({ kind: 'failure', outcome: 'truncated' })
})

const mailOf = (lines: number) => {
  const links = Array.from({ length: lines }, (_, at) => {
    const url = `https://www.linkedin.com/comm/jobs/view/${3_800_000_000 + at}/`
    return `<div><a href="${url}?tracking=${'x'.repeat(300)}">Baker ${at}</a><p>Acme · Berlin</p></div>`
  })
  return `From: a@b.example\r\nSubject: Jobs\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n${links.join('\r\n')}`
}

test.each([
  ['a small mail', 1],
  ['a large one, in a thread of its own,', 900],
])('%s is read as alerts are', async (_what, lines) => {
  const mail = mailOf(lines)
  const read = await readAlertAside(mail)
  expect(read).toEqual(readAlert(mail))
  expect(read).toMatchObject({ outcome: 'ok', items: { length: Math.min(200, lines) } })
})

test('of many large mails at once two are read at a time, each with less memory than a board, and all are read', async () => {
  const limits: (number | undefined)[] = []
  let [now, most] = [0, 0]
  const begun = (worker: Worker) => {
    limits.push(worker.resourceLimits?.maxOldGenerationSizeMb)
    now += 1
    most = Math.max(most, now)
    worker.once('exit', () => (now -= 1))
  }
  process.on('worker', begun)
  try {
    const mail = mailOf(900)
    const read = await Promise.all(Array.from({ length: 6 }, () => readAlertAside(mail)))
    expect(read.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'ok'))
  } finally {
    process.off('worker', begun)
  }
  expect(limits).toEqual(Array.from({ length: 6 }, () => 400))
  expect(most).toBe(2)
})
