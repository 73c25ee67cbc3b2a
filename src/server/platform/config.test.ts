import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, parseConfig, variableNames } from './config.ts'

const manual = readFileSync(resolve(import.meta.dirname, '../../../docs/operate/configuration.md'), 'utf8')

function problems(variables: Record<string, string>): readonly string[] {
  try {
    parseConfig(variables)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('a good environment', () => {
  it('needs nothing at all', () => {
    expect(parseConfig({})).toEqual({
      env: 'production',
      port: 3000,
      host: '127.0.0.1',
      public_url: 'http://127.0.0.1:3000',
      data_dir: './data',
      database_url: null,
      database_pool: 10,
      redis_url: null,
      secret_key: null,
      oauth: { google: null, github: null, linkedin: null },
      microsoft: null,
      smtp_url: null,
      mail_from: 'Career Copilot <copilot@localhost>',
      log_level: 'info',
      trust_proxy: false,
      worker: 'inline',
      password_work: 'full',
      outbound_rewrite: {},
      allow_private_hosts: [],
      metrics_token: null,
      rate_limit: 1200,
      rate_limit_factor: 1,
      contact_url: 'https://github.com/career-copilot/career-copilot',
    })
  })

  it('takes an empty variable for one that is not set', () => {
    const empty = Object.fromEntries(variableNames.map((name) => [name, '']))
    expect(parseConfig(empty)).toEqual(parseConfig({}))
  })

  it.each([
    [{ PORT: '8080' }, { port: 8080, public_url: 'http://127.0.0.1:8080' }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0', public_url: 'http://127.0.0.1:3000' }],
    [{ HOST: '::' }, { public_url: 'http://127.0.0.1:3000' }],
    [{ PUBLIC_URL: 'https://jobs.example.org/' }, { public_url: 'https://jobs.example.org' }],
    [{ DATABASE_URL: 'postgresql://me@db/copilot' }, { database_url: 'postgresql://me@db/copilot' }],
    [{ DATABASE_POOL: '40' }, { database_pool: 40 }],
    [{ REDIS_URL: 'rediss://cache:6380' }, { redis_url: 'rediss://cache:6380' }],
    [{ SECRET_KEY: '  new,old ' }, { secret_key: 'new,old' }],
    [{ SECRET_KEY: '   ' }, { secret_key: null }],
    [{ SMTP_URL: 'smtps://me:pw@mail.example.org' }, { smtp_url: 'smtps://me:pw@mail.example.org' }],
    [{ TRUST_PROXY: '1' }, { trust_proxy: true }],
    [{ TRUST_PROXY: 'false' }, { trust_proxy: false }],
    [{ WORKER: 'only', DATABASE_URL: 'postgres://db/x' }, { worker: 'only' }],
    [{ ALLOW_PRIVATE_HOSTS: ' Models.local , 10.0.0.7,' }, { allow_private_hosts: ['models.local', '10.0.0.7'] }],
    [{ RATE_LIMIT: '12000' }, { rate_limit: 12_000, rate_limit_factor: 10 }],
    [{ RATE_LIMIT: '60' }, { rate_limit: 60, rate_limit_factor: 1 }],
    [
      { GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 's' },
      { oauth: { google: null, github: { client_id: 'id', client_secret: 's' }, linkedin: null } },
    ],
    [
      { MICROSOFT_CLIENT_ID: 'id', MICROSOFT_CLIENT_SECRET: 's' },
      { microsoft: { client_id: 'id', client_secret: 's', tenant_id: 'common' } },
    ],
    [
      { NODE_ENV: 'development', OUTBOUND_REWRITE: '{"https://a.example":"http://127.0.0.1:9000/a"}' },
      { env: 'development', outbound_rewrite: { 'https://a.example': 'http://127.0.0.1:9000/a' } },
    ],
    [{ OUTBOUND_REWRITE: '{}' }, { outbound_rewrite: {} }],
  ])('%j', (variables, expected) => expect(parseConfig(variables)).toMatchObject(expected))
})

describe('a bad environment', () => {
  it.each([
    [{ PORT: 'http' }, /^PORT: /],
    [{ PORT: '65536' }, /^PORT: /],
    [{ PORT: '-1' }, /^PORT: /],
    [{ PORT: '80.5' }, /^PORT: /],
    [{ NODE_ENV: 'staging' }, /^NODE_ENV: /],
    [{ PUBLIC_URL: 'jobs.example.org' }, /^PUBLIC_URL: /],
    [{ PUBLIC_URL: 'ftp://jobs.example.org' }, /^PUBLIC_URL: /],
    [{ DATABASE_URL: 'mysql://db/x' }, /^DATABASE_URL: /],
    [{ DATABASE_POOL: '1' }, /^DATABASE_POOL: /],
    [{ REDIS_URL: 'http://cache' }, /^REDIS_URL: /],
    [{ SMTP_URL: 'mail.example.org' }, /^SMTP_URL: /],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL: /],
    [{ TRUST_PROXY: 'yes' }, /^TRUST_PROXY: /],
    [{ WORKER: 'on' }, /^WORKER: /],
    [{ WORKER: 'only' }, /needs DATABASE_URL/],
    [{ METRICS_TOKEN: 'short' }, /^METRICS_TOKEN: /],
    [{ RATE_LIMIT: '0' }, /^RATE_LIMIT: /],
    [{ CONTACT_URL: 'me' }, /^CONTACT_URL: /],
    [{ GOOGLE_CLIENT_ID: 'id' }, /set both or neither/],
    [{ MICROSOFT_CLIENT_SECRET: 's' }, /set both or neither/],
    [{ MICROSOFT_TENANT_ID: '../other' }, /^MICROSOFT_TENANT_ID: /],
    [{ LINKEDIN_CLIENT_SECRET: 's' }, /set both or neither/],
    [{ NODE_ENV: 'test', OUTBOUND_REWRITE: '{' }, /^OUTBOUND_REWRITE: must be a JSON object/],
    [{ NODE_ENV: 'test', OUTBOUND_REWRITE: '["https://a.example"]' }, /^OUTBOUND_REWRITE/],
    [{ NODE_ENV: 'test', OUTBOUND_REWRITE: '{"a":"b"}' }, /^OUTBOUND_REWRITE/],
    [{ PASSWORD_WORK: 'light' }, /it is for tests/],
    [{ NODE_ENV: 'development', PASSWORD_WORK: 'light' }, /it is for tests/],
    [{ OUTBOUND_REWRITE: '{"https://a.example":"http://127.0.0.1"}' }, /refused together with NODE_ENV=production/],
  ])('%j is refused', (variables, words) => {
    expect(problems(variables).length).toBeGreaterThan(0)
    expect(problems(variables)[0]).toMatch(words)
  })

  it('is told with everything that is wrong, not only the first', () => {
    expect(problems({ PORT: 'x', WORKER: 'y', RATE_LIMIT: '1' }).map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'WORKER',
      'RATE_LIMIT',
    ])
    expect(() => parseConfig({ PORT: 'x', WORKER: 'y' })).toThrow(/has 2 mistakes:\n {2}- PORT: .*\n {2}- WORKER: /)
    expect(() => parseConfig({ PORT: 'x' })).toThrow(/has a mistake:/)
  })

  it('does not repeat a secret in what it says', () => {
    expect(problems({ SMTP_URL: 'me:hunter2@mail' }).join()).not.toContain('hunter2')
    expect(problems({ DATABASE_URL: 'db:hunter2@mail' }).join()).not.toContain('hunter2')
    expect(problems({ METRICS_TOKEN: 'hunter2' }).join()).not.toContain('hunter2')
  })
})

describe('the manual', () => {
  const rows = manual.split('\n').filter((line) => line.startsWith('| `'))
  const named = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map((match) => match[1] ?? ''),
  )

  it('has a row for every variable, and for nothing else', () => {
    expect(named.toSorted()).toEqual([...variableNames].toSorted())
  })

  it.each(['PORT', 'HOST', 'DATA_DIR', 'DATABASE_POOL', 'RATE_LIMIT', 'WORKER', 'LOG_LEVEL', 'MAIL_FROM', 'NODE_ENV'])(
    'says the default of %s as it is',
    (name) => {
      const stated = /`([^`]+)`/.exec(rows.find((row) => row.includes(`\`${name}\``))?.split('|')[2] ?? '')?.[1] ?? ''
      expect(parseConfig({ NODE_ENV: '', [name]: stated })).toEqual(parseConfig({}))
      expect(stated).not.toBe('')
    },
  )
})
