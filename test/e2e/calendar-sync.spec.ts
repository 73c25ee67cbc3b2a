import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { violationsIn } from './axe.ts'
import { beginGoogle } from './google.ts'
import { enter } from './person.ts'

const CALENDAR = 'jonas@example.org'
const DAY_MS = 86_400_000

test('an event comes in, is changed on both sides, is decided, and taken back', async ({ page }) => {
  const person = await enter(page)
  // One Google for all journeys: what this one made is known by its name.
  const title = `Call ${randomUUID().slice(0, 8)}`
  await page.goto('/settings/calendar')
  const google = await beginGoogle(page)
  const day = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10)
  const at = (hour: string) => ({ dateTime: `${day}T${hour}:00:00Z`, timeZone: 'UTC' })
  const event = await google({
    ...{ do: 'create_event', calendar: CALENDAR },
    fields: { summary: title, start: at('09'), end: at('10') },
  })
  await page.getByRole('radio', { name: /Jonas/ }).check()
  await page.getByRole('button', { name: 'Allow' }).click()
  const account = page.getByRole('article', { name: `Google ${CALENDAR}` })

  await test.step('it is seen before it comes in', async () => {
    await account.getByRole('button', { name: 'Start syncing' }).click()
    const dialog = page.getByRole('dialog', { name: 'Google: what a sync would do' })
    // 09:00 in UTC is an hour or two later in Berlin, by whose clock it is told.
    await expect(dialog.getByRole('listitem').filter({ hasText: title })).toContainText(/, 1[01]:00/)
    await dialog.getByRole('button', { name: 'Start syncing' }).click()
    await expect(account.getByText('Active')).toBeVisible()
  })

  const journal = page.getByRole('region', { name: 'What sync changed here' })
  await test.step('it is here, and the history says so', async () => {
    await expect(journal.getByRole('listitem').filter({ hasText: title })).toContainText('Came in')
    await expect(page.getByRole('region', { name: 'Sync history' }).getByText('Done').first()).toBeVisible()
    await account.getByRole('button', { name: 'Sync now' }).click()
    await expect(page.getByText('Nothing new on either side')).toBeVisible()
    expect(await violationsIn(page, 'an account that was synced')).toEqual([])
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('calendar-syncs.csv')
  })

  await test.step('while it is paused, both sides change it', async () => {
    await account.getByRole('button', { name: 'Pause' }).click()
    await expect(account.getByText('Sync is off')).toBeVisible()
    const { items } = await person.api.get('/calendar/journal')
    const { event_id } = items.find((line: { title: string }) => line.title === title)
    await person.api.patch(`/calendar/events/${event_id}`, { title: `${title}, as it is here` })
    await google({
      ...{ do: 'patch_event', calendar: CALENDAR, event: event.id },
      fields: { summary: `${title}, as it is there` },
    })
    await account.getByRole('button', { name: 'Go on' }).click()
    const dialog = page.getByRole('dialog', { name: 'Google: what a sync would do' })
    await expect(dialog.getByText(/to decide/).first()).toBeVisible()
    await dialog.getByRole('button', { name: 'Start syncing' }).click()
  })

  const conflicts = page.getByRole('region', { name: 'Both sides changed' })
  await test.step('one side is chosen', async () => {
    await expect(conflicts.getByText('1 conflict')).toBeVisible()
    await expect(conflicts.getByText(`${title}, as it is here`).first()).toBeVisible()
    expect(await violationsIn(page, 'a conflict')).toEqual([])
    await conflicts.getByRole('radio', { name: `Google: ${title}, as it is there` }).check()
    await conflicts.getByRole('button', { name: 'Keep these' }).click()
    await expect(conflicts).toBeHidden()
  })

  await test.step('what was changed here is taken back', async () => {
    const line = journal
      .getByRole('listitem')
      .filter({ hasText: `${title}, as it is there` })
      .first()
    await line.getByRole('button', { name: /^Undo/ }).click()
    await expect(line.getByText('Taken back')).toBeVisible()
  })
})

