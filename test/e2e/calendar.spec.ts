import { expect, test } from '@playwright/test'
import { violationsIn } from './axe.ts'
import { enter } from './person.ts'

test('a week is planned: an event is added, moved, repeated, and one date of it taken out', async ({ page }) => {
  const person = await enter(page)
  await person.api.put('/users/me/settings', { time_zone: 'Europe/Berlin' })
  await page.goto('/calendar?date=2031-11-26')

  await test.step('an event is written down', async () => {
    await expect(page.getByRole('heading', { name: 'November 2031' })).toBeVisible()
    await page.keyboard.press('n')
    const form = page.getByRole('dialog', { name: 'Add an event' })
    await form.getByLabel('Title').fill('On-site interview')
    await form.getByLabel('From').fill('2031-11-26T14:00')
    await form.getByLabel('Repeats').click()
    await page.getByRole('option', { name: 'Every week', exact: true }).click()
    await form.getByLabel('Place').fill('Am Sandtorkai 41')
    await form.getByRole('button', { name: 'Keep' }).click()
    await expect(page.getByText('“On-site interview” added')).toBeVisible()
  })

  const panel = page.getByRole('complementary', { name: 'Event' })
  await test.step('it lies in the week, and says when it is', async () => {
    await page.locator('.ev', { hasText: 'On-site interview' }).click()
    await expect(panel.getByText('Wed 26 Nov 2031, 14:00 to 15:00')).toBeVisible()
    await expect(panel.getByText('every week')).toBeVisible()
    expect(await violationsIn(page, 'an event open in the week')).toEqual([])
  })

  await test.step('one date is changed alone', async () => {
    await page.keyboard.press('e')
    const form = page.getByRole('dialog', { name: 'Change the event' })
    await form.getByLabel('From').fill('2031-11-26T16:00')
    await form.getByRole('button', { name: 'Keep' }).click()
    await page.getByRole('dialog', { name: 'Which dates change?' }).getByRole('button', { name: 'Change' }).click()
    await expect(panel.getByText('Wed 26 Nov 2031, 16:00 to 17:00')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.locator('.ev', { hasText: 'On-site interview' }).click()
    await expect(panel.getByText('Wed 3 Dec 2031, 14:00 to 15:00')).toBeVisible()
  })

  await test.step('the series ends, and comes back', async () => {
    await panel.getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Which dates are deleted?' })
    await dialog.getByText('This date and all after it').click()
    await dialog.getByRole('button', { name: 'Delete' }).click()
    await expect(page.locator('.ev', { hasText: 'On-site interview' })).toHaveCount(0)
    await page.getByRole('listitem').filter({ hasText: 'Event deleted' }).getByRole('button', { name: 'Undo' }).click()
    await expect(page.locator('.ev', { hasText: 'On-site interview' })).toHaveCount(1)
  })

  await test.step('it can be dragged to another hour', async () => {
    const block = page.locator('.ev', { hasText: 'On-site interview' })
    const box = await block.boundingBox()
    if (box === null) throw new Error('The event is not drawn.')
    await page.mouse.move(box.x + 20, box.y + 10)
    await page.mouse.down()
    await page.mouse.move(box.x + 20, box.y + 40, { steps: 5 })
    await page.mouse.move(box.x + 20, box.y + 10 + box.height, { steps: 10 })
    await expect(page.locator('.ev', { hasText: '15:00 to 16:00' })).toBeVisible()
    await page.mouse.up()
    await expect(page.getByRole('radio', { name: 'Only this date' })).toBeFocused()
    await page.getByRole('dialog', { name: 'Which dates move?' }).getByRole('button', { name: 'Move' }).click()
    await expect(page.getByText('“On-site interview” changed')).toBeVisible()
    await block.click()
    await expect(panel.getByText('Wed 3 Dec 2031, 15:00 to 16:00')).toBeVisible()
  })
})

test('a whole day that is dragged lands on the day where it is dropped', async ({ page }) => {
  const person = await enter(page)
  await person.api.put('/users/me/settings', { time_zone: 'Europe/Berlin' })
  await person.api.post('/calendar/events', { title: 'Fair', start_time: '2031-11-26', all_day: true })
  await page.goto('/calendar?date=2031-11-26&view=month')
  const block = page.locator('.ev', { hasText: 'Fair' })
  const box = await block.boundingBox()
  if (box === null) throw new Error('The event is not drawn.')
  await page.mouse.move(box.x + 20, box.y + 8)
  await page.mouse.down()
  await page.mouse.move(box.x + 60, box.y + 8, { steps: 5 })
  await page.mouse.move(box.x + 20 + box.width + 8, box.y + 8, { steps: 10 })
  await page.mouse.up()
  await expect(page.getByText('“Fair” changed')).toBeVisible()
  await block.click()
  await expect(page.getByRole('complementary', { name: 'Event' }).getByText('Thu 27 Nov 2031')).toBeVisible()
})

test('what one looks at stands in the address, and the keys step through it', async ({ page }) => {
  const person = await enter(page)
  await person.api.put('/users/me/settings', { time_zone: 'Europe/Berlin' })
  await page.goto('/calendar?date=2031-11-26')
  await expect(page.getByRole('heading', { name: 'November 2031' })).toBeVisible()
  await page.keyboard.press('v')
  await page.keyboard.press('m')
  await expect(page).toHaveURL(/view=month/)
  expect(await violationsIn(page, 'a month')).toEqual([])
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { name: 'December 2031' })).toBeVisible()
  await page.getByRole('button', { name: 'Agenda' }).click()
  await expect(page.getByText('Nothing in these two weeks')).toBeVisible()
  expect(await violationsIn(page, 'an empty agenda')).toEqual([])
  await page.keyboard.press('f')
  const offer = page.getByRole('dialog', { name: 'Offer times' })
  await expect(offer.getByLabel('Text')).toHaveValue(/09:00 to 17:00[\s\S]*Times in Berlin\./)
  expect(await violationsIn(page, 'free times')).toEqual([])
})

