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

/**
 * What every visit begins with, and what the pages before log-in add to it: one file each. Left to itself the bundler
 * makes about thirty, and a browser asks for six at a time. Neither may grow by what the first screens don't use.
 */
const FIRST_FILES = [
  {
    name: 'base',
    priority: 2,
    test: anyOf(
      /\/node_modules\/(react|react-dom|scheduler|use-sync-external-store|zod)\//,
      /\/node_modules\/@tanstack\/(?!.*infinite)/i,
      /\/lucide-react\/dist\/esm\/(Icon|createLucideIcon|icons\/(compass|check|hard-drive|circle-exclamation-point))\./,
      /\/src\/web\/lib\/(client|form|say|session)\./,
      /\/src\/web\/ui\/(brand|button|class-names|icon-button|kbd|note|page|spinner|toast|tooltip)\./,
      /vite\/preload-helper/,
    ),
  },
  {
    name: 'entrance',
    priority: 1,
    test: anyOf(
      /\/node_modules\/react-hook-form\//,
      /\/lucide-react\/dist\/esm\/icons\/eye(-off)?\./,
      /\/src\/web\/ui\/(field|form-keys|input|password-input)\./,
      /\/src\/web\/features\/accounts\/(auth-form|auth-frame|provider-buttons|queries)\./,
    ),
  },
]

function anyOf(...patterns: RegExp[]): (id: string) => boolean {
  return (id) => patterns.some((pattern) => pattern.test(id))
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
    rolldownOptions: { input: ['index.html', 'entrance.html'], output: { codeSplitting: { groups: FIRST_FILES } } },
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
