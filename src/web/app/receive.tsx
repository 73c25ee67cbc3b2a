import '#ui/styles/index.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { callWith } from '#lib/client.ts'
import { settingsQuery } from '#lib/session.ts'
import { ReceivePage } from '#web/imports/receive-page.tsx'
import { tokenIn } from '#web/imports/received-page.ts'

// A program of its own: a window of another site holds on to this one, so that nothing of the app is in it, and it acts
// with the token of the bookmarklet, never with the cookie of whoever is logged in.
const token = tokenIn(location.hash)
history.replaceState(null, '', location.pathname)
if (token !== null) callWith(token)

const client = new QueryClient({
  defaultOptions: { queries: { retry: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
})
// The token may not read them; what is shown follows the browser.
client.setQueryDefaults(settingsQuery.queryKey, { enabled: false })

const root = document.querySelector('#root')
if (root === null) throw new Error('receive.html has no #root')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <ReceivePage hasToken={token !== null} />
    </QueryClientProvider>
  </StrictMode>,
)
