import { z } from 'zod'
import { isAbsent, staleVersion } from '#contract/endpoint.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { ErrorBody } from '#contract/wire.ts'
import { exampleOf } from './example.ts'
import { answerLost, inProgress, KEPT_HOURS, KEY_LENGTH, keyReused, takesKey } from './idempotency.ts'

type Json = Record<string, unknown>

const REASONS: Readonly<Record<number, string>> = {
  400: 'Malformed request',
  401: 'Not logged in',
  403: 'Not allowed',
  404: 'Not found, or not yours',
  409: 'Conflict with what is there',
  410: 'Gone',
  412: 'Changed in the meantime',
  413: 'Too large',
  415: 'Not JSON',
  422: 'Fields need another look',
  429: 'Too many requests',
  502: 'The other side failed',
  503: 'Not available right now',
}

/** The OpenAPI 3.1 document of the given endpoints. */
export function openapi(endpoints: readonly Endpoint[], about: { version: string; url: string }): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = `/api/v1${endpoint.path.replaceAll(/:([a-z_]+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Career Copilot',
      version: about.version,
      description:
        'JSON over HTTP. Ids are UUIDv7, instants UTC in RFC 3339, money in minor units with an ISO 4217 code. A field of a body that is not named here is ignored; the header `x-ignored-fields` of the answer names it. Where an answer has an `undo_id`, `POST /undo/{id}` takes the change back for 30 days.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: about.url }],
    tags: [...new Set(endpoints.map((endpoint) => endpoint.tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: { Error: schemaOf(ErrorBody, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'cc_session' },
        bearer: { type: 'http', scheme: 'bearer', description: 'access_token of log-in (24 h), or a personal token' },
      },
    },
  }
}

function operation(endpoint: Endpoint): Json {
  const statuses = new Map<number, string[]>()
  for (const refused of [...endpoint.refusals, ...(takesKey(endpoint) ? [keyReused, inProgress, answerLost] : [])]) {
    statuses.set(refused.status, [...(statuses.get(refused.status) ?? []), `\`${refused.code}\`: ${refused.message}`])
  }
  const implied = [422, 429, 503, ...(endpoint.access === 'public' ? [] : [401, 403])]
  for (const status of implied) if (!statuses.has(status)) statuses.set(status, [])
  return {
    operationId: operationId(endpoint),
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.description === null ? {} : { description: endpoint.description }),
    'x-access': endpoint.access,
    security: endpoint.access === 'public' ? [] : [{ session: [] }, { bearer: [] }],
    parameters: [
      ...parameters(endpoint.params, 'path'),
      ...parameters(endpoint.query, 'query'),
      ...headersOf(endpoint),
    ],
    ...(isAbsent(endpoint.body)
      ? {}
      : {
          requestBody: {
            required: true,
            content: contentOf(endpoint.body, 'input'),
          },
        }),
    responses: {
      [endpoint.status]: isAbsent(endpoint.response)
        ? { description: 'Done' }
        : { description: 'Done', content: contentOf(endpoint.response, 'output') },
      ...Object.fromEntries(
        [...statuses]
          .sort(([a], [b]) => a - b)
          .map(([status, lines]) => [
            status,
            {
              description: [REASONS[status] ?? 'Refused', ...lines].join('\n\n'),
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
            },
          ]),
      ),
    },
  }
}

function parameters(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  if (isAbsent(schema)) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input')
  if (typeof properties !== 'object' || properties === null) return []
  return Object.entries(properties).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path' || (Array.isArray(required) && required.includes(name)),
    schema: part,
  }))
}

function headersOf(endpoint: Endpoint): Json[] {
  const header = (name: string, description: string, schema: Json) => ({
    ...{ name, in: 'header', required: false, description },
    schema: { type: 'string', ...schema },
  })
  const key = header(
    'Idempotency-Key',
    `A repetition with the same key is not done again, but answered as the first was, for ${KEPT_HOURS} hours.`,
    { maxLength: KEY_LENGTH },
  )
  const version = header('If-Match', 'The `ETag` (`"version"`) that the change is meant for; 412 when it is another.', {
    example: '"1"',
  })
  return [...(takesKey(endpoint) ? [key] : []), ...(endpoint.refusals.includes(staleVersion) ? [version] : [])]
}

function contentOf(content: z.ZodType, io: 'input' | 'output'): Json {
  const { example, ...schema } = schemaOf(content, io)
  return { 'application/json': { schema, example: example ?? exampleOf(schema) } }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
    reused: 'inline',
  })
  return rest
}

function operationId(endpoint: Endpoint): string {
  const words = endpoint.path
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(':', 'by-'))
  return [endpoint.method.toLowerCase(), ...words]
    .join('-')
    .replaceAll(/[^a-z0-9]+(.)/gi, (_, letter: string) => letter.toUpperCase())
}
