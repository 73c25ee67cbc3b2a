import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const built = resolve(root, 'dist/web/index.html')

/** What the built web is made of, as far as it changes between two starts. */
const PAGES = ['index.html', 'entrance.html', 'receive.html']
const SOURCES = ['src/web', 'src/contract', 'src/domain', ...PAGES, 'vite.config.ts']

/** The time of the latest change of a file or below a folder, in milliseconds. */
function latest(path: string): number {
  const own = statSync(path)
  if (own.isFile()) return own.mtimeMs
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0)
}

// An installation that belongs to somebody else is served as it was built.
function isOurs(): boolean {
  try {
    accessSync(resolve(built, '..'), constants.W_OK)
    return true
  } catch {
    return false
  }
}

function isFresh(): boolean {
  if (!existsSync(built)) return false
  const sources = SOURCES.map((path) => resolve(root, path)).filter(existsSync)
  return sources.every((path) => latest(path) <= statSync(built).mtimeMs) || !isOurs()
}

if (!process.argv.includes('--when-missing') || !isFresh()) {
  if (!existsSync(built)) console.log('Building the web, once…')
  // Imported here, because a start that builds nothing should not wait for it.
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn' })
}
