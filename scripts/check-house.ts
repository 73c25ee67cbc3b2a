import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

/** A file of the project, by its path from the root. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** What is wrong, where, and why it matters. */
export interface Finding {
  readonly path: string
  readonly line: number
  readonly rule: string
  readonly reason: string
}

interface LineRule {
  readonly rule: string
  readonly in: RegExp
  readonly except?: RegExp
  readonly pattern: RegExp
  readonly reason: string
}

const CODE = /\.(ts|tsx|mjs|js)$/
const PRODUCT = /^src\/.*\.tsx?$/
const TESTS = /\.(test|suite)\.tsx?$|^test\//
const MAX_LINES = 300
// A test is a list of facts; it may be longer before it hides something.
const MAX_TEST_LINES = 450
const MAX_SLICE_FILES = 18
const VAGUE = /(^|\/)(utils?|helpers?|common|shared|misc|types\.tsx?|constants\.tsx?)(\/|\.tsx?$|$)/

// What oxlint has no rule for; it guards the rest (.oxlintrc.json).
const LINE_RULES: readonly LineRule[] = [
  {
    rule: 'no-clock',
    in: PRODUCT,
    except: /^src\/server\/platform\/clock\.ts$|^src\/web\/lib\/clock\.ts$|\.(test|suite)\.tsx?$/,
    pattern: /\bnew Date\(\s*\)|\bTemporal\.Now\b|\bnowISO\b/,
    reason: 'Time comes in through ctx.clock (web: #lib), so that tests own it.',
  },
  {
    rule: 'no-double-cast',
    in: PRODUCT,
    except: /\.(test|suite)\.tsx?$/,
    pattern: /\bas unknown as\b|\bas any\b|@ts-(ignore|nocheck)/,
    reason: 'Parse at the edge with Zod, trust inside; a cast hides what the edge did not check.',
  },
  {
    rule: 'no-module-mocks',
    in: TESTS,
    except: /^test\/architecture/,
    pattern: /\bvi\.(mock|doMock|hoisted)\(/,
    reason: 'Module mocks appear where deciding and doing are mixed: give the fake in through ctx.',
  },
  {
    rule: 'no-focused-tests',
    in: TESTS,
    except: /^test\/architecture/,
    pattern: /\b(it|test|describe)\.only\(/,
    reason: 'A focused test hides all others.',
  },
  {
    rule: 'reasoned-exception',
    in: CODE,
    except: /^test\/architecture/,
    pattern: /(?:oxlint|eslint)-disable(?!d)(?!.*--\s*\S)/,
    reason: 'An exception to a rule says why, after --.',
  },
  {
    rule: 'no-machine-paths',
    in: /\.(ts|tsx|mjs|js|json|sql|md|yaml|yml|html|css)$|^\.ci\/|^Dockerfile$/,
    except: /^test\/architecture/,
    pattern: /(?<![\w.])(\/home\/[a-z]+\/|\/root\/|\/Users\/|\/work\/|\/tmp\/[a-z]{2,}\/)/,
    reason: 'The path of one machine works on no other.',
  },
]

/** Everything of the house that oxlint has no rule for. */
export function checkHouse(files: readonly SourceFile[]): Finding[] {
  return [
    ...files.flatMap((file) => LINE_RULES.flatMap((rule) => matches(rule, file))),
    ...files.flatMap(tooLong),
    ...files.flatMap(vagueName),
    ...sliceShapes(files),
    ...gaps(files, /^migrations\/(.+)$/, /^(\d{4})-[a-z0-9-]+\.sql$/),
    ...gaps(files, /^docs\/decisions\/(.+)$/, /^(\d{4})-[a-z0-9-]+\.md$/),
  ].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line))
}

