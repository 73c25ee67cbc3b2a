import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { RECEIVE_PAGE } from '#contract/posting-import.ts'
import { pagePreloads } from './page-preloads.ts'

const NOT_PAGES = /^\/(api|ws|health|metrics|assets)(\/|$)/

/** Serves the built web; every address that is not a file is a page of the app. */
export async function serveWeb(server: FastifyInstance, folder: string | null): Promise<void> {
  if (folder === null || !existsSync(join(folder, 'index.html'))) return
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      // Built files carry a hash of their content in the name; everything else is asked for again.
      response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const preloads = pagePreloads(folder)
  server.get('/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (NOT_PAGES.test(path)) return reply.callNotFound()
    const preload = preloads.get(path)
    reply.header('cache-control', 'no-cache')
    // A window of another site opened it and talks to it, which `same-origin` would cut off. Nothing else is looser.
    if (path === RECEIVE_PAGE) return reply.header('cross-origin-opener-policy', 'unsafe-none').sendFile('receive.html')
    if (preload === undefined) return reply.sendFile('index.html')
    return reply.header('link', preload).sendFile('entrance.html')
  })
}
