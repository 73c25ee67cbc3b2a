import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { Visitor, defineConfig } from 'vite'
import type { ESTree, Plugin } from 'vite'

const server = process.env['API_URL'] ?? 'http://127.0.0.1:3000'

/** Compresses what was built once and well, instead of for every visitor. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle({ dir = '' }) {
      const assets = join(dir, 'assets')
      for (const name of readdirSync(assets).filter((file) => /\.(js|css|svg)$/.test(file))) {
        const content = readFileSync(join(assets, name))
        if (content.length < 1024) continue
        const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
        writeFileSync(join(assets, `${name}.br`), brotliCompressSync(content, { params }))
        writeFileSync(join(assets, `${name}.gz`), gzipSync(content, { level: 9 }))
      }
    },
  }
}

/**
 * What the contract tells only readers of the API (what an operation does, examples of fields) is left out of what
 * browsers load: `summary` and `description` of endpoints, and `.meta(…)` of schemas.
 */
function leanContract(): Plugin {
  return {
    name: 'lean-contract',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\/src\/contract\/[^/]+\.ts$/ },
      handler(code) {
        const cuts: Span[] = []
        new Visitor({
          CallExpression({ callee, arguments: [given], end }) {
            if (callee.type === 'Identifier' && callee.name === 'endpoint' && given?.type === 'ObjectExpression')
              cuts.push(...given.properties.filter(isForReaders))
            if (
              callee.type === 'MemberExpression' &&
              callee.property.type === 'Identifier' &&
              callee.property.name === 'meta'
            )
              cuts.push({ start: callee.object.end, end })
          },
        }).visit(this.parse(code))
        return { code: without(code, cuts), map: null }
      },
    },
  }
}

interface Span {
  start: number
  end: number
}

function isForReaders(property: ESTree.ObjectPropertyKind): boolean {
  return (
    property.type === 'Property' &&
    property.key.type === 'Identifier' &&
    ['summary', 'description'].includes(property.key.name)
  )
}

function without(code: string, cuts: readonly Span[]): string {
  let left = code
  for (const { start, end } of cuts.toSorted((a, b) => b.start - a.start)) {
    // A property goes with its comma.
    const comma = /^\s*,/.exec(left.slice(end))?.[0].length ?? 0
    const isProperty = /[{,]\s*$/.test(left.slice(0, start))
    left = left.slice(0, start) + left.slice(end + (isProperty ? comma : 0))
  }
  return left
}

/** What a slow line shows until the app is here, in the pages that ask for it. */
function bootNote(): Plugin {
  const style =
    '.boot { position: fixed; inset: 0; display: grid; place-items: center; font-weight: 600; opacity: 0.6 }'
  const note = `<style>${style}</style><div class="boot">Career Copilot</div>`
  return {
    name: 'boot-note',
    transformIndexHtml: { order: 'pre', handler: (html) => html.replace('<!-- boot -->', note) },
  }
}

/** Serves the page that the bookmarklet opens from its own file in development, too. */
function receivePage(): Plugin {
  return {
    name: 'receive-page',
    configureServer(dev) {
      dev.middlewares.use((request, _, next) => {
        if (request.url === '/import/receive') request.url = '/receive.html'
        next()
      })
    },
  }
}

/**
 * What every visit begins with, and what the pages before log-in and those inside add to it: one file each. Left to
 * itself the bundler makes about thirty, and a browser asks for six at a time. None may grow by what the first screens
 * don't use.
 */
const FIRST_FILES = [
  {
    name: 'base',
    priority: 3,
    test: anyOf(
      /\/node_modules\/(react|react-dom|scheduler|use-sync-external-store|zod)\//,
      /\/node_modules\/@tanstack\/(?!.*infinite)/i,
      /\/lucide-react\/dist\/esm\/(Icon|createLucideIcon|icons\/(compass|check|hard-drive|circle-exclamation-point))\./,
      /\/src\/web\/lib\/(client|clock|form|say|session)\./,
      /\/src\/web\/ui\/(brand|button|class-names|empty-state|error-state|icon-button|kbd|load|note|page|skeleton|spinner|toast|tooltip)\./,
      /vite\/preload-helper/,
    ),
  },
  {
    name: 'entrance',
    priority: 1,
    test: anyOf(
      /\/node_modules\/react-hook-form\//,
      /\/lucide-react\/dist\/esm\/icons\/eye(-off)?\./,
      /\/src\/web\/ui\/password-input\./,
      /\/src\/web\/features\/accounts\/(auth-form|auth-frame|provider-buttons|queries)\./,
    ),
  },
  // Who books an appointment has fields to fill in, and no form library.
  { name: 'fields', priority: 2, test: anyOf(/\/src\/web\/ui\/(field|form-keys|input)\./) },
  {
    name: 'inside',
    priority: 1,
    test: anyOf(
      /\/src\/web\/ui\/(avatar|card|dots|lettermark|offline-note|palette-actions|score-box|status|status-ring|use-media)\./,
      /\/src\/web\/lib\/format-(money|time)\./,
      /\/lucide-react\/dist\/esm\/icons\/(bookmark|bookmark-check|briefcase|calendar-clock|calendar-days|calendar-sync|cloud-off|flask-conical|plus|search|square-kanban|user-round-search|users)\./,
    ),
  },
]

function anyOf(...patterns: RegExp[]): (id: string) => boolean {
  return (id) => patterns.some((pattern) => pattern.test(id))
}

export default defineConfig({
  plugins: [react(), tailwindcss(), leanContract(), bootNote(), receivePage(), precompress()],
  publicDir: 'src/web/public',
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The server reads there which files a page begins with.
    manifest: 'manifest.json',
    rolldownOptions: {
      input: ['index.html', 'entrance.html', 'receive.html'],
      output: { codeSplitting: { groups: FIRST_FILES } },
    },
  },
  server: {
    port: 5173,
    host: '127.0.0.1',
    proxy: {
      // The server compares Origin with Host, so the Host stays what the browser sent.
      '/api': { target: server, changeOrigin: false },
      '/health': { target: server, changeOrigin: false },
      '/ws': { target: server, ws: true, changeOrigin: false },
    },
  },
})
