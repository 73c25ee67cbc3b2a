import { expect, it } from 'vitest'
import { explain } from './start.ts'
import { ConfigError } from '#platform/config.ts'
import { StartError } from '#platform/embedded/start-error.ts'

const failed = (code: string, message: string) => Object.assign(new Error(message), { code })

it.each([
  ['a port that is taken', failed('EADDRINUSE', 'listen EADDRINUSE: 127.0.0.1:3000'), 'another with PORT'],
  ['a port that only root may have', failed('EACCES', 'listen EACCES: 0.0.0.0:80'), 'above 1023'],
  ['a database that is not there', failed('ECONNREFUSED', 'connect ECONNREFUSED'), 'DATABASE_URL cannot be reached'],
  ['a database host that has no address', failed('ENOTFOUND', 'getaddrinfo ENOTFOUND db'), 'correct the address'],
  ['a wrong password of the database', failed('28P01', 'password authentication failed'), 'user and password'],
  ['a user that the database does not let in', failed('28000', 'no pg_hba.conf entry'), 'user and password'],
  ['a user that may not make roles', failed('42501', 'permission denied to create role'), 'CREATEROLE'],
  ['a folder in use', new StartError('It is in use.', 'Use another DATA_DIR.'), 'Use another DATA_DIR.'],
  ['a configuration with a mistake', new ConfigError(['PORT: is no number']), '  - PORT: is no number'],
  ['an error with a cause', new Error('It failed.', { cause: new Error('The reason.') }), 'The reason.'],
])('%s is explained with what to do', (_, error, words) => {
  const explained = explain(error)
  expect(explained).toContain(words)
  expect(explained).toContain(error.message)
  expect(explained).not.toContain('    at ')
})

it('what is not even an error is said as it is', () => {
  expect(explain('out of luck')).toBe('out of luck')
  expect(explain(undefined)).toBe('undefined')
})

it('a host with several addresses, none of which answers, is explained by the first', () => {
  const each = ['::1:5432', '127.0.0.1:5432'].map((address) =>
    failed('ECONNREFUSED', `connect ECONNREFUSED ${address}`),
  )
  const explained = explain(Object.assign(new AggregateError(each), { code: 'ECONNREFUSED' }))
  expect(explained).toContain('DATABASE_URL cannot be reached: connect ECONNREFUSED ::1:5432')
})
