#!/usr/bin/env node
// The command. Hands over to the Node that came with `npm ci` when the one that runs this is too old.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(import.meta.url)
const root = resolve(dirname(script), '..')
const own = resolve(root, 'node_modules/.bin/node')
const words = process.argv.slice(2)
const [major] = process.versions.node.split('.').map(Number)

if (major < 24 && existsSync(own) && process.env.CAREER_COPILOT_NODE !== 'own') {
  const child = spawn(own, [script, ...words], {
    stdio: 'inherit',
    env: { ...process.env, CAREER_COPILOT_NODE: 'own' },
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1))
} else {
  await import('../scripts/check-node.mjs')
  if (words[0] === 'start') buildWeb()
  if (process.env.npm_lifecycle_event !== undefined) await followNpm()
  const { keepCompiled } = await import('../src/server/compile-cache.ts')
  keepCompiled()
  const { run } = await import('../src/server/cli.ts')
  await run(words)
}

// In a process of its own, so that the server does not carry Vite along in its memory. An image brings the web built.
function buildWeb() {
  const builder = resolve(root, 'scripts/build-web.ts')
  if (!existsSync(builder)) return
  const built = spawnSync(process.execPath, [builder, '--when-missing'], { stdio: 'inherit' })
  if (built.status !== 0) process.exit(built.status ?? 1)
}

async function followNpm() {
  const { followParent } = await import('../src/server/follow-parent.ts')
  followParent()
}
