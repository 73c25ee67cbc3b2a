import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useStored } from '#lib/stored.ts'
import { useShortcuts } from '#ui/shortcuts.ts'
import { BottomBar } from './bottom-bar.tsx'
import { Nav } from './nav.tsx'
import { usePlaces } from './places.ts'
import { SampleNote } from './sample-note.tsx'
import { TopBar } from './top-bar.tsx'
import { useFirstZone } from './use-first-zone.ts'
import { useLiveUpdates } from './use-live-updates.ts'

const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }))
const ShortcutsSheet = lazy(async () => ({ default: (await import('./shortcuts-sheet.tsx')).ShortcutsSheet }))

/** The frame around every page of somebody who is logged in. */
export function Shell() {
  const navigate = useNavigate()
  const places = usePlaces()
  const [narrow, setNarrow] = useStored('nav', 'wide')
  const [palette, setPalette] = useState(false)
  const [sheet, setSheet] = useState(false)
  const toggleNav = () => setNarrow(narrow === 'wide' ? 'narrow' : 'wide')

  useLiveUpdates()
  useFirstZone()
  useShortcuts([
    {
      keys: 'mod+k',
      label: 'Search or do something',
      group: 'Everywhere',
      run: () => setPalette(true),
      everywhere: true,
    },
    { keys: '?', label: 'Shortcuts', group: 'Everywhere', run: () => setSheet(true) },
    { keys: '[', label: 'Narrow or widen the navigation', group: 'Everywhere', run: toggleNav },
    ...places.map((place) => ({
      keys: place.keys,
      label: place.label,
      group: 'Go to',
      run: () => void navigate({ to: place.to }),
    })),
  ])

  return (
    <div className={narrow === 'narrow' ? 'app is-narrow' : 'app'}>
      <a className="btn skip" href="#main">
        To the content
      </a>
      <Nav onShortcuts={() => setSheet(true)} onToggle={toggleNav} narrow={narrow === 'narrow'} />
      <div className="app-main">
        <TopBar onSearch={() => setPalette(true)} />
        <SampleNote />
        <main className="app-body" id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <BottomBar />
      <Suspense>
        {palette && <CommandPalette onClose={() => setPalette(false)} onShortcuts={() => setSheet(true)} />}
        {sheet && <ShortcutsSheet onClose={() => setSheet(false)} />}
      </Suspense>
    </div>
  )
}
