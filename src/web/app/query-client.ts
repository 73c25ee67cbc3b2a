import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from '#lib/client.ts'
import { messageOf } from '#lib/form.ts'
import { SESSION_OVER } from '#lib/session.ts'
import { toast } from '#ui/toast.tsx'

const TRIES = 3

let onSessionOver = () => {}

/** What happens when any call learns that the session is over. Set by the router, which knows where one is. */
export function whenSessionEnds(handler: () => void): void {
  onSessionOver = handler
}

function noticeEnd(error: unknown): boolean {
  const over = error instanceof ApiError && error.status === 401 && error.code === SESSION_OVER
  if (over) onSessionOver()
  return over
}

export const queryClient = new QueryClient({
  // `meta.open`: asked on a page that is for people who are not logged in, too.
  queryCache: new QueryCache({ onError: (error, query) => void (query.meta?.['open'] === true || noticeEnd(error)) }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      // Something else changed it: what the screen shows is old.
      if (error instanceof ApiError && error.status === 412) void queryClient.invalidateQueries()
      // A mutation that draws its own errors says so with its own onError.
      if (!noticeEnd(error) && mutation.options.onError === undefined) toast(messageOf(error), { tone: 'bad' })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      networkMode: 'always',
      retry: (count, error) => count < TRIES - 1 && !isFinal(error),
      retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 8000),
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** Asking again does not help: the server has understood and said no, or the answer cannot be read. */
function isFinal(error: unknown): boolean {
  return !(error instanceof ApiError) || (error.status >= 400 && error.status < 500)
}
