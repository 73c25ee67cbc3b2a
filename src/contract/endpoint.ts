import { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call an endpoint. `public`: anybody. `user`: a signed-in person, by session, JWT or personal token.
 * `session`: a person who signed in themselves (not with a personal token); for passwords, tokens, deletion.
 * `staff`, `admin`, `owner`: at least that role in the active firm (owner > admin > coach = staff).
 */
export type Access = 'public' | 'user' | 'session' | 'staff' | 'admin' | 'owner'

/** A named "no" to the user: a stable code, its HTTP status and a sentence that says what to do. */
export interface Refusal<Code extends string = string> {
  readonly code: Code
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 415 | 422 | 429 | 502 | 503
  readonly message: string
}

/** Declares a refusal that endpoints list and use cases throw with `refuse(…)`. */
export function refusal<const Code extends string>(
  code: Code,
  status: Refusal['status'],
  message: string,
): Refusal<Code> {
  return { code, status, message }
}

/** Refusals that the adapter itself gives, so that every endpoint may answer with them. */
export const unauthenticated = refusal('unauthenticated', 401, 'Log in first.')
export const forbidden = refusal('forbidden', 403, 'You may not do this.')
export const notFound = refusal('not_found', 404, 'There is nothing here under this id.')
export const staleVersion = refusal(
  'stale_version',
  412,
  'This was changed in the meantime. Load it again, then repeat your change.',
)
export const tokenNotEnough = refusal(
  'token_not_enough',
  403,
  'A personal token cannot do this. Log in and do it there.',
)
export const invalidCursor = refusal(
  'invalid_cursor',
  400,
  'This cursor is not one of ours. Start from the first page.',
)

export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
  Who extends Access = Access,
> {
  readonly method: Method
  /** Below `/api/v1`, parameters as `:name`, for example `/applications/:id`. */
  readonly path: `/${string}`
  readonly summary: string
  readonly description: string | null
  readonly tag: string
  readonly access: Who
  /** `z.undefined()` where an endpoint takes none. */
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly status: 200 | 201 | 202 | 204
  /** `z.void()` for 204. Parsed before it is sent, so nothing undeclared leaves the server. */
  readonly response: Response
  readonly refusals: readonly Refusal[]
  /** Requests a minute and person (or address, signed out). Null: the default of the server. */
  readonly rateLimit: number | null
  /** Endpoints of one name have their limit together, not each its own. */
  readonly rateGroup: string | null
  /** Bytes. Null: the default of the server (1 MB). */
  readonly bodyLimit: number | null
  /** True: the answer opens a door (a link, a ticket), so that it is kept nowhere, and takes no Idempotency-Key. */
  readonly secret: boolean
  /** The scope of a personal token that is enough for this, beside `read` and `write`. */
  readonly scope: 'import' | null
  /** True: a form is taken in place of JSON, for programs that send nothing else; it is not read. */
  readonly form: boolean
}

type Definition<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Response extends z.ZodType,
  Who extends Access,
> = {
  method: Method
  path: `/${string}`
  summary: string
  description?: string
  tag: string
  access: Who
  params?: Params
  query?: Query
  body?: Body
  status?: 200 | 201 | 202 | 204
  response?: Response
  refusals?: readonly Refusal[]
  rateLimit?: number
  rateGroup?: string
  bodyLimit?: number
  secret?: boolean
  scope?: 'import'
  form?: boolean
}

/** Declares one operation of the API: the server registers it, OpenAPI documents it, the web calls it. */
export function endpoint<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodVoid,
  const Who extends Access = Access,
>(definition: Definition<Params, Query, Body, Response, Who>): Endpoint<Params, Query, Body, Response, Who> {
  return {
    method: definition.method,
    path: definition.path,
    summary: definition.summary,
    description: definition.description ?? null,
    tag: definition.tag,
    access: definition.access,
    // The one place where a default stands in for a type argument that was not given.
    /* oxlint-disable typescript/consistent-type-assertions -- no expression has the type of an absent argument */
    params: definition.params ?? (z.undefined() as z.ZodType as Params),
    query: definition.query ?? (z.undefined() as z.ZodType as Query),
    body: definition.body ?? (z.undefined() as z.ZodType as Body),
    status: definition.status ?? (definition.response === undefined ? 204 : 200),
    response: definition.response ?? (z.void() as z.ZodType as Response),
    /* oxlint-enable typescript/consistent-type-assertions */
    refusals: definition.refusals ?? [],
    rateLimit: definition.rateLimit ?? null,
    rateGroup: definition.rateGroup ?? null,
    bodyLimit: definition.bodyLimit ?? null,
    secret: definition.secret ?? false,
    scope: definition.scope ?? null,
    form: definition.form ?? false,
  }
}

/** True for the schema of an input or answer that an endpoint does not have. */
export function isAbsent(schema: z.ZodType): boolean {
  return schema instanceof z.ZodUndefined || schema instanceof z.ZodVoid
}

type Given<Name extends string, Schema extends z.ZodType> = [Schema] extends [z.ZodUndefined]
  ? { [key in Name]?: undefined }
  : Record<string, never> extends z.input<Schema>
    ? { [key in Name]?: z.input<Schema> }
    : { [key in Name]: z.input<Schema> }

/** What a caller gives. */
export type RequestOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? Given<'params', P> & Given<'query', Q> & Given<'body', B>
    : never

/** What a caller receives: the parsed answer, or undefined for 204. */
export type AnswerOf<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never
