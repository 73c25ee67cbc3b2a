import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkHouse } from '#scripts/check-house.ts'
import { CLEAN } from './architecture/clean.ts'
import { HOUSE } from './architecture/house.ts'
import { slice } from './architecture/plant.ts'
import { WALLS } from './architecture/walls.ts'

const root = resolve(import.meta.dirname, '..')
let folder = ''
let diagnostics: readonly { filename: string; code?: string; message: string; help?: string }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'architecture-'))
  for (const file of ['.oxlintrc.json', 'package.json', 'tsconfig.base.json'])
    await cp(join(root, file), join(folder, file))
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ extends: './tsconfig.base.json', include: ['src'] }))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const { path, text } of [...WALLS, ...CLEAN]) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const output = await run(join(root, 'node_modules/.bin/oxlint'), ['-f', 'json'], folder)
  diagnostics = JSON.parse(output).diagnostics
})

afterAll(() => rm(folder, { recursive: true, force: true }))

function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((done) =>
    execFile(command, [...args], { cwd, maxBuffer: 50_000_000 }, (_, stdout) => done(stdout)),
  )
}

const foundAt = (path: string) => diagnostics.filter((found) => found.filename.replaceAll('\\', '/').endsWith(path))

describe('the walls of oxlint', () => {
  it.each(WALLS)('fire when $fact', ({ path, rule, says }) => {
    const found = foundAt(path)
    expect(
      found.map((one) => one.code ?? ''),
      path,
    ).toContain(rule)
    expect(found.map((one) => `${one.message} ${one.help ?? ''}`.toLowerCase()).join('\n')).toContain(
      says.toLowerCase(),
    )
  })

  it.each(CLEAN)('let $path through', ({ path }) => {
    expect(foundAt(path)).toEqual([])
  })
})

describe('the check of the house', () => {
  const base = [
    { path: 'migrations/0001-first.sql', text: 'SELECT 1;\n' },
    { path: `${slice}/index.ts`, text: 'export const x = 1\n' },
  ]

  it.each(HOUSE)('fires when $fact', ({ path, text, rule, says }) => {
    const found = checkHouse([...base, { path, text }])
    expect(found.map((finding) => finding.rule)).toContain(rule)
    expect(found.map((finding) => finding.reason).join('\n')).toContain(says)
  })

  it('fires when a slice has more files than one can see', () => {
    const many = Array.from({ length: 20 }, (_, n) => ({ path: `${slice}/idea-${n}.ts`, text: 'export const x = 1\n' }))
    expect(checkHouse([...base, ...many]).map((finding) => finding.rule)).toEqual(['small-slices'])
  })

  it('lets a slice in order through', () => {
    const clean = CLEAN.filter(({ path }) => path.startsWith(slice))
    expect(checkHouse([...base, ...clean, { path: 'migrations/0002-second.sql', text: 'SELECT 1;\n' }])).toEqual([])
  })
})
