import { Link } from '@tanstack/react-router'
import { HardDrive } from 'lucide-react'
import type { ReactNode } from 'react'
import { Brand } from '#ui/brand.tsx'
import { useTitle } from '#ui/page.tsx'

interface AuthFrameProps {
  title: string
  lead?: ReactNode
  children: ReactNode
}

/** The page around everything that happens before one is logged in. */
export function AuthFrame({ title, lead, children }: AuthFrameProps) {
  useTitle(title)
  return (
    <div className="auth">
      <header className="auth-top">
        <Link to="/login" className="row b">
          <Brand />
        </Link>
      </header>
      <main className="auth-box">
        <h1 className="auth-h">{title}</h1>
        {lead !== undefined && <p className="c-2">{lead}</p>}
        {children}
      </main>
      <footer className="auth-foot t-12 c-3">
        <span>
          <HardDrive className="i-14" aria-hidden="true" />
          Runs on this machine. Nothing leaves it unless you connect something.
        </span>
      </footer>
    </div>
  )
}
