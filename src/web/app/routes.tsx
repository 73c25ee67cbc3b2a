import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { ApiError } from '#lib/client.ts'
import { sessionQuery } from '#lib/session.ts'

const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet })

const page = lazyRouteComponent

/** Whatever stands in the query string; pages read it with `useUrlParams`. */
const validateSearch = (search: Record<string, unknown>): { next?: string; token?: string; view?: string } =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => typeof value === 'string'))

/** Everything below is for people who are logged in; the others come back here after log-in. */
const guarded = createRoute({
  getParentRoute: () => root,
  id: 'guarded',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.ensureQueryData({ ...sessionQuery, revalidateIfStale: true })
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      throw redirect({ to: '/login', search: location.pathname === '/' ? {} : { next: location.href } })
    }
  },
})

const app = createRoute({
  getParentRoute: () => guarded,
  id: 'app',
  component: page(() => import('./shell.tsx'), 'Shell'),
})

const open = <const Path extends string>(path: Path, component: ReturnType<typeof page>) =>
  createRoute({ getParentRoute: () => root, path, component, validateSearch })
const inside = <const Path extends string>(path: Path, component: ReturnType<typeof page>) =>
  createRoute({ getParentRoute: () => app, path, component, validateSearch })

// List and detail are one page, so that the list keeps its scroll and selection.
const jobs = inside(
  'jobs',
  page(() => import('./jobs.tsx'), 'Jobs'),
)
const job = createRoute({ getParentRoute: () => jobs, path: '$id' })
const applications = inside(
  'applications',
  page(() => import('./applications.tsx'), 'Applications'),
)
const application = createRoute({ getParentRoute: () => applications, path: '$id' })

const appointments = inside(
  'appointments',
  page(() => import('#web/appointments/appointments-page.tsx'), 'AppointmentsPage'),
)
const appointment = createRoute({ getParentRoute: () => appointments, path: '$id' })

const settings = inside(
  'settings',
  page(() => import('./settings-layout.tsx'), 'SettingsLayout'),
)
const setting = <const Path extends string>(path: Path, component: ReturnType<typeof page>) =>
  createRoute({ getParentRoute: () => settings, path, component, validateSearch })

export const routeTree = root.addChildren([
  open(
    'login',
    page(() => import('#web/accounts/login-page.tsx'), 'LoginPage'),
  ),
  open(
    'register',
    page(() => import('#web/accounts/register-page.tsx'), 'RegisterPage'),
  ),
  open(
    'forgot',
    page(() => import('#web/accounts/forgot-page.tsx'), 'ForgotPage'),
  ),
  open(
    'reset',
    page(() => import('#web/accounts/reset-page.tsx'), 'ResetPage'),
  ),
  open(
    'verify',
    page(() => import('#web/accounts/verify-page.tsx'), 'VerifyPage'),
  ),
  open(
    'two-factor',
    page(() => import('#web/accounts/two-factor-page.tsx'), 'TwoFactorPage'),
  ),
  open(
    'oauth/$provider/callback',
    page(() => import('#web/accounts/oauth-callback-page.tsx'), 'OauthCallbackPage'),
  ),
  open(
    'unsubscribe',
    page(() => import('./unsubscribe.tsx'), 'Unsubscribe'),
  ),
  open(
    'invite',
    page(() => import('#web/accounts/invite-page.tsx'), 'InvitePage'),
  ),
  open(
    'book/$token',
    page(() => import('#web/booking/booking-page.tsx'), 'BookingPage'),
  ),
  open(
    'booked',
    page(() => import('#web/booking/manage-page.tsx'), 'ManagePage'),
  ),
  guarded.addChildren([
    createRoute({
      getParentRoute: () => guarded,
      path: 'onboarding',
      component: page(() => import('./onboarding.tsx'), 'Onboarding'),
      validateSearch,
    }),
    app.addChildren([
      inside(
        '/',
        page(() => import('#web/today/today-page.tsx'), 'TodayPage'),
      ),
      jobs.addChildren([job]),
      inside(
        'jobs/for-you',
        page(() => import('./for-you.tsx'), 'ForYou'),
      ),
      applications.addChildren([application]),
      inside(
        'calendar',
        page(() => import('#web/calendar/calendar-page.tsx'), 'CalendarPage'),
      ),
      appointments.addChildren([appointment]),
      inside(
        'appointments/setup',
        page(() => import('#web/appointment-setup/setup-page.tsx'), 'SetupPage'),
      ),
      inside(
        'offers',
        page(() => import('#web/offers/offers-page.tsx'), 'OffersPage'),
      ),
      inside(
        'contacts',
        page(() => import('#web/contacts/contacts-page.tsx'), 'ContactsPage'),
      ),
      inside(
        'seekers',
        page(() => import('#web/coaching/seekers-page.tsx'), 'SeekersPage'),
      ),
      inside(
        'seekers/$id',
        page(() => import('#web/coaching/seeker-page.tsx'), 'SeekerPage'),
      ),
      inside(
        'admin/calendar',
        page(() => import('#web/calendar-admin/calendar-admin-page.tsx'), 'CalendarAdminPage'),
      ),
      settings.addChildren([
        createRoute({
          getParentRoute: () => settings,
          path: '/',
          beforeLoad: () => {
            throw redirect({ to: '/settings/profile', replace: true })
          },
        }),
        setting(
          'profile',
          page(() => import('#web/profile/profile-page.tsx'), 'ProfilePage'),
        ),
        setting(
          'match',
          page(() => import('#web/match-weights/weights-page.tsx'), 'WeightsPage'),
        ),
        setting(
          'workspace',
          page(() => import('#web/firms/workspace-page.tsx'), 'WorkspacePage'),
        ),
        setting(
          'sources',
          page(() => import('./sources.tsx'), 'Sources'),
        ),
        setting(
          'sources/$id',
          page(() => import('#web/sources/source-page.tsx'), 'SourcePage'),
        ),
        setting(
          'calendar',
          page(() => import('./calendar-accounts.tsx'), 'CalendarAccounts'),
        ),
        setting(
          'calendar/callback/$provider',
          page(() => import('#web/calendar-connections/callback-page.tsx'), 'CallbackPage'),
        ),
        setting(
          'tokens',
          page(() => import('#web/security/tokens-page.tsx'), 'TokensPage'),
        ),
        setting(
          'security',
          page(() => import('#web/security/security-page.tsx'), 'SecurityPage'),
        ),
        setting(
          'appearance',
          page(() => import('#web/appearance/appearance-page.tsx'), 'AppearancePage'),
        ),
        setting(
          'data',
          page(() => import('#web/sample/data-page.tsx'), 'DataPage'),
        ),
      ]),
    ]),
  ]),
])
