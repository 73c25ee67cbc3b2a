import { Search } from 'lucide-react'
import { Kbd } from '#ui/kbd.tsx'
import { ConnectionDot } from './connection-dot.tsx'
import { PersonMenu } from './person-menu.tsx'

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
      <PersonMenu />
    </header>
  )
}
