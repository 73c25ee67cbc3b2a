import '#ui/styles/index.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
// From the start, so that the page follows the theme of the system when that changes.
import '#lib/theme.ts'
import { Providers } from './providers.tsx'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'

const root = document.querySelector('#root')
if (root === null) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <Providers client={queryClient}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)
