import { useQuery } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Load } from '#ui/load.tsx'
import { twoFactorQuery } from './queries.ts'
import { TwoFactorDialog } from './two-factor-dialog.tsx'

/** A second factor: off, or on with its recovery codes. */
export function TwoFactorCard() {
  const query = useQuery(twoFactorQuery)
  const [open, setOpen] = useState<'enrol' | 'renew' | 'disable' | null>(null)
  return (
    <Card
      title="Two-factor log-in"
      actions={
        query.data?.enabled === true && (
          <Badge tone="ok" icon={ShieldCheck}>
            On
          </Badge>
        )
      }
    >
      <Load query={query} failure="This did not load" rows={1}>
        {({ enabled, recovery_codes_left }) =>
          enabled ? (
            <div className="col g-4">
              <p className="c-2">
                Every log-in asks for a code of your authenticator app.{' '}
                <span className={recovery_codes_left < 3 ? 'c-bad' : undefined}>
                  {recovery_codes_left} of 10 recovery codes are left.
                </span>
              </p>
              <div className="row wrap">
                <Button onClick={() => setOpen('renew')}>New recovery codes</Button>
                <Button onClick={() => setOpen('disable')}>Turn off</Button>
              </div>
            </div>
          ) : (
            <div className="col g-4">
              <p className="c-2">
                A code of an authenticator app at every log-in, so that a password alone opens nothing.
              </p>
              <div>
                <Button onClick={() => setOpen('enrol')}>Turn on</Button>
              </div>
            </div>
          )
        }
      </Load>
      {open !== null && <TwoFactorDialog purpose={open} onClose={() => setOpen(null)} />}
    </Card>
  )
}
