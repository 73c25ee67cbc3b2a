import { lazy, Suspense, useState } from 'react'
import { Search } from 'lucide-react'
import { Kbd } from '#ui/kbd.tsx'
import { ConnectionDot } from './connection-dot.tsx'
import { PersonButton } from './person-button.tsx'

const loadMenu = () => import('./person-menu.tsx')
const PersonMenu = lazy(async () => ({ default: (await loadMenu()).PersonMenu }))

export function TopBar({ onSearch }: { onSearch: () => void }) {
  return (
    <header className="topbar">
      <button type="button" className="topsearch" onClick={onSearch} aria-haspopup="dialog">
        <Search aria-hidden="true" />
        <span className="grow clip">Search or do something</span>
        <Kbd keys="mod+k" />
      </button>
      <span className="push" />
      <ConnectionDot />
      <Person />
    </header>
  )
}

/** The menu is fetched when a pointer comes near or the button gets focus, and drawn at the first press. */
function Person() {
  const [pressed, setPressed] = useState(false)
  const button = (
    <PersonButton
      aria-haspopup="menu"
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setPressed(true)}
    />
  )
  if (!pressed) return button
  return (
    <Suspense fallback={button}>
      <PersonMenu defaultOpen />
    </Suspense>
  )
}
