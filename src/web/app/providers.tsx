import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { listenForShortcuts } from '#ui/shortcuts.ts'
import { Toaster } from '#ui/toast.tsx'

export function Providers({ client, children }: { client: QueryClient; children: ReactNode }) {
  useEffect(listenForShortcuts, [])
  return (
    <QueryClientProvider client={client}>
      {children}
      <Toaster />
    </QueryClientProvider>
  )
}