test('two towns too near in time are warned of, with what was reckoned, on the grid and in the list', async ({
  page,
}) => {
  const person = await enter(page)
  await person.api.put('/users/me/settings', { time_zone: 'Europe/Berlin' })
  const events = [
    { title: 'Elbkontor', start_time: '2031-11-26T09:00', location: 'Sandtorkai 41, 20457 Hamburg' },
    { title: 'Spreewerk', start_time: '2031-11-26T11:00', location: 'Invalidenstr. 5, 10115 Berlin' },
    { title: 'Retro', start_time: '2031-11-26T11:30' },
  ]
  for (const event of events) await person.api.post('/calendar/events', event)
  await page.goto('/calendar?date=2031-11-26')
  await expect(page.locator('.ev', { hasText: 'Elbkontor' }).getByTitle('Too little time to travel')).toBeVisible()
  await page.locator('.ev', { hasText: 'Spreewerk' }).click()
  const panel = page.getByRole('complementary', { name: 'Event' })
  await expect(panel.getByText('Overlaps “Retro” by 30 min')).toBeVisible()
  await expect(panel.getByText('Too little time to come from “Elbkontor”')).toBeVisible()
  await expect(panel.getByText('takes about 3 h 50 min, and 1 h is left.')).toBeVisible()
  await expect(panel.getByText('Reckoned over land: 255 km straight')).toBeVisible()
  expect(await violationsIn(page, 'an event with warnings')).toEqual([])
  await page.goto('/calendar?date=2031-11-26&view=agenda')
  await expect(page.getByRole('button', { name: /Elbkontor.*Too little time to travel/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /Retro.*Overlaps something else/ })).toBeVisible()
})

test('on a phone an open event is seen whole, in the place of the list', async ({ page }) => {
  const person = await enter(page)
  const description = Array.from({ length: 20 }, (_, n) => `Line ${n + 1}`).join('\n')
  await person.api.post('/calendar/events', { title: 'Elbkontor', start_time: '2031-11-26T09:00', description })
  await page.setViewportSize({ width: 390, height: 640 })
  await page.goto('/calendar?date=2031-11-26')
  await page.getByRole('button', { name: /Elbkontor/ }).click()
  const panel = page.getByRole('complementary', { name: 'Event' })
  await expect(panel).toBeVisible()
  expect(await panel.evaluate((drawn) => drawn.scrollHeight - drawn.clientHeight)).toBe(0)
  await panel.getByRole('button', { name: 'Copy details' }).scrollIntoViewIfNeeded()
  await expect(panel.getByRole('button', { name: 'Copy details' })).toBeInViewport({ ratio: 1 })
  await panel.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('button', { name: /Elbkontor/ })).toBeVisible()
})

