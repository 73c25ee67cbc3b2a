import { z } from 'zod'

const Port = z.coerce.number().int().min(0).max(65_535)
const optionalText = z
  .string()
  .trim()
  .transform((value) => (value === '' ? null : value))
  .nullable()
  .default(null)

const Environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: Port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .nullable()
    .default(null),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .nullable()
    .default(null),
  SECRET_KEY: optionalText,
  GOOGLE_CLIENT_ID: optionalText,
  GOOGLE_CLIENT_SECRET: optionalText,
  GITHUB_CLIENT_ID: optionalText,
  GITHUB_CLIENT_SECRET: optionalText,
  LINKEDIN_CLIENT_ID: optionalText,
  LINKEDIN_CLIENT_SECRET: optionalText,
  MICROSOFT_CLIENT_ID: optionalText,
  MICROSOFT_CLIENT_SECRET: optionalText,
  MICROSOFT_TENANT_ID: z
    .string()
    .regex(/^[\w.-]+$/, 'must be a tenant id, a domain, common, organizations or consumers')
    .default('common'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .nullable()
    .default(null),
  MAIL_FROM: z.string().min(3).default('Career Copilot <copilot@localhost>'),
  PASSWORD_WORK: z.enum(['full', 'light']).default('full'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUST_PROXY: z
    .enum(['true', 'false', '1', '0'])
    .transform((value) => value === 'true' || value === '1')
    .default(false),
  WORKER: z.enum(['inline', 'only', 'off']).default('inline'),
  OUTBOUND_REWRITE: z
    .string()
    .transform((text, context) => parseJson(text, context))
    .pipe(z.record(z.url(), z.url()))
    .default({}),
  ALLOW_PRIVATE_HOSTS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((host) => host.trim().toLowerCase())
        .filter(Boolean),
    )
    .default([]),
  METRICS_TOKEN: z.string().min(16).max(1000).nullable().default(null),
  RATE_LIMIT: z.coerce.number().int().min(10).max(10_000_000).default(1200),
  CONTACT_URL: z.url().default('https://github.com/career-copilot/career-copilot'),
})

/** Every variable that is read. */
export const variableNames: readonly string[] = Object.keys(Environment.shape)

/** Everything that can be set from outside, parsed once. Names are those of the environment, in snake_case. */
export interface Config {
  readonly env: 'production' | 'development' | 'test'
  readonly port: number
  readonly host: string
  /** Origin under which people reach the app; no trailing slash. */
  readonly public_url: string
  readonly data_dir: string
  readonly database_url: string | null
  readonly database_pool: number
  readonly redis_url: string | null
  /** As given; `platform/secrets` reads or makes the key. */
  readonly secret_key: string | null
  readonly oauth: Readonly<
    Record<'google' | 'github' | 'linkedin', { client_id: string; client_secret: string } | null>
  >
  /** For calendars; nobody logs in with it. */
  readonly microsoft: { client_id: string; client_secret: string; tenant_id: string } | null
  readonly smtp_url: string | null
  readonly mail_from: string
  readonly log_level: string
  readonly trust_proxy: boolean
  readonly worker: 'inline' | 'only' | 'off'
  /** `light`: tests, which make hundreds of people, hash no password that is worth guessing. */
  readonly password_work: 'full' | 'light'
  readonly outbound_rewrite: Readonly<Record<string, string>>
  readonly allow_private_hosts: readonly string[]
  /** What opens the metrics and the texts of readiness. Null: they are open to the machine itself. */
  readonly metrics_token: string | null
  /** Requests a minute and person (or address, signed out). */
  readonly rate_limit: number
  /** What stricter limits of single endpoints are multiplied with; follows `rate_limit` when that is raised. */
  readonly rate_limit_factor: number
  /** Where the User-Agent of our requests points to. */
  readonly contact_url: string
}

/** All that is wrong with the environment, one line each. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    )
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Reads the configuration from environment variables; throws `ConfigError` with the whole list of mistakes. */
export function parseConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  }
  const env = parsed.data
  const problems = contradictions(env)
  const microsoft = pair(env.MICROSOFT_CLIENT_ID, env.MICROSOFT_CLIENT_SECRET)
  if (problems.length > 0) throw new ConfigError(problems)
  return {
    env: env.NODE_ENV,
    port: env.PORT,
    host: env.HOST,
    public_url: (
      env.PUBLIC_URL ?? `http://${env.HOST === '0.0.0.0' || env.HOST === '::' ? '127.0.0.1' : env.HOST}:${env.PORT}`
    ).replace(/\/+$/, ''),
    data_dir: env.DATA_DIR,
    database_url: env.DATABASE_URL,
    database_pool: env.DATABASE_POOL,
    redis_url: env.REDIS_URL,
    secret_key: env.SECRET_KEY,
    oauth: {
      google: pair(env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET),
      github: pair(env.GITHUB_CLIENT_ID, env.GITHUB_CLIENT_SECRET),
      linkedin: pair(env.LINKEDIN_CLIENT_ID, env.LINKEDIN_CLIENT_SECRET),
    },
    microsoft: microsoft === null ? null : { ...microsoft, tenant_id: env.MICROSOFT_TENANT_ID },
    smtp_url: env.SMTP_URL,
    mail_from: env.MAIL_FROM,
    log_level: env.LOG_LEVEL,
    trust_proxy: env.TRUST_PROXY,
    worker: env.WORKER,
    password_work: env.PASSWORD_WORK,
    outbound_rewrite: env.OUTBOUND_REWRITE,
    allow_private_hosts: env.ALLOW_PRIVATE_HOSTS,
    metrics_token: env.METRICS_TOKEN,
    rate_limit: env.RATE_LIMIT,
    rate_limit_factor: Math.max(1, Math.floor(env.RATE_LIMIT / 1200)),
    contact_url: env.CONTACT_URL,
  }
}

function contradictions(env: z.output<typeof Environment>): string[] {
  const problems: string[] = []
  for (const name of ['GOOGLE', 'GITHUB', 'LINKEDIN', 'MICROSOFT'] as const) {
    if ((env[`${name}_CLIENT_ID`] === null) !== (env[`${name}_CLIENT_SECRET`] === null)) {
      problems.push(`${name}_CLIENT_ID and ${name}_CLIENT_SECRET belong together: set both or neither.`)
    }
  }
  if (env.NODE_ENV === 'production' && Object.keys(env.OUTBOUND_REWRITE).length > 0) {
    problems.push('OUTBOUND_REWRITE is for development and tests; it is refused together with NODE_ENV=production.')
  }
  if (env.NODE_ENV !== 'test' && env.PASSWORD_WORK === 'light') {
    problems.push('PASSWORD_WORK=light makes stored passwords easy to guess; it is for tests (NODE_ENV=test).')
  }
  if (env.WORKER === 'only' && env.DATABASE_URL === null) {
    problems.push('WORKER=only needs DATABASE_URL: a worker of its own shares a database with the app.')
  }
  return problems
}

function pair(client_id: string | null, client_secret: string | null) {
  return client_id === null || client_secret === null ? null : { client_id, client_secret }
}

function parseJson(text: string, context: z.RefinementCtx<string>): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a JSON object from origin to base URL' })
    return z.NEVER
  }
}

/** The configuration of this process. */
export function configOfProcess(): Config {
  return parseConfig(process.env)
}
