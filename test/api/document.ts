import { z } from 'zod'
import type { TestApp } from '#kit/make-app.ts'

/** A JSON Schema, as far as the API's own document uses it. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly format?: string
  readonly pattern?: string
  readonly example?: unknown
  readonly default?: unknown
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
}

const Schema: z.ZodType<Schema> = z.looseObject({})

const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  schema: Schema,
})
const Operation = z.object({
  operationId: z.string(),
  'x-access': z.enum(['public', 'user', 'session', 'staff', 'admin', 'owner']),
  parameters: z.array(Parameter),
  requestBody: z.object({ content: z.object({ 'application/json': z.object({ schema: Schema }) }) }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string() })),
})
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) })

/** One operation of the API, as its own document describes it. */
export interface ApiOperation {
  readonly method: string
  /** With `{names}`, from the root: `/api/v1/applications/{id}`. */
  readonly path: string
  /** For reports and exceptions: `PATCH /applications/{id}`. */
  readonly name: string
  readonly access: z.output<typeof Operation>['x-access']
  readonly path_params: readonly string[]
  /** Whether the path names a row by its id. */
  readonly names_row: boolean
  readonly query: readonly z.output<typeof Parameter>[]
  readonly body: Schema | null
  readonly statuses: readonly number[]
}

/** Every operation of the running app, in the order of its document. */
export async function operationsOf(app: TestApp): Promise<ApiOperation[]> {
  const answer = await app.request('GET', '/openapi.json')
  const { paths } = Document.parse(answer.body)
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      name: `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
      access: operation['x-access'],
      path_params: [...path.matchAll(/\{([a-z_]+)\}/g)].map((match) => match[1] ?? ''),
      names_row: /\{(\w+_)?id\}/.test(path),
      query: operation.parameters.filter((parameter) => parameter.in === 'query'),
      body: operation.requestBody?.content['application/json'].schema ?? null,
      statuses: Object.keys(operation.responses).map(Number),
    })),
  )
}

/** The path with its parameters filled in. */
export function fill(path: string, values: readonly string[]): string {
  let next = 0
  return path.replaceAll(/\{[a-z_]+\}/g, () => encodeURIComponent(values[next++] ?? ''))
}
