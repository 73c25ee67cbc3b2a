import { expect, test } from 'vitest'
import { makeLog } from './log.ts'

function logged(write: (log: ReturnType<typeof makeLog>) => void): { line: unknown; text: string } {
  let text = ''
  write(makeLog('trace', { write: (line) => void (text += line) }))
  return { line: JSON.parse(text), text }
}

test('a secret is removed by its name, also two levels down', () => {
  const { text } = logged((log) =>
    log.info({ password: 's3cret', body: { token: 's3cret', deep: { client_secret: 's3cret' } } }, 'x'),
  )
  expect(text).not.toContain('s3cret')
  expect(text.match(/\[removed\]/g)).toHaveLength(3)
})

test('of an error are told its kind, words, stack and code, and nothing that a driver hung on it', () => {
  const cause = Object.assign(new Error('refused'), { detail: 's3cret' })
  const error = Object.assign(new TypeError('no log-in', { cause }), {
    code: '28P01',
    command: { name: 'auth', args: ['s3cret'] },
    detail: 'Key (email)=(s3cret) already exists.',
  })
  const { line, text } = logged((log) => log.error({ error }, 'x'))
  expect(line).toMatchObject({
    error: { type: 'TypeError', message: expect.stringContaining('no log-in'), error_code: '28P01' },
  })
  expect(text).toContain('refused')
  expect(text).not.toContain('s3cret')
})

test('what was thrown without being an error is told as it is', () => {
  expect(logged((log) => log.error({ error: 'gone' }, 'x')).line).toMatchObject({ error: 'gone' })
})