function matches(rule: LineRule, file: SourceFile): Finding[] {
  if (!rule.in.test(file.path) || rule.except?.test(file.path) === true) return []
  return file.text.split('\n').flatMap((text, index) => {
    const isComment = /^\s*(\/\/|\*|\/\*)/.test(text)
    if (isComment && rule.rule.startsWith('no-') && rule.rule !== 'no-machine-paths' && !text.includes('@ts-'))
      return []
    return rule.pattern.test(text) ? [{ path: file.path, line: index + 1, rule: rule.rule, reason: rule.reason }] : []
  })
}

function tooLong(file: SourceFile): Finding[] {
  if (!CODE.test(file.path)) return []
  const lines = file.text.split('\n').length - 1
  const most = TESTS.test(file.path) ? MAX_TEST_LINES : MAX_LINES
  if (lines <= most) return []
  const reason = `${lines} lines: a file of more than ${most} holds two ideas.`
  return [{ path: file.path, line: lines, rule: 'small-files', reason }]
}

function vagueName(file: SourceFile): Finding[] {
  if (!CODE.test(file.path) || !VAGUE.test(file.path)) return []
  const reason = 'This name says nothing about what is inside, so everything ends up there. Name the idea.'
  return [{ path: file.path, line: 1, rule: 'telling-names', reason }]
}

function sliceShapes(files: readonly SourceFile[]): Finding[] {
  const found: Finding[] = []
  const slices = new Map<string, string[]>()
  for (const { path } of files) {
    const match = /^(src\/(?:server|web)\/features\/[^/]+)\/(.+)$/.exec(path)
    if (match?.[1] === undefined || match[2] === undefined) continue
    if (match[2].includes('/')) {
      found.push({
        path,
        line: 1,
        rule: 'flat-slices',
        reason: 'A slice is flat; one that wants a subfolder is two slices.',
      })
    }
    if (CODE.test(path) && !TESTS.test(path)) slices.set(match[1], [...(slices.get(match[1]) ?? []), path])
  }
  for (const [path, members] of slices) {
    if (members.length > MAX_SLICE_FILES) {
      const reason = `${members.length} files: a slice of more than ${MAX_SLICE_FILES} is two slices.`
      found.push({ path, line: 1, rule: 'small-slices', reason })
    }
    if (path.startsWith('src/server/') && !members.includes(`${path}/index.ts`)) {
      found.push({ path, line: 1, rule: 'public-face', reason: 'A slice has an index.ts: what others may use of it.' })
    }
  }
  return found
}

function gaps(files: readonly SourceFile[], folder: RegExp, shape: RegExp): Finding[] {
  const names = files
    .flatMap(({ path }) => {
      const name = folder.exec(path)?.[1]
      return name === undefined || name === 'README.md' ? [] : [{ path, name }]
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  return names.flatMap(({ path, name }, index) => {
    const number = shape.exec(name)?.[1]
    if (Number(number) === index + 1) return []
    return [
      { path, line: 1, rule: 'gap-free', reason: `Numbers leave no gap and are used once: ${index + 1} is due here.` },
    ]
  })
}

const SKIPPED = new Set(['node_modules', 'dist', 'data', '.git', '.cache', 'test-results', 'playwright-report'])
const BINARY = /\.(png|jpe?g|webp|ico|woff2?|gz|br|zip|tsbuildinfo)$/

/** Every text file of the project. */
export function readProject(root: string): SourceFile[] {
  const walk = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (SKIPPED.has(entry.name)) return []
      const path = join(folder, entry.name)
      return entry.isDirectory() ? walk(path) : entry.isFile() && !BINARY.test(entry.name) ? [path] : []
    })
  return walk(root).map((path) => ({
    path: relative(root, path).replaceAll('\\', '/'),
    text: readFileSync(path, 'utf8'),
  }))
}

if (import.meta.main) {
  const findings = checkHouse(readProject(resolve(import.meta.dirname, '..')))
  for (const { path, line, rule, reason } of findings) console.log(`${path}:${line} ${rule}: ${reason}`)
  console.log(findings.length === 0 ? 'The house is in order.' : `${findings.length} things are out of order.`)
  process.exitCode = findings.length === 0 ? 0 : 1
}
