import fc from 'fast-check'
import { fill } from './document.ts'
import type { ApiOperation, Schema } from './document.ts'
import { sample } from './sample.ts'
import type { Hints } from './sample.ts'

/** A request with something wrong in it. */
export interface JunkRequest {
  readonly operation: ApiOperation
  /** Where the junk is, for reports. */
  readonly where: string
  readonly url: string
  readonly payload: string | undefined
  readonly headers: Readonly<Record<string, string>>
}

const nested = (depth: number, kind: 'list' | 'object') =>
  kind === 'list' ? `${'['.repeat(depth)}${']'.repeat(depth)}` : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

/** Strings that have broken something somewhere. */
const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff tail',
  '\u202e\u200b\ufeff',
  '👩‍👩‍👧‍👦'.repeat(50),
  "'; DROP TABLE users; --",
  '%',
  '%_\\',
  '../../etc/passwd',
  '${7*7}{{7*7}}',
  '<script>alert(1)</script>',
  'x'.repeat(100_000),
  'null',
  'NaN',
  '-1',
  '1e999',
  '9007199254740993',
  '99999999999999999999999999',
  '0001-01-01',
  '2026-02-30',
  '9999-12-31T23:59:59Z',
  '+275760-09-13T00:00:00Z',
  '2026-10-23T09:30:00+25:00',
  '2026-10-23T09:30:00+23:59',
  '9998-12-31T23:59:59-12:00',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'http://',
  'javascript:alert(1)',
  'http://[::1',
  '*'.repeat(5_000),
  '(((((((((((((((((((((((a',
  '& | ! <-> :*',
  '"unclosed',
]

// JSON texts, so that what JSON.parse turns into something odd is among them.
const RAW = [
  'null',
  'true',
  '0',
  '-0',
  '1e308',
  '-1e308',
  '1e400',
  '0.1',
  '2147483648',
  '9223372036854775808',
  '-9223372036854775809',
  '[]',
  '{}',
  '[null]',
  '[[]]',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{}}}',
  '{"toString":1,"length":-1}',
  '"\\ud800"',
  '"\\u0000"',
  nested(30, 'list'),
  nested(30, 'object'),
  nested(2_000, 'list'),
  `[${'1,'.repeat(20_000)}1]`,
]

const BODIES = [
  '',
  '{',
  'null',
  'true',
  '[]',
  '"text"',
  '12',
  '{"a":1,"a":2}',
  '{"__proto__":{"x":1}}',
  '\ufeff{}',
  '{}trailing',
  nested(100_000, 'list'),
  nested(50_000, 'object'),
  `"${'x'.repeat(1_500_000)}"`,
  '\u0000',
  '{"\u0000":1}',
]

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/xml' },
  { 'content-type': 'multipart/form-data' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': ';;;' },
  { 'content-type': 'application/json, application/json' },
  { 'content-length': '-1' },
  { 'content-encoding': 'gzip' },
  { accept: 'image/png' },
  { 'if-match': '"99999999999999999999"' },
  { 'if-match': '*' },
  { 'if-match': 'W/"x"' },
  { 'idempotency-key': 'k'.repeat(5_000) },
  { 'idempotency-key': ' ' },
  { 'idempotency-key': 'é' },
  { 'x-request-id': 'x'.repeat(10_000) },
  { 'x-forwarded-for': '999.999.999.999, a' },
  { cookie: 'cc_session=%00; cc_session=x' },
  { cookie: `cc_session=${'x'.repeat(5_000)}` },
  { origin: 'null' },
  { origin: 'http://' },
  { range: 'bytes=9-1' },
  { 'accept-language': '*;q=9,,,' },
]

