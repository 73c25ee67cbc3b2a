import { slice } from './plant.ts'
import type { Planted } from './plant.ts'

/** The same things, done as the house does them. */
export const CLEAN: readonly Pick<Planted, 'path' | 'text'>[] = [
  {
    path: 'src/contract/clean.ts',
    text: "import { z } from 'zod'\nimport { Id } from '#contract/wire.ts'\n\nexport const Clean = z.object({ id: Id })\n",
  },
  {
    path: 'src/domain/planted/clean.ts',
    text: "import type { Clean } from '#contract/clean.ts'\n\nexport const idOf = (clean: typeof Clean) => clean\n",
  },
  {
    path: `${slice}/clean.ts`,
    text: "import { idOf } from '#domain/planted/clean.ts'\nimport type { Ctx } from '#platform/ctx.ts'\nimport { find } from '#features/accounts/index.ts'\nimport { row } from './store.ts'\n\nexport const clean = (ctx: Ctx) => [ctx.clock.iso(), ctx.id(), idOf, find, row, 'x' as const]\n",
  },
  { path: 'src/server/platform/clock.ts', text: 'export const now = () => Date.now()\n' },
  { path: 'src/server/platform/config.ts', text: "export const port = process.env['PORT']\n" },
  { path: 'src/server/platform/http/socket.ts', text: 'export const get = (url: string) => fetch(url)\n' },
  {
    path: 'src/server/connectors/boards/clean/index.ts',
    text: "import { request } from '#platform/http/http.ts'\nimport { parse } from './parse.ts'\n\nexport const all = [request, parse]\n",
  },
  {
    path: 'src/web/features/planted/clean-page.tsx',
    text: "import { Button } from '#ui/button.tsx'\nimport { get } from '#lib/client.ts'\n\nexport const page = [Button, get]\n",
  },
  {
    path: 'src/web/app/clean.tsx',
    text: "import { page } from '#web/planted/clean-page.tsx'\n\nexport const pages = [page]\n",
  },
  {
    path: `${slice}/clean.test.ts`,
    text: "import { expect, it } from 'vitest'\nimport { makeApp } from '#kit/make-app.ts'\n\nit('starts', async () => {\n  expect(await makeApp()).toBeDefined()\n})\n",
  },
]
