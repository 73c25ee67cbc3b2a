#!/usr/bin/env node
// The command. Hands over to the Node that came with `npm ci` when the one that runs this is too old.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(import.meta.url)
const own = resolve(dirname(script), '../node_modules/.bin/node')
const [major] = process.versions.node.split('.').map(Number)

if (major < 24 && existsSync(own) && process.env.CAREER_COPILOT_NODE !== 'own') {
  const child = spawn(own, [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, CAREER_COPILOT_NODE: 'own' },
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1))
} else {
  await import('../scripts/check-node.mjs')
  const { run } = await import('../src/server/cli.ts')
  await run(process.argv.slice(2))
}
