import { expect, test } from 'vitest'
import type { AppointmentStatus } from '#contract/booking.ts'
import { consequences } from './consequence.ts'
import type { Consequences, Told } from './consequence.ts'
import type { By } from './status.ts'

const at = (status: AppointmentStatus, hour = '09', invited = false, place: string | null = null): Told => ({
  ...{ status, start_time: `2026-11-23T${hour}:00:00Z`, end_time: `2026-11-23T${hour}:45:00.000Z`, invited, place },
})
const none: Consequences = { events: 'none', guest: null, host: null, file: null }

test.each<[string, Told | null, Told, By, Partial<Consequences>]>([
  ['a stranger books', null, at('awaiting_confirmation'), 'guest', { guest: 'prove' }],
  ['a member asks', null, at('requested'), 'guest', { guest: 'received', host: 'request' }],
  [
    'a member books',
    null,
    at('confirmed'),
    'guest',
    { events: 'make', guest: 'invitation', host: 'booked', file: 'REQUEST' },
  ],
  ['a host books', null, at('confirmed'), 'host', { events: 'make', guest: 'invitation', file: 'REQUEST' }],
  [
    'an address is proven',
    at('awaiting_confirmation'),
    at('confirmed'),
    'guest',
    { events: 'make', guest: 'invitation', host: 'booked', file: 'REQUEST' },
  ],
  ['nobody proves it in time', at('awaiting_confirmation'), at('cancelled'), 'time', {}],
  ['a host declines before it is proven', at('awaiting_confirmation'), at('cancelled'), 'host', {}],
  [
    'a host confirms',
    at('requested'),
    at('confirmed'),
    'host',
    { events: 'make', guest: 'invitation', file: 'REQUEST' },
  ],
  ['nobody agrees in time', at('requested'), at('cancelled'), 'time', { guest: 'lapsed' }],
  ['a host declines', at('requested'), at('cancelled'), 'host', { guest: 'cancelled' }],
  [
    'a guest moves it',
    at('confirmed', '09', true),
    at('rescheduled', '10'),
    'guest',
    { events: 'move', guest: 'moved', host: 'moved', file: 'REQUEST' },
  ],
  [
    'a guest moves it, to be confirmed again',
    at('confirmed', '09', true),
    at('requested', '10'),
    'guest',
    { events: 'remove', guest: 'received', host: 'request', file: 'CANCEL' },
  ],
  [
    'the calendar moves it',
    at('confirmed', '09', true),
    at('rescheduled', '10'),
    'calendar',
    { events: 'move', guest: 'moved', file: 'REQUEST' },
  ],
  [
    'the calendar says another place',
    at('confirmed', '09', true),
    at('confirmed', '09', true, 'Café Mitte'),
    'calendar',
    { events: 'move', guest: 'elsewhere', file: 'REQUEST' },
  ],
  [
    'the calendar says another time and place',
    at('confirmed', '09', true),
    at('rescheduled', '10', true, 'Café Mitte'),
    'calendar',
    { events: 'move', guest: 'moved', file: 'REQUEST' },
  ],
  [
    'it is cancelled',
    at('rescheduled', '09', true),
    at('cancelled'),
    'guest',
    { events: 'remove', guest: 'cancelled', host: 'cancelled', file: 'CANCEL' },
  ],
  [
    'who runs the firm cancels it',
    at('confirmed', '09', true),
    at('cancelled'),
    'firm',
    { events: 'remove', guest: 'cancelled', host: 'cancelled_by_firm', file: 'CANCEL' },
  ],
  [
    'who runs the firm cancels it before the address is proven',
    at('awaiting_confirmation'),
    at('cancelled'),
    'firm',
    { host: 'cancelled_by_firm' },
  ],
  ['it took place', at('confirmed', '09', true), at('completed'), 'host', {}],
  ['nobody came after all', at('completed', '09', true), at('no_show'), 'host', {}],
])('%s', (_, before, after, by, expected) => {
  expect(consequences(before, after, by)).toEqual({ ...none, ...expected })
})
