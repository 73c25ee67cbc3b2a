import { createRouter } from '@tanstack/react-router'
import { startLive, stopLive } from '#lib/live.ts'
import { sessionQuery } from '#lib/session.ts'
import { toast } from '#ui/toast.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { PageError } from './page-error.tsx'
import { queryClient, whenSessionEnds } from './query-client.ts'
import { routeTree } from './routes.tsx'

export const router = createRouter({
  routeTree,
  context: { client: queryClient },
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const pairs = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
    const tail = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)])).toString()
    return tail === '' ? '' : `?${tail}`
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** Somebody is in the middle of a form, which would be lost with the page. */
function isWriting(): boolean {
  const { activeElement } = document
  const inField =
    activeElement instanceof HTMLTextAreaElement ||
    (activeElement instanceof HTMLInputElement && activeElement.form !== null && activeElement.type !== 'search')
  return document.querySelector('.dialog form') !== null || (inField && activeElement.value !== '')
}

let told_ms = -Infinity

// Several calls learn it at once; one word is enough.
function tellOver(): void {
  if (performance.now() - told_ms < 5_000) return
  told_ms = performance.now()
  toast('Your session is over. What you typed stays here: log in in another tab, then save again.', { tone: 'bad' })
}

let isLeaving = false

whenSessionEnds(() => {
  // Several calls learn it at once; the first one leads away, and knows where one was.
  if (isLeaving) return
  const wasSignedIn = queryClient.getQueryData(sessionQuery.queryKey) !== undefined
  // Somebody who was not logged in is sent to log-in by the guard of the routes.
  if (!wasSignedIn) return
  if (isWriting()) return tellOver()
  const here = router.state.location.href
  stopLive()
  isLeaving = true
  void router
    .navigate({ to: '/login', search: { next: here } })
    .then(() => queryClient.clear())
    .finally(() => {
      isLeaving = false
    })
})

router.subscribe('onResolved', () => {
  const signedIn = queryClient.getQueryData(sessionQuery.queryKey) !== undefined
  if (signedIn) startLive()
  else stopLive()
})
