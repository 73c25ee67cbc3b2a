import { Link } from '@tanstack/react-router'
import { Compass, Keyboard, PanelLeft } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Tooltip } from '#ui/tooltip.tsx'
import { usePlaces } from './places.ts'

const NavSearches = lazy(async () => ({ default: (await import('#web/saved-searches/nav-searches.tsx')).NavSearches }))

interface NavProps {
  onShortcuts: () => void
  onToggle: () => void
  narrow: boolean
}

export function Nav({ onShortcuts, onToggle, narrow }: NavProps) {
  const places = usePlaces()
  return (
    <nav className="nav" aria-label="Main">
      <Link to="/" className="nav-brand" aria-label="Career Copilot, to Today">
        <span className="mark">
          <Compass aria-hidden="true" />
        </span>
        <span>Career Copilot</span>
      </Link>
      <div className="nav-group">{places.slice(0, -1).map(item)}</div>
      <Suspense>
        <NavSearches />
      </Suspense>
      <div className="nav-group nav-foot">
        <Tooltip label={narrow ? 'Widen the navigation' : 'Narrow the navigation'} keys="[" side="right">
          <button
            type="button"
            className="nav-item nav-toggle"
            onClick={onToggle}
            aria-label={narrow ? 'Widen the navigation' : 'Narrow the navigation'}
          >
            <PanelLeft aria-hidden="true" />
            <span>Narrow</span>
          </button>
        </Tooltip>
        <Tooltip label="Shortcuts" keys="?" side="right">
          <button type="button" className="nav-item" onClick={onShortcuts} aria-label="Shortcuts">
            <Keyboard aria-hidden="true" />
            <span>Shortcuts</span>
            <span className="count">?</span>
          </button>
        </Tooltip>
        {places.slice(-1).map(item)}
      </div>
    </nav>
  )
}

function item({ to, label, icon: Icon, keys, ...place }: ReturnType<typeof usePlaces>[number]) {
  return (
    <Tooltip key={to} label={label} keys={keys} side="right">
      <Link
        to={to}
        className="nav-item"
        activeOptions={{ exact: to === '/', includeSearch: false }}
        activeProps={{ 'aria-current': 'page' }}
        aria-current={place['aria-current']}
        aria-label={label}
      >
        <Icon aria-hidden="true" />
        <span>{label}</span>
      </Link>
    </Tooltip>
  )
}
