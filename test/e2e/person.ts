import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import type { APIResponse, Page } from '@playwright/test'

/** A new person whose browser is logged in, without going through the screens. */
export async function enter(page: Page, options: { onboarded?: boolean } = {}): Promise<Person> {
  const username = `mara-${randomUUID().slice(0, 8)}`
  const person = { username, email: `${username}@example.org`, password: 'Blue kettle on the stove' }
  await expectOk(await page.request.post('/api/v1/auth/register', { data: person }))
  const api = apiOf(page)
  if (options.onboarded !== false) {
    const profile = await api.get('/users/me')
    await api.put('/users/me', { onboarding: { ...profile.onboarding, finished_at: new Date().toISOString() } })
  }
  return { ...person, api }
}

export interface Person {
  readonly username: string
  readonly email: string
  readonly password: string
  readonly api: Api
}

/** The API as the person's browser reaches it. */
export interface Api {
  // oxlint-disable-next-line typescript/no-explicit-any -- a test says itself what it expects to find
  get(path: string): Promise<any>
  // oxlint-disable-next-line typescript/no-explicit-any -- the same
  post(path: string, data?: unknown): Promise<any>
  // oxlint-disable-next-line typescript/no-explicit-any -- the same
  put(path: string, data: unknown): Promise<any>
  // oxlint-disable-next-line typescript/no-explicit-any -- the same
  patch(path: string, data: unknown): Promise<any>
}

function apiOf(page: Page): Api {
  const origin = new URL(test.info().project.use.baseURL ?? '').origin
  const call = async (method: string, path: string, data?: unknown) => {
    const answer = await page.request.fetch(`/api/v1${path}`, {
      method,
      headers: { origin },
      ...(data === undefined ? {} : { data }),
    })
    await expectOk(answer)
    return answer.status() === 204 ? null : answer.json()
  }
  return {
    get: (path) => call('GET', path),
    post: (path, data) => call('POST', path, data),
    put: (path, data) => call('PUT', path, data),
    patch: (path, data) => call('PATCH', path, data),
  }
}

async function expectOk(answer: APIResponse): Promise<void> {
  expect(answer.ok(), `${answer.url()}: ${answer.status()} ${await answer.text()}`).toBe(true)
}
