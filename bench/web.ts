import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import type { Browser } from '@playwright/test'
import lighthouse, { desktopConfig } from 'lighthouse'
import { CHROMIUM_ARGS, findChromium } from '#kit/chromium.ts'
import { freePort, registerAt, startRunningApp } from '#kit/running-app.ts'
import type { Row } from './row.ts'

const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const

/** Script of a first load, and Lighthouse, both on the built app as the real server sends it. */
export async function measure(): Promise<Row[]> {
  if (!existsSync(resolve(import.meta.dirname, '../dist/web/index.html')))
    throw new Error('Build the web first: npx vite build')
  const app = await startRunningApp()
  const person = await registerAt(app.url, 'bench')
  const debug = await freePort()
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: [...CHROMIUM_ARGS, `--remote-debugging-port=${debug}`],
  })
  try {
    const rows = [
      script('log-in page', await scriptBytes(browser, `${app.url}/login`, null)),
      script('signed in, Today', await scriptBytes(browser, `${app.url}/`, person.cookie)),
      ...(await scores('log-in page, phone', `${app.url}/login`, { port: debug, cookie: null, desktop: false })),
      ...(await scores('signed in, Today, desktop', `${app.url}/`, {
        port: debug,
        cookie: person.cookie,
        desktop: true,
      })),
    ]
    return rows
  } finally {
    await browser.close()
    await app.stop()
  }
}

const script = (where: string, bytes: number): Row => ({
  what: `web: script on first load, gzip (${where})`,
  ours: bytes / 1000,
  unit: 'kB',
  reference: null,
  bar: { at_most: 180 },
})

// Everything of type script that a page load asks for until the network is quiet, compressed as gzip does.
async function scriptBytes(browser: Browser, url: string, cookie: string | null): Promise<number> {
  const context = await browser.newContext()
  if (cookie !== null) {
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value: decodeURIComponent(value), url }])
  }
  const page = await context.newPage()
  const bodies: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body())
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length)
  await context.close()
  if (sizes.length === 0) throw new Error(`${url} loaded no script: is it the built app?`)
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function scores(
  where: string,
  url: string,
  how: { port: number; cookie: string | null; desktop: boolean },
): Promise<Row[]> {
  const result = await lighthouse(
    url,
    {
      port: how.port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: [...CATEGORIES],
      ...(how.cookie === null ? {} : { extraHeaders: { cookie: how.cookie } }),
    },
    how.desktop ? desktopConfig : undefined,
  )
  if (result === undefined) throw new Error(`Lighthouse gave no result for ${url}.`)
  return CATEGORIES.map((category) => ({
    what: `web: Lighthouse ${category} (${where})`,
    ours: Math.round((result.lhr.categories[category]?.score ?? 0) * 100),
    unit: 'points',
    reference: null,
    bar: { at_least: 95 },
  }))
}
