import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

export interface Counted {
  readonly passed: number
  readonly failed: number
}

const root = resolve(import.meta.dirname, '..')

/** What is checked without running the product. */
export const CHECKS: readonly { name: string; command: readonly string[] }[] = [
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'lint', command: ['oxlint'] },
  { name: 'types', command: ['tsc', '-b'] },
  { name: 'dead code', command: ['knip', '--no-config-hints'] },
  { name: 'house', command: ['node', 'scripts/check-house.ts'] },
  { name: 'lockfile', command: ['node', 'scripts/complete-lockfile.ts', '--check'] },
]

/** Runs a command of the project with its output shown; gives its exit code. */
export function run(command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  const [name, ...args] = command
  return new Promise((done, fail) => {
    // npm puts the project's own node and tools first; a direct start does the same here.
    const bin = resolve(root, 'node_modules/.bin')
    const path = `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}`
    const child = spawn(name ?? 'node', args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, PATH: path, ...env },
    })
    child.on('error', fail)
    child.on('exit', (code) => done(code ?? 1))
  })
}

/** Every check, one after the other; each counts as one. */
export async function check(): Promise<Counted> {
  const results: { name: string; ok: boolean; seconds: number }[] = []
  for (const { name, command } of CHECKS) {
    const started = performance.now()
    const code = await run(command)
    results.push({ name, ok: code === 0, seconds: (performance.now() - started) / 1000 })
  }
  for (const { name, ok, seconds } of results)
    console.log(`${ok ? 'passed' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`)
  const passed = results.filter(({ ok }) => ok).length
  return { passed, failed: results.length - passed }
}

if (import.meta.main) process.exitCode = (await check()).failed === 0 ? 0 : 1
