import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const built = resolve(root, 'dist/web/index.html')

/** The time of the latest change below a folder, in milliseconds. */
function latest(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
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
  const sources = ['src/web', 'src/contract', 'src/domain'].map((folder) => resolve(root, folder)).filter(existsSync)
  return sources.every((folder) => latest(folder) <= statSync(built).mtimeMs) || !isOurs()
}

if (!process.argv.includes('--when-missing') || !isFresh()) {
  if (!existsSync(built)) console.log('Building the web, once…')
  // Imported here, because a start that builds nothing should not wait for it.
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn' })
}