test('an account is read again over days, and only in one colour', async ({ page }) => {
  const person = await enter(page)
  await page.goto('/settings/calendar')
  await beginGoogle(page)
  await page.getByRole('radio', { name: /Jonas/ }).check()
  await page.getByRole('button', { name: 'Allow' }).click()
  const account = page.getByRole('article', { name: `Google ${CALENDAR}` })
  await account.getByRole('button', { name: 'Start syncing' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start syncing' }).click()
  await expect(account.getByText('Active')).toBeVisible()
  const history = page.getByRole('region', { name: 'Sync history' })
  await history.getByRole('button', { name: 'Sync again from … to …' }).click()
  const days = page.getByRole('dialog', { name: `Sync again: Google ${CALENDAR}` })
  await days.getByLabel('From').fill('2026-01-01')
  await days.getByLabel('To').fill('2026-01-31')
  expect(await violationsIn(page, 'the days of a sync')).toEqual([])
  await days.getByRole('button', { name: 'Sync again' }).click()
  await expect(days).toBeHidden()
  await expect(history.getByRole('cell', { name: 'read as a whole', exact: true }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Colour and filters of Jonas Reuter' }).click()
  const filters = page.getByRole('dialog', { name: '“Jonas Reuter”' })
  await filters.getByRole('button', { name: 'Basil' }).click()
  expect(await violationsIn(page, 'the filters of a calendar')).toEqual([])
  await filters.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByText('Shown; only one colour')).toBeVisible()
  const { items } = await person.api.get('/calendar/connections')
  expect(items[0].calendars.some((one: { filters: object }) => 'colours' in one.filters)).toBe(true)
})

test('of several conflicts their number is told, and all are decided at once', async ({ page }) => {
  const person = await enter(page)
  await page.goto('/settings/calendar')
  const google = await beginGoogle(page)
  const made = await google({ do: 'create_calendar', email: CALENDAR, summary: `Many ${randomUUID().slice(0, 8)}` })
  const day = (n: number) => new Date(Date.now() + n * DAY_MS).toISOString().slice(0, 10)
  const fields = (summary: string) => ({ summary, start: { date: day(2) }, end: { date: day(3) } })
  const ids: string[] = []
  for (let n = 0; n < 12; n += 1)
    ids.push((await google({ do: 'create_event', calendar: made.id, fields: fields(`Event ${n}`) })).id)
  await page.getByRole('radio', { name: /Jonas/ }).check()
  await page.getByRole('button', { name: 'Allow' }).click()
  const account = page.getByRole('article', { name: `Google ${CALENDAR}` })
  await expect(account).toBeVisible()

  const { items } = await person.api.get('/calendar/connections')
  const calendars: { id: string; name: string; selected: boolean }[] = items[0].calendars
  for (const { id, name, selected } of calendars)
    if (name.startsWith('Many'))
      await person.api.patch(`/calendar/calendars/${id}`, { selected: true, direction: 'both' })
    else if (selected) await person.api.patch(`/calendar/calendars/${id}`, { selected: false })
  const connection = `/calendar/connections/${items[0].id}`
  await person.api.patch(connection, { sync_enabled: true })
  await person.api.post(`${connection}/sync`)
  await person.api.patch(connection, { sync_enabled: false })
  const here = await person.api.get('/calendar/events?limit=50')
  for (const { id, title } of here.items) await person.api.patch(`/calendar/events/${id}`, { title: `${title}, here` })
  for (const [n, event] of ids.entries())
    await google({ do: 'patch_event', calendar: made.id, event, fields: { summary: `Event ${n}, there` } })
  await person.api.patch(connection, { sync_enabled: true })
  await person.api.post(`${connection}/sync`)

  await page.reload()
  const conflicts = page.getByRole('region', { name: 'Both sides changed' })
  await expect(conflicts.getByText('12 conflicts')).toBeVisible()
  await expect(conflicts.getByRole('article')).toHaveCount(10)
  await conflicts.getByRole('button', { name: 'All 12 from there' }).click()
  const asked = page.getByRole('dialog', { name: 'Take what is there for all 12 conflicts?' })
  expect(await violationsIn(page, 'all conflicts at once')).toEqual([])
  await asked.getByRole('button', { name: 'Decide all' }).click()
  await expect(page.getByText('12 decided')).toBeVisible()
  await expect(conflicts).toBeHidden()
  const journal = page.getByRole('region', { name: 'What sync changed here' })
  await expect(journal.getByText('As you decided: Title').first()).toBeVisible()
})
