import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { isAbsent } from '#contract/endpoint.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { EXAMPLES } from '#contract/examples.ts'
import { makeApp } from '#kit/make-app.ts'
import type { TestApp } from '#kit/make-app.ts'

const Content = z.object({ content: z.object({ 'application/json': z.looseObject({ example: z.unknown() }) }) })
const Operation = z.object({
  requestBody: Content.optional(),
  responses: z.record(z.string(), z.union([Content, z.object({ description: z.string() })])),
})
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) })

let app: TestApp
let documented: z.output<typeof Document>['paths']
let endpoints: Map<string, Endpoint>

beforeAll(async () => {
  app = await makeApp()
  documented = Document.parse((await app.request('GET', '/openapi.json')).body).paths
  const files = readdirSync('src/contract').filter((name) => !name.endsWith('.test.ts'))
  const modules: object[] = await Promise.all(files.map((name) => import(/* @vite-ignore */ `#contract/${name}`)))
  const all = modules.flatMap((module) => Object.values(module).filter(isEndpoint))
  endpoints = new Map(all.map((endpoint) => [`${endpoint.method.toLowerCase()} ${endpoint.path}`, endpoint]))
})
afterAll(() => app.close())

test('every body and every answer has an example in the document, and its own schema takes it', () => {
  const problems: string[] = []
  let seen = 0
  const look = (name: string, schema: z.ZodType, place: unknown) => {
    const found = Content.safeParse(place).data?.content['application/json']
    const read = schema.safeParse(found?.example)
    if (found?.example === undefined || !read.success) problems.push(`${name}: ${read.error?.message ?? 'no example'}`)
    seen += 1
  }
  for (const [path, methods] of Object.entries(documented)) {
    for (const [method, operation] of Object.entries(methods)) {
      const name = `${method} ${path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1')}`
      const endpoint = endpoints.get(name)
      if (endpoint === undefined) problems.push(`${name} is in no contract`)
      else {
        if (!isAbsent(endpoint.body)) look(`${name} (body)`, endpoint.body, operation.requestBody)
        if (!isAbsent(endpoint.response)) look(name, endpoint.response, operation.responses[endpoint.status])
      }
    }
  }
  expect(problems).toEqual([])
  expect(seen).toBeGreaterThan(150)
})

test('an example says what the fields hold, and what a field of its own says wins', () => {
  const example = documented['/api/v1/stages']?.['post']?.requestBody?.content['application/json'].example
  expect(example).toEqual({ name: 'Second interview', status: 'applied', position: 1 })
})

test('every usual value stands in some example', () => {
  const text = JSON.stringify(documented)
  const shown = ([name, value]: [string, unknown]) => text.includes(`${JSON.stringify(name)}:${JSON.stringify(value)}`)
  expect(Object.entries(EXAMPLES).filter((usual) => !shown(usual))).toEqual([])
})

test('the page for people shows the examples', async () => {
  const page = await app.server.inject({ method: 'GET', url: '/api/docs' })
  expect(page.body).toContain('<h4>Example</h4><pre>{\n  &quot;name&quot;: &quot;Second interview&quot;')
  expect(page.body).toContain('<p>It counts as <code>status</code>, for good.</p>')
})

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'refusals' in value
}
