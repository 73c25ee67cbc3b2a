import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).default([]),
  }),
)
type Manifest = z.output<typeof Manifest>

/** The pages that people arrive at, with the module that draws each. */
const ARRIVALS: Readonly<Record<string, string>> = {
  '/login': 'src/web/features/accounts/login-page.tsx',
  '/register': 'src/web/features/accounts/register-page.tsx',
}

/**
 * The `Link` header of each arrival page (RFC 8288): its files are asked for beside the program's own, not after it.
 * On a slow line that is one round trip less until something is seen.
 */
export function pagePreloads(folder: string): ReadonlyMap<string, string> {
  const path = join(folder, 'manifest.json')
  if (!existsSync(path)) return new Map()
  const manifest = Manifest.parse(JSON.parse(readFileSync(path, 'utf8')))
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry === true)
  const known = entry === undefined ? new Set<string>() : filesOf(manifest, entry, new Set())
  return new Map(
    Object.entries(ARRIVALS).flatMap(([page, module]) => {
      const files = [...filesOf(manifest, module, new Set())].filter((file) => !known.has(file))
      const links = files.map((file) => `</${file}>; rel=modulepreload`)
      return links.length === 0 ? [] : [[page, links.join(', ')]]
    }),
  )
}

function filesOf(manifest: Manifest, name: string, files: Set<string>): Set<string> {
  const chunk = manifest[name]
  if (chunk === undefined || files.has(chunk.file)) return files
  files.add(chunk.file)
  for (const next of chunk.imports) filesOf(manifest, next, files)
  return files
}
