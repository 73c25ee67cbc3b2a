import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { showWith } from '#lib/say.ts'
import { listenForShortcuts } from '#ui/shortcuts.ts'
import { toast, Toaster } from '#ui/toast.tsx'

showWith(toast)

export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  useEffect(listenForShortcuts, [])
  return (
    <QueryClientProvider client={client}>
      {children}
      <Toaster />
    </QueryClientProvider>
  )
}