test('a date of a series is opened by its address alone, and the view goes there', async ({ page }) => {
  const person = await enter(page)
  await person.api.put('/users/me/settings', { time_zone: 'Europe/Berlin' })
  const series = await person.api.post('/calendar/events', {
    ...{ title: 'Jour fixe', start_time: '2031-11-26T14:00', timezone: 'Europe/Berlin' },
    recurrence: 'FREQ=WEEKLY',
  })
  const { items } = await person.api.get('/calendar/events?from=2032-03-01&to=2032-03-08')
  const [date] = items
  const panel = page.getByRole('complementary', { name: 'Event' })

  await test.step('a date of it, far from today', async () => {
    await page.goto(`/calendar?event=${encodeURIComponent(`${date.id} ${date.recurrence_id}`)}`)
    await expect(page.getByRole('heading', { name: 'March 2032' })).toBeVisible()
    await expect(panel.getByText('Wed 3 Mar 2032, 14:00 to 15:00')).toBeVisible()
  })

  await test.step('whoever goes on from there is not brought back', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect(page.getByText('Week 12')).toBeVisible()
    await expect(panel).toBeHidden()
  })

  await test.step('the series as a whole is its first date', async () => {
    await page.goto(`/calendar?event=${series.id}`)
    await expect(panel.getByText('Wed 26 Nov 2031, 14:00 to 15:00')).toBeVisible()
  })

  await test.step('one that is not there any more is told of', async () => {
    await page.goto(`/calendar?event=${series.id.slice(0, -4)}0000`)
    await expect(page.getByText('The event of this address is not there any more.')).toBeVisible()
    expect(await violationsIn(page, 'an event that is gone')).toEqual([])
    await page.getByRole('note').getByRole('button', { name: 'Close' }).click()
    await expect(page).toHaveURL(/calendar$/)
  })
})

test('an application is put into the calendar with all that it says', async ({ page }) => {
  const person = await enter(page)
  await person.api.put('/users/me/settings', { time_zone: 'Europe/Berlin' })
  const { id } = await person.api.post('/applications', {
    ...{ title: 'Data engineer', company: 'Lumen', location: 'Hamburg', url: 'https://jobs.example.org/1' },
    status: 'applied',
  })
  await person.api.patch(`/applications/${id}`, {
    next_action: 'Call the recruiter',
    next_action_at: '2031-11-26T13:00:00Z',
  })
  await page.goto(`/applications/${id}`)
  await page.getByRole('button', { name: 'Add to calendar' }).click()
  const form = page.getByRole('dialog', { name: 'Add an event' })
  await expect(form.getByLabel('Title')).toHaveValue('Call the recruiter, Lumen')
  await expect(form.getByLabel('From')).toHaveValue('2031-11-26T14:00')
  await expect(form.getByLabel('To')).toHaveValue('2031-11-26T15:00')
  await expect(form.getByLabel('Place')).toHaveValue('Hamburg')
  await expect(form.getByLabel('Link')).toHaveValue('https://jobs.example.org/1')
  await expect(form.getByLabel('For the application')).toHaveValue('Lumen, Data engineer')
  await expect(form.getByLabel('Notes')).toHaveValue(new RegExp(`Data engineer\\n.*/applications/${id}`))
  expect(await violationsIn(page, 'an event for an application')).toEqual([])
  await form.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByText('“Call the recruiter, Lumen” added')).toBeVisible()
  const { items } = await person.api.get(`/calendar/events?application_id=${id}`)
  expect(items).toMatchObject([{ title: 'Call the recruiter, Lumen', start_time: '2031-11-26T13:00:00Z' }])
})
