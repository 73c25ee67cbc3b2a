import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react'
import { activateFirm } from '#contract/firms.ts'
import { call } from '#lib/client.ts'
import { useEnter, useLogout, useSession } from '#lib/session.ts'
import { chooseTheme, useTheme } from '#lib/theme.ts'
import { Menu } from '#ui/menu.tsx'
import { firmName, PersonButton } from './person-button.tsx'

/** Who is logged in and for which firm; changes both, the theme, and logs out. */
export function PersonMenu({ defaultOpen }: { defaultOpen: boolean }) {
  const { user, firms, active_firm } = useSession()
  const theme = useTheme()
  const navigate = useNavigate()
  const enter = useEnter()
  const logout = useMutation({ mutationFn: useLogout() })
  const activate = useMutation({
    mutationFn: (id: string) => call(activateFirm, { params: { id } }),
    onSuccess: () => enter('/'),
  })

  return (
    <Menu
      defaultOpen={defaultOpen}
      trigger={<PersonButton />}
      head={<div className="menu-title">{user.email}</div>}
      groups={[
        {
          title: firms.length > 1 ? 'Workspace' : undefined,
          items:
            firms.length > 1
              ? firms.map((firm) => ({
                  key: firm.id,
                  label: firmName(firm),
                  checked: firm.id === active_firm.id,
                  run: () => firm.id !== active_firm.id && activate.mutate(firm.id),
                }))
              : [],
        },
        {
          title: 'Theme',
          items: [
            { key: 'light', label: 'Light', icon: Sun, checked: theme === 'light', run: () => chooseTheme('light') },
            { key: 'dark', label: 'Dark', icon: Moon, checked: theme === 'dark', run: () => chooseTheme('dark') },
            {
              key: 'system',
              label: 'As the system',
              icon: Monitor,
              checked: theme === 'system',
              run: () => chooseTheme('system'),
            },
          ],
        },
        {
          items: [
            {
              key: 'profile',
              label: 'Profile',
              icon: UserRound,
              run: () => void navigate({ to: '/settings/profile' }),
            },
            { key: 'logout', label: 'Log out', icon: LogOut, run: () => logout.mutate() },
          ],
        },
      ]}
    />
  )
}
