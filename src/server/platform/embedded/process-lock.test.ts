import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { holdDataFolder, processLives } from './process-lock.ts'
import { StartError } from './start-error.ts'

let folder = ''
const lock = () => join(folder, 'process.lock')
const put = (content: unknown) => writeFileSync(lock(), typeof content === 'string' ? content : JSON.stringify(content))
const holder = () => JSON.parse(readFileSync(lock(), 'utf8')).pid

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'career-copilot-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('holds the folder until it is released', () => {
  const held = holdDataFolder(folder)
  expect(holder()).toBe(process.pid)
  held.release()
  expect(existsSync(lock())).toBe(false)
})

it('refuses a folder that another living process holds, and leaves its lock alone', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  const ended = new Promise((done) => other.once('exit', done))
  const stat = () => readFileSync(`/proc/${other.pid}/stat`, 'utf8')
  const started = existsSync('/proc/self')
    ? stat()
        .slice(stat().lastIndexOf(')') + 2)
        .split(' ')[19]
    : ''
  put({ pid: other.pid, started })
  try {
    expect(() => holdDataFolder(folder)).toThrow(StartError)
    expect(() => holdDataFolder(folder)).toThrow(`already running on the data folder ${folder} (process ${other.pid})`)
    expect(holder()).toBe(other.pid)
  } finally {
    other.kill('SIGKILL')
    await ended
  }
  // The same lock, its holder killed.
  holdDataFolder(folder).release()
})

it.each([
  ['of a process that is gone', { pid: 2_000_000_000, started: '1' }],
  ['whose process id another program has by now', { pid: process.ppid, started: 'long ago' }],
  ['that was cut off while it was written', '{"pid":'],
  ['that is empty', ''],
  ['of another shape', { process: 'me' }],
])('takes over a lock %s', (_, content) => {
  put(content)
  const held = holdDataFolder(folder)
  expect(holder()).toBe(process.pid)
  held.release()
})

it('releases only its own lock', () => {
  const held = holdDataFolder(folder)
  put({ pid: 1, started: '0' })
  held.release()
  expect(holder()).toBe(1)
})

it('a process that ended does not live', () => {
  expect(processLives(process.pid)).toBe(true)
  expect(processLives(2_000_000_000)).toBe(false)
})
