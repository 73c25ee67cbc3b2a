import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

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

// What nearly every page draws with, and none of which brings a library along. Together in one file they cost one round
// trip on a slow line, where a file for each would cost many.
const COMMON = new Set(
  [
    ['badge', 'button', 'card', 'class-names', 'dots', 'empty-state', 'error-state', 'field', 'icon-button', 'input'],
    ['kbd', 'lettermark', 'load', 'note', 'page', 'score-box', 'skeleton', 'spinner', 'status', 'status-badge'],
    ['status-ring', 'tooltip'],
  ].flat(),
)

function isCommon(id: string): boolean {
  const own = /\/src\/web\/ui\/([\w-]+)\.tsx?$/.exec(id)?.[1]
  return id.includes('/lucide-react/') || (own !== undefined && COMMON.has(own))
}

export default defineConfig({
  plugins: [react(), tailwindcss(), precompress()],
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
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'common', test: isCommon, minShareCount: 3 }],
        },
      },
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
