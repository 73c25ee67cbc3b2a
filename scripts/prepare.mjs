// Runs after `npm ci`: builds the web with the Node that came along. Leaves it to `npm start` when it cannot.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const vite = resolve(root, 'node_modules/vite/bin/vite.js')
const own = resolve(root, 'node_modules/.bin/node')
if (existsSync(vite) && existsSync(resolve(root, 'src/web'))) {
  const done = spawnSync(existsSync(own) ? own : process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (done.status !== 0) console.error('The web could not be built now; `npm start` builds it.')
}
