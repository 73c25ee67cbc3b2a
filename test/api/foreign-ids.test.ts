import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'
import { fill, operationsOf } from './document.ts'
import type { ApiOperation } from './document.ts'
import { snapshot } from './rows.ts'
import { sample } from './sample.ts'
import type { Hints } from './sample.ts'
import { startOutside } from './outside.ts'
import type { Outside } from './outside.ts'
import { makeVictim } from './victim.ts'

/** Bodies with a list of ids answer for each of them whether it was there. */
const ANSWERS_EACH = /^ids\./

/** Who has the secret of such an address needs no account; what stands in its body is tried by its slice. */
const BY_SECRET = /\{(?:token|secret)\}/

interface Found {
  readonly name: string
  readonly field: string
  readonly answer: { status: number; body: unknown }
}

let app: TestApp
let outside: Outside
const found: Found[] = []
let changed: string[] = []

beforeAll(async () => {
  outside = await startOutside()
  app = await makeApp({ OUTBOUND_REWRITE: JSON.stringify(outside.rewrites) })
  const operations = await operationsOf(app)
  const victim = await makeVictim(app, operations)
  const theirs = await thingsOfAnother()
  const before = await snapshot(app)
  for (const operation of operations.filter(({ method, path }) => method !== 'GET' && !BY_SECRET.test(path))) {
    const ids = victim.idsFor(operation)
    const body = withReferences(victim.bodiesFor(operation)[0], operation, victim.hints)
    for (const field of ids === null ? [] : referencesIn(body)) {
      const foreign = theirs[field.split('.').findLast((part) => part.endsWith('id')) ?? '']
      const sent = withValue(body, field.split('.'), foreign ?? theirs['application_id'])
      const answer = await victim.person.request(operation.method, fill(operation.path, ids ?? []), { body: sent })
      found.push({ name: operation.name, field, answer })
    }
  }
  const after = await snapshot(app)
  changed = [...after.rows].flatMap(([table, rows]) =>
    [...rows].filter((row) => before.rows.get(table)?.has(row) !== true).map((row) => `${table}: ${row.slice(0, 200)}`),
  )
}, 300_000)
afterAll(async () => {
  await app.close()
  await outside.close()
})

/** One of each thing that a body can refer to, of somebody else. */
async function thingsOfAnother(): Promise<Record<string, string>> {
  const other = await app.register('other')
  const post = async (path: string, body: unknown): Promise<string> =>
    (await other.request('POST', path, { body })).body.id
  const job_id = await post('/jobs', { title: 'Baker', company: 'Bakery' })
  return {
    job_id,
    member_id: job_id,
    stage_id: await post('/stages', { name: 'Tasting', status: 'interview' }),
    contact_id: await post('/contacts', { name: 'Chiara' }),
    application_id: await post('/applications', { title: 'Cook', company: 'Kitchen' }),
    coach_id: other.user.id,
  }
}

/** The body with what else it may refer to, of which the victim had none when it was sent. */
function withReferences(body: unknown, { body: schema }: ApiOperation, hints: Hints): unknown {
  if (schema === null || Array.isArray(body)) return body
  const all = Object.entries(Object(sample(schema, hints, true)))
  return { ...Object.fromEntries(all.filter(([name]) => name.endsWith('_id'))), ...Object(body) }
}

/** The places in a body that name something by its id, as `people.0.contact_id`. */
function referencesIn(value: unknown, path: readonly string[] = []): string[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => referencesIn(item, [...path, `${at}`]))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, part]) => referencesIn(part, [...path, name]))
  const names = path.some((name) => name === 'ids' || name.endsWith('_id'))
  return names && typeof value === 'string' ? [path.join('.')] : []
}

function withValue(body: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value
  if (Array.isArray(body)) return body.map((item, at) => (`${at}` === name ? withValue(item, rest, value) : item))
  return { ...Object(body), [name]: withValue(Object(body)[name], rest, value) }
}

test('bodies that refer to something by its id are found', () => {
  const names = found.map(({ name, field }) => `${name} ${field}`)
  expect(names).toEqual(
    expect.arrayContaining([
      'POST /applications job_id',
      'POST /applications stage_id',
      'PATCH /applications/{id} stage_id',
      'POST /applications/{id}/contacts contact_id',
      'POST /applications/{id}/interviews people.0.contact_id',
      'POST /contacts application_id',
      'POST /contacts/{id}/interactions application_id',
      'POST /applications/bulk ids.0',
    ]),
  )
})

test('an id of somebody else in a body is refused at its field', () => {
  const others = found
    .filter(({ field }) => !ANSWERS_EACH.test(field))
    .filter(({ field, answer: { status, body } }) => {
      const { field_errors } = Object(Object(body).error)
      const named = Array.isArray(field_errors) && field_errors.some((one) => Object(one).field === field)
      return ![404, 422].includes(status) || !named
    })
    .map(({ name, field, answer }) => `${name} ${field}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
  expect(others).toEqual([])
})

test('and not one row is written', () => {
  expect(changed).toEqual([])
})
