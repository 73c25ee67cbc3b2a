import { expect, test } from 'vitest'
import { AppointmentAction } from '#contract/appointments.ts'
import { AppointmentStatus } from '#contract/booking.ts'
import { actionsOf, firstStatus, move } from './status.ts'
import type { By } from './status.ts'

const START = '2026-11-23T09:00:00Z'
const BEFORE = Date.parse(START) - 1
const AFTER = Date.parse(START)
const standing = (status: AppointmentStatus, needs_confirmation = false) => ({
  status,
  needs_confirmation,
  start_time: START,
})

test.each<[AppointmentStatus, By, number, string]>([
  ['requested', 'host', BEFORE, 'confirm reschedule cancel'],
  ['requested', 'guest', BEFORE, 'reschedule cancel'],
  ['requested', 'guest', AFTER, ''],
  ['awaiting_confirmation', 'host', BEFORE, 'confirm reschedule cancel'],
  ['requested', 'host', AFTER, 'reschedule cancel'],
  ['awaiting_confirmation', 'guest', BEFORE, 'confirm cancel'],
  ['awaiting_confirmation', 'guest', AFTER, ''],
  ['confirmed', 'calendar', BEFORE, 'reschedule cancel'],
  ['confirmed', 'calendar', AFTER, ''],
  ['confirmed', 'host', BEFORE, 'reschedule cancel'],
  ['confirmed', 'host', AFTER, 'reschedule cancel complete no_show'],
  ['confirmed', 'guest', BEFORE, 'reschedule cancel'],
  ['confirmed', 'guest', AFTER, ''],
  ['confirmed', 'firm', BEFORE, 'cancel'],
  ['requested', 'firm', BEFORE, 'cancel'],
  ['awaiting_confirmation', 'firm', BEFORE, 'cancel'],
  ['confirmed', 'firm', AFTER, ''],
  ['completed', 'firm', AFTER, ''],
  ['rescheduled', 'host', AFTER, 'reschedule cancel complete no_show'],
  ['rescheduled', 'guest', BEFORE, 'reschedule cancel'],
  ['completed', 'host', AFTER, 'no_show'],
  ['no_show', 'host', AFTER, 'complete'],
  ['completed', 'guest', AFTER, ''],
  ['cancelled', 'host', BEFORE, ''],
  ['cancelled', 'guest', BEFORE, ''],
])('%s: the %s may (at %i) %s', (status, by, now, actions) => {
  expect(actionsOf(standing(status), by, now).join(' ')).toBe(actions)
})

test('a guest who moves what the host confirms asks anew; a host who moves it agrees', () => {
  for (const status of ['requested', 'confirmed', 'rescheduled'] as const) {
    expect(move(standing(status, true), 'reschedule', 'guest', BEFORE)).toEqual({ kind: 'to', status: 'requested' })
    expect(move(standing(status, true), 'reschedule', 'host', BEFORE)).toEqual({ kind: 'to', status: 'rescheduled' })
    expect(move(standing(status), 'reschedule', 'calendar', BEFORE)).toEqual({ kind: 'to', status: 'rescheduled' })
  }
})

test('who proves the address of a booking gets what somebody with an account gets at once', () => {
  for (const needs_confirmation of [true, false]) {
    const later = move(standing('awaiting_confirmation', needs_confirmation), 'confirm', 'guest', BEFORE)
    expect(later).toEqual({ kind: 'to', status: firstStatus({ proven: true, needs_confirmation }) })
  }
  expect(firstStatus({ proven: false, needs_confirmation: true })).toBe('awaiting_confirmation')
})

test('nothing leads out of cancelled, and only the host says how one went', () => {
  for (const by of ['host', 'guest', 'firm', 'calendar', 'time'] as const)
    for (const action of AppointmentAction.options) {
      expect(move(standing('cancelled'), action, by, AFTER).kind).not.toBe('to')
      for (const status of AppointmentStatus.options)
        if (by !== 'host' && (action === 'complete' || action === 'no_show'))
          expect(move(standing(status), action, by, AFTER)).toEqual({ kind: 'not_yours' })
    }
})