const CREDENTIALS: readonly Readonly<Record<string, string>>[] = [
  { authorization: 'Bearer ' },
  { authorization: 'Bearer x' },
  { authorization: 'Basic eDp5' },
  { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.' },
  { authorization: `Bearer ${'a.'.repeat(5_000)}` },
  { authorization: 'Bearer ccp_\u00ff' },
]

const junkText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.double().map(String) },
)
const junkJson = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...RAW) },
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS).map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.json({ depthSize: 'medium', maxDepth: 6 }) },
)
// Percent signs that decode to nothing, and bytes that are not UTF-8.
const junkPath = fc.oneof(
  fc.constantFrom('%', '%zz', '%00', '%ED%A0%80', '%FF%FE', '..%2f..', '%2e%2e', '%C0%AF'),
  junkText.map((text) => encodeURIComponent(text.toWellFormed().slice(0, 2_000))),
)

/** Requests with junk in one place each, `count` of them, the same for the same seed. */
export function junkFor(
  operation: ApiOperation,
  about: { hints: Hints; ids: readonly string[]; count: number; seed: number },
): JunkRequest[] {
  const url = fill(operation.path, about.ids)
  const body = operation.body === null ? undefined : sample(operation.body, about.hints, true)
  const base = { operation, url, payload: body === undefined ? undefined : JSON.stringify(body), headers: {} }
  const places: fc.Arbitrary<JunkRequest>[] = [
    fc
      .constantFrom(...HEADERS)
      .map((headers) => ({ ...base, headers, where: `header ${Object.keys(headers).join()}` })),
    fc.constantFrom(...CREDENTIALS).map((headers) => ({ ...base, headers, where: 'credentials' })),
    ...operation.path_params.map((name, index) =>
      junkPath.map((junk) => ({
        ...base,
        url: junkUrl(operation.path, about.ids, index, junk),
        where: `path ${name}`,
      })),
    ),
    ...[...operation.query.map(({ name }) => name), 'cursor', 'unknown[]'].map((name) =>
      fc
        .tuple(junkText, fc.constantFrom(1, 2, 60))
        .map(([junk, times]) => ({ ...base, url: `${url}?${query(name, junk, times)}`, where: `query ${name}` })),
    ),
  ]
  if (operation.body !== null) {
    places.push(fc.constantFrom(...BODIES).map((payload) => ({ ...base, payload, where: 'body' })))
    for (const path of fieldsOf(operation.body)) {
      places.push(
        junkJson.map((junk) => ({ ...base, payload: withJunk(body, path, junk), where: `field ${path.join('.')}` })),
      )
    }
  }
  // Each place gets its share, so that a long body does not crowd out the path.
  const share = Math.ceil(about.count / places.length)
  return places.flatMap((place, index) => fc.sample(place, { numRuns: share, seed: about.seed + index }))
}

function junkUrl(path: string, ids: readonly string[], index: number, junk: string): string {
  let next = -1
  return path.replaceAll(/\{[a-z_]+\}/g, () => {
    next += 1
    return next === index ? junk : encodeURIComponent(ids[next] ?? '')
  })
}

function query(name: string, junk: string, times: number): string {
  const value = encodeURIComponent(junk.toWellFormed().slice(0, 3_000))
  return Array.from(
    { length: times },
    () => `${encodeURIComponent(name)}=${value.slice(0, times > 2 ? 50 : undefined)}`,
  ).join('&')
}

function fieldsOf(schema: Schema, depth = 0): string[][] {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => [
    [name],
    ...(depth < 2 ? fieldsOf(part, depth + 1).map((path) => [name, ...path]) : []),
  ])
  const items =
    schema.items === undefined || depth >= 2 ? [] : fieldsOf(schema.items, depth + 1).map((path) => ['0', ...path])
  return [...inside, ...items, ...branches.flatMap((branch) => fieldsOf(branch, depth))]
}

const MARK = '"\u2063junk\u2063"'

// The junk is put into the text of the body, because JSON.stringify would tidy it up.
function withJunk(body: unknown, path: readonly string[], junk: string): string {
  const copy: unknown = structuredClone(body)
  const [last, ...rest] = path.toReversed()
  let place: unknown = copy
  for (const step of rest.toReversed()) {
    const next: unknown = Object(place)[step]
    if (typeof next === 'object' && next !== null) place = next
    else break
  }
  if (typeof place === 'object' && place !== null) Reflect.set(place, last ?? '', JSON.parse(MARK))
  return JSON.stringify(copy).replace(MARK, () => junk)
}
