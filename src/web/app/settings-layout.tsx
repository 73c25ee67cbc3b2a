import { Link, Outlet, useLocation } from '@tanstack/react-router'
import {
  Building2,
  CalendarDays,
  Database,
  KeyRound,
  Palette,
  Rss,
  ShieldCheck,
  SlidersHorizontal,
  UserRound,
} from 'lucide-react'
import { useEffect, useRef } from 'react'
import { cx } from '#ui/class-names.ts'

const parts = [
  { to: '/settings/profile', label: 'Profile', icon: UserRound },
  { to: '/settings/match', label: 'Match', icon: SlidersHorizontal },
  { to: '/settings/sources', label: 'Sources', icon: Rss },
  { to: '/settings/calendar', label: 'Calendars', icon: CalendarDays },
  { to: '/settings/workspace', label: 'Workspace', icon: Building2 },
  { to: '/settings/security', label: 'Security', icon: ShieldCheck },
  { to: '/settings/tokens', label: 'API tokens', icon: KeyRound },
  { to: '/settings/appearance', label: 'Appearance', icon: Palette },
  { to: '/settings/data', label: 'Data', icon: Database },
] as const

/** Cards side by side take the room; a form is read better in a column. */
const WIDE = ['/settings/sources', '/settings/match', '/settings/calendar']

/** The settings pages beside their list. A page inside draws `SettingsSection`s under its own h1. */
export function SettingsLayout() {
  const list = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // Where the list is a row that scrolls, it shows the page one is on.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  return (
    <div className={cx('page settings', WIDE.some((path) => pathname.startsWith(path)) && 'is-wide')}>
      <nav ref={list} className="settings-nav" aria-label="Settings">
        {parts.map(({ to, label, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className="nav-item"
            activeProps={{ 'aria-current': 'page' }}
            activeOptions={{ includeSearch: false }}
          >
            <Icon aria-hidden="true" />
            <span>{label}</span>
          </Link>
        ))}
      </nav>
      <div className="min-w-0">
        <Outlet />
      </div>
    </div>
  )
}
