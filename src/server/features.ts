import type pg from 'pg'
import { makeJobBoards } from '#connectors/boards/index.ts'
import { makeCalendars } from '#connectors/calendar/index.ts'
import { makeMailFolders } from '#connectors/mail-folder/index.ts'
import type { Calendars } from '#domain/calendar/sync/port.ts'
import type { MailFolders } from '#domain/mail-folders/port.ts'
import { makeTownList } from '#connectors/places/index.ts'
import type { Places } from '#domain/places/gazetteer.ts'
import type { JobBoards } from '#domain/postings/job-board-port.ts'
import type { Ctx } from '#platform/ctx.ts'
import { makeDial } from '#platform/http/dial.ts'
import type { BoundJob } from '#platform/queue.ts'
import type { Route } from '#platform/serve/route.ts'
import type { Authenticate } from '#platform/serve/server.ts'
import * as accounts from '#features/accounts/index.ts'
import * as applicationParts from '#features/application-parts/index.ts'
import * as applications from '#features/applications/index.ts'
import * as appointments from '#features/appointments/index.ts'
import * as appointmentTypes from '#features/appointment-types/index.ts'
import * as calendarAdmin from '#features/calendar-admin/index.ts'
import * as calendarConnections from '#features/calendar-connections/index.ts'
import * as calendarChannels from '#features/calendar-channels/index.ts'
import * as calendarConflicts from '#features/calendar-conflicts/index.ts'
import * as calendarEvents from '#features/calendar-events/index.ts'
import * as calendarRuns from '#features/calendar-runs/index.ts'
import * as calendarSync from '#features/calendar-sync/index.ts'
import * as coaching from '#features/coaching/index.ts'
import * as contacts from '#features/contacts/index.ts'
import * as credentials from '#features/credentials/index.ts'
import * as duplicates from '#features/duplicates/index.ts'
import * as firms from '#features/firms/index.ts'
import * as intake from '#features/intake/index.ts'
import * as interviews from '#features/interviews/index.ts'
import * as matchWeights from '#features/match-weights/index.ts'
import * as mailFolders from '#features/mail-folders/index.ts'
import * as oauth from '#features/oauth/index.ts'
import * as offers from '#features/offers/index.ts'
import * as postingLife from '#features/posting-life/index.ts'
import * as postings from '#features/postings/index.ts'
import * as profile from '#features/profile/index.ts'
import * as recommendations from '#features/recommendations/index.ts'
import * as sample from '#features/sample/index.ts'
import * as savedSearches from '#features/saved-searches/index.ts'
import * as sessions from '#features/sessions/index.ts'
import * as sources from '#features/sources/index.ts'

/** The platform plus what the connectors bring. */
export interface AppCtx extends Ctx {
  readonly boards: JobBoards
  readonly calendars: Calendars
  readonly mailFolders: MailFolders
  readonly places: Places
}

export interface Features {
  readonly ctx: AppCtx
  readonly routes: readonly Route<AppCtx>[]
  readonly jobs: readonly BoundJob<AppCtx>[]
  readonly authenticate: Authenticate
}

/** Stored secrets that outlive a change of the secret key. */
export const sealedColumns = [
  ...appointmentTypes.sealedColumns,
  ...credentials.sealedColumns,
  ...sources.sealedColumns,
  ...mailFolders.sealedColumns,
  ...calendarChannels.sealedColumns,
  ...calendarConnections.sealedColumns,
]

/** Every slice of the product, composed. A new slice is added here and nowhere else. */
export function features(platform: Ctx, _system: pg.Pool): Features {
  const opening = { open: calendarConnections.accountFor, mark: calendarConnections.markConnection }
  const sync = calendarSync.makeSync(opening)
  const channels = calendarChannels.makeChannels(sync, opening)
  const eventSide = calendarRuns.eventSide(sync)
  const appointmentCalendar = calendarEvents.appointmentCalendar(eventSide)
  const connected = {
    ...calendarRuns.accountSide(sync, calendarConnections.connectionHooks),
    closing: channels.close,
  }
  return {
    ctx: {
      ...platform,
      boards: makeJobBoards(platform),
      calendars: makeCalendars(platform),
      mailFolders: makeMailFolders({ dial: makeDial(platform), clock: platform.clock }),
      places: makeTownList(),
    },
    routes: [
      ...accounts.accountRoutes(oauth.disconnectAll),
      ...applicationParts.routes,
      ...applications.routes,
      ...appointments.appointmentRoutes(appointmentCalendar),
      ...appointmentTypes.routes,
      ...calendarAdmin.adminRoutes(sync),
      ...calendarConflicts.conflictRoutes(sync, eventSide),
      ...channels.routes,
      ...calendarConnections.connectionRoutes(connected),
      ...calendarEvents.eventRoutes(eventSide),
      ...calendarRuns.runRoutes(sync, opening),
      ...coaching.routes,
      ...contacts.routes,
      ...credentials.routes,
      ...duplicates.duplicateRoutes(applications.applicationsOf),
      ...firms.firmRoutes(appointments.onLeavingStaff(appointmentCalendar)),
      ...interviews.interviewRoutes(calendarEvents.interviewCalendar(eventSide)),
      ...matchWeights.matchWeightRoutes(postings.profileChanged),
      ...mailFolders.routes,
      ...oauth.routes,
      ...offers.routes,
      ...postingLife.lifeRoutes(postings.sourceName),
      ...postings.postingRoutes(applications.applicationsOf),
      ...profile.profileRoutes(postings.profileChanged),
      ...recommendations.recommendationRoutes(applications.applicationsOf),
      ...sample.routes,
      ...savedSearches.routes,
      ...sessions.routes,
      ...sources.routes,
    ],
    jobs: [
      // What slices do when an account goes, beyond the rows that reference `users`; and what they give back before.
      ...accounts.makeJobs<AppCtx>(
        [appointments.onDeletion(appointmentCalendar)],
        [(ctx, user_id) => calendarConnections.giveBackAll(ctx, connected, user_id)],
      ),
      ...applications.jobs,
      ...appointments.appointmentJobs(appointmentCalendar),
      ...calendarConnections.jobs,
      ...sync.jobs,
      ...channels.jobs,
      ...credentials.jobs,
      ...intake.jobs,
      ...interviews.jobs,
      ...postings.makeJobs(intake.onceWordsAreRead(savedSearches.tellOfNew)),
      ...mailFolders.jobs,
      ...sample.jobs,
      ...savedSearches.jobs,
      ...sessions.jobs,
      ...sources.jobs,
    ],
    authenticate: sessions.makeAuthenticate(platform),
  }
}
