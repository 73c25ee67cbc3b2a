import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'

// npm writes no entry for an optional package that the registry of the moment does not carry (binaries of other
// platforms, mostly), and then `npm ci` refuses the lockfile as incomplete. Version and platform are known all the
// same, from whoever depends on it and from its name: with an entry, npm skips what is for another platform without
// asking for it. Run it after every change of dependencies.

const Entry = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  license: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const Lockfile = z.looseObject({ packages: z.record(z.string(), Entry) })
type Lockfile = z.infer<typeof Lockfile>

const SYSTEMS: Readonly<Record<string, string>> = {
  android: 'android',
  aix: 'aix',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win32: 'win32',
  windows: 'win32',
}
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/** Adds an entry for every optional package of another platform that has none; gives the names. */
export function completeLockfile(lockfile: Lockfile): string[] {
  const added: string[] = []
  for (const [path, entry] of Object.entries(lockfile.packages)) {
    if (path === '') continue
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const platform = platformOf(name)
      const known = [`${path}/node_modules/${name}`, `node_modules/${name}`].some((place) => place in lockfile.packages)
      if (known || platform === null || !/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) continue
      lockfile.packages[`node_modules/${name}`] = {
        version,
        ...platform,
        ...(entry.dev === true ? { dev: true } : {}),
        ...(entry.license === undefined ? {} : { license: entry.license }),
        optional: true,
      }
      added.push(`${name}@${version}`)
    }
  }
  lockfile.packages = Object.fromEntries(Object.entries(lockfile.packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
  return added
}

function platformOf(name: string): { os?: string[]; cpu: string[]; libc?: string[] } | null {
  const words = name.split(/[^a-z0-9]+/i)
  const os = words.map((word) => SYSTEMS[word]).find((word) => word !== undefined)
  const cpu = PROCESSORS.find(
    (processor) => words.includes(processor) || (processor === 'arm' && words.includes('gnueabihf')),
  )
  if (cpu === 'wasm32') return { cpu: [cpu] }
  if (os === undefined || cpu === undefined) return null
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : null
  return { os: [os], cpu: [cpu], ...(libc === null ? {} : { libc: [libc] }) }
}

if (import.meta.main) {
  const file = resolve(import.meta.dirname, '../package-lock.json')
  const lockfile = Lockfile.parse(JSON.parse(readFileSync(file, 'utf8')))
  const added = completeLockfile(lockfile)
  const checking = process.argv.includes('--check')
  // Written only for what was added: a parsed file comes back with its fields in another order.
  if (!checking && added.length > 0) writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`)
  if (checking && added.length > 0) {
    console.log(
      `package-lock.json lacks ${added.length} packages of other platforms, so npm ci refuses it. Run: npm run lockfile`,
    )
    process.exitCode = 1
  } else console.log(added.length === 0 ? 'The lockfile is complete.' : `Added ${added.length}: ${added.join(', ')}`)
}
