import { existsSync } from 'node:fs'
import { chromium as playwright } from '@playwright/test'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Flags for a machine without a display, a sandbox (containers, root) or a large /dev/shm. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** A Chromium that is already here, or null: the one that was named, an installed one, Playwright's own. */
export function installedChromium(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const named = env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, and there is no such file.`)
    return named
  }
  return [...INSTALLED, playwright.executablePath()].find((path) => path !== '' && existsSync(path)) ?? null
}

/** The path of a Chromium. Where none is installed, the one that comes as a package is unpacked. */
export async function findChromium(): Promise<string> {
  const installed = installedChromium()
  if (installed !== null) return installed
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}
