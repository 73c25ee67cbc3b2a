import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

it('keeps what was compiled in the folder of the program, not in one that others may write to', async () => {
  const program = `
    import { getCompileCacheDir } from 'node:module'
    import { keepCompiled, saveCompiled } from './src/server/compile-cache.ts'
    keepCompiled()
    await import('./src/server/platform/clock.ts')
    saveCompiled()
    console.log(getCompileCacheDir())`
  const root = resolve(import.meta.dirname, '../..')
  const { NODE_COMPILE_CACHE: _, ...env } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
    env,
  })
  expect(stdout.trim().startsWith(resolve(root, 'node_modules/.cache/career-copilot'))).toBe(true)
})
