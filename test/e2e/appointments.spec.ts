import { expect, test } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { mailsIn } from '#kit/invitations.ts'
import { violationsIn } from './axe.ts'
import { dataDir } from './data-dir.ts'
import { enter } from './person.ts'
import type { Person } from './person.ts'

const GUEST = 'ines@elsewhere.example'

/** A coach with a practice that is open in their browser. */
async function openPractice(page: Page): Promise<Person> {
  const coach = await enter(page)
  await coach.api.put('/users/me/settings', { time_zone: 'Europe/Berlin' })
  const firm = await coach.api.post('/firms', { name: 'Nordlicht' })
  await coach.api.post(`/firms/${firm.id}/activate`)
  return coach
}

/** Somebody without an account, whose clock is another one, on a phone. */
async function stranger(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    timezoneId: 'America/New_York',
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  })
  return context.newPage()
}

/** Where the newest mail to an address about something leads. */
async function linkInMail(to: string, subject: RegExp): Promise<string> {
  const found = async () =>
    (await mailsIn(dataDir)).findLast((mail) => mail.to === to && subject.test(mail.subject))?.secret ?? ''
  await expect.poll(found).not.toBe('')
  return `/booked#${await found()}`
}

// Many screens, each judged as a whole.
test.describe.configure({ timeout: 180_000 })

test('a coach says what can be booked and when, and hands out a link until it is revoked', async ({
  page,
  browser,
}) => {
  await openPractice(page)
  let link = ''

  await test.step('what can be booked, with a question', async () => {
    await page.goto('/appointments')
    await page.getByRole('link', { name: 'Set up what can be booked' }).click()
    await expect(page.getByText('You have not said it yet')).toBeVisible()
    expect(await violationsIn(page, 'an empty set-up')).toEqual([])
    await page.keyboard.press('n')
    const form = page.getByRole('dialog', { name: 'Something that can be booked' })
    await form.getByLabel('Title').fill('First talk')
    await form.getByRole('button', { name: 'Add a question' }).click()
    await form.getByRole('textbox', { name: 'Question' }).fill('What brings you here?')
    await form.getByRole('checkbox', { name: 'Has to be answered' }).click()
    expect(await violationsIn(page, 'the form of a type')).toEqual([])
    await form.getByRole('button', { name: 'Keep' }).click()
    await expect(page.getByText('“First talk” added')).toBeVisible()
  })

  await test.step('when: the Monday of each week, in two stretches', async () => {
    for (const day of ['Tuesday', 'Wednesday', 'Thursday', 'Friday'])
      await page.getByRole('button', { name: new RegExp(`^Take .* off ${day}$`) }).click()
    await page.getByLabel('Monday: to').fill('12:00')
    await page.getByRole('button', { name: 'Add hours on Monday' }).click()
    await page.getByLabel('Monday, 2: to').fill('12:30')
    await expect(page.getByText('The end must be after the start.')).toBeVisible()
    await page.getByLabel('Monday, 2: to').fill('15:00')
    await page.getByRole('button', { name: 'Keep these hours' }).click()
    await expect(page.getByText('Your hours are kept')).toBeVisible()
  })

  await test.step('a link for whoever has it', async () => {
    await page.getByRole('button', { name: 'Make a link' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Make it' }).click()
    link = await page.getByRole('dialog', { name: 'Your link' }).getByLabel('Address').inputValue()
    await page.getByRole('dialog', { name: 'Your link' }).getByRole('button', { name: 'Close' }).last().click()
    expect(await violationsIn(page, 'a set-up with everything')).toEqual([])
  })

  await test.step('a link that was revoked says so', async () => {
    const guest = await stranger(browser)
    await page.getByRole('button', { name: /^Revoke the link/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await expect(page.getByText('Link revoked')).toBeVisible()
    await guest.goto(new URL(link).pathname)
    await expect(guest.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
    expect(await violationsIn(guest, 'a link that is gone')).toEqual([])
  })
})

test('a stranger books in another zone, confirms it by the mail and moves it, and the coach cancels it', async ({
  page,
  browser,
}) => {
  const coach = await openPractice(page)
  const weekly = [
    { weekday: 1, start: '09:00', end: '12:00' },
    { weekday: 1, start: '13:00', end: '15:00' },
  ]
  await coach.api.put('/appointments/availability', { time_zone: 'Europe/Berlin', weekly, other_days: [] })
  const questions = [{ key: 'why', label: 'What brings you here?', kind: 'text', required: true }]
  await coach.api.post('/appointments/types', { title: 'First talk', questions })
  const { url: link } = await coach.api.post('/appointments/links', { audience: 'public' })
  const guest = await stranger(browser)
  const email = `${crypto.randomUUID().slice(0, 8)}-${GUEST}`

  await test.step('the stranger sees their own clock and the one of the coach', async () => {
    await guest.goto(new URL(link).pathname)
    await expect(guest.getByLabel('Your time zone')).toHaveValue('America/New_York')
    await expect(guest.getByText(/is in Berlin: your 0[34]:00 is 09:00 in Berlin/)).toBeVisible()
    expect(await violationsIn(guest, 'the page of a link')).toEqual([])
    await guest.getByRole('region', { name: 'Times' }).getByRole('button').first().click()
    await expect(guest.getByText('09:00 in Berlin')).toBeVisible()
  })

  await test.step('what is missing is said at its field; then it is booked', async () => {
    await guest.getByRole('button', { name: 'Book this time' }).click()
    await expect(guest.getByText('Say who you are.')).toBeVisible()
    expect(await violationsIn(guest, 'a booking with gaps')).toEqual([])
    await guest.getByLabel('Your name').fill('Ines Duarte')
    await guest.getByLabel('E-mail').fill(email)
    await guest.getByLabel('What brings you here?').fill('A second start')
    await guest.getByRole('button', { name: 'Book this time' }).click()
    await expect(guest.getByRole('heading', { name: 'One step left: look into your mail' })).toBeVisible()
    expect(await violationsIn(guest, 'a booking that waits')).toEqual([])
  })

  await test.step('the mail leads to the appointment, and reading it confirms nothing', async () => {
    await guest.goto(await linkInMail(email, /^Confirm your booking/))
    await expect(guest.getByRole('heading', { name: 'Confirm this appointment' })).toBeVisible()
    expect(await violationsIn(guest, 'an appointment to confirm')).toEqual([])
    await guest.getByRole('button', { name: 'Confirm' }).click()
    await expect(guest.getByRole('heading', { name: 'Your appointment is booked' })).toBeVisible()
  })

  await test.step('the coach sees it in the list, with the answer, and in the calendar', async () => {
    await page.goto('/appointments')
    const detail = page.getByRole('article', { name: 'Appointment' })
    await expect(detail.getByRole('heading', { name: 'Ines Duarte' })).toBeVisible()
    await expect(detail.getByText('A second start')).toBeVisible()
    await expect(detail.getByText('Ines Duarte confirmed', { exact: false }).first()).toBeVisible()
    expect(await violationsIn(page, 'appointments with one open')).toEqual([])
    const [{ start_time }] = (await page.request.get('/api/v1/appointments').then((answer) => answer.json())).items
    await page.goto(`/calendar?date=${String(start_time).slice(0, 10)}`)
    await expect(page.locator('.ev', { hasText: 'Ines Duarte' }).first()).toBeVisible()
  })

  await test.step('the guest moves it to the afternoon', async () => {
    await guest.getByRole('button', { name: 'Choose another time' }).click()
    await guest.getByRole('region', { name: 'Times' }).getByRole('button').last().click()
    await guest.getByRole('button', { name: 'Move it' }).click()
    await expect(guest.getByRole('heading', { name: 'Your appointment is booked, at its new time' })).toBeVisible()
    await page.goto('/appointments')
    await expect(page.getByRole('article').getByText(/Ines Duarte moved it from/)).toBeVisible()
  })

  await test.step('the coach cancels it with a reason, and the guest reads that it is off', async () => {
    await page.getByRole('article').getByRole('button', { name: 'Cancel it' }).click()
    const form = page.getByRole('dialog', { name: 'Cancel this appointment?' })
    await form.getByLabel(/^Why/).fill('I am ill that day.')
    await form.getByRole('button', { name: 'Cancel the appointment' }).click()
    await expect(page.getByText('Cancelled, and told by mail')).toBeVisible()
    await expect(page.getByText('No appointments ahead')).toBeVisible()
    await page.getByRole('button', { name: 'Cancelled' }).click()
    await expect(page.getByText('I am ill that day.').first()).toBeVisible()
    await guest.reload()
    await expect(guest.getByRole('heading', { name: 'This appointment is cancelled' })).toBeVisible()
    expect(await violationsIn(guest, 'a cancelled appointment')).toEqual([])
  })
})

test('who is slower is offered what is free next, and keeps what they wrote', async ({ page, browser }) => {
  const coach = await openPractice(page)
  const type = await coach.api.post('/appointments/types', { title: 'First talk' })
  const { token } = await coach.api.post('/appointments/links', { audience: 'public', type_id: type.id })
  const [slow, fast] = [await stranger(browser), await stranger(browser)]
  for (const guest of [slow, fast]) {
    await guest.goto(`/book/${token}`)
    await guest.getByRole('region', { name: 'Times' }).getByRole('button').first().click()
    await guest.getByLabel('Your name').fill('Ines')
    await guest.getByLabel('E-mail').fill(`${crypto.randomUUID().slice(0, 8)}-${GUEST}`)
  }
  await fast.getByRole('button', { name: 'Book this time' }).click()
  await expect(fast.getByText('One step left')).toBeVisible()
  await slow.getByRole('button', { name: 'Book this time' }).click()
  const note = slow.getByRole('alert')
  await expect(note.getByText('This time was taken a moment ago')).toBeVisible()
  await note.getByRole('button').first().click()
  await expect(slow.getByLabel('Your name')).toHaveValue('Ines')
  await slow.getByRole('button', { name: 'Book this time' }).click()
  await expect(slow.getByText('One step left')).toBeVisible()
})

test('a member of the practice asks for a time, the coach confirms it, and both see it', async ({ page, browser }) => {
  const coach = await openPractice(page)
  await coach.api.post('/appointments/types', { title: 'CV check', needs_confirmation: true })
  await coach.api.post('/appointments/links', { audience: 'firm' })
  const firm_id = (await coach.api.get('/auth/me')).active_firm.id
  const away = await stranger(browser)
  const member = await enter(away)
  const invited = await coach.api.post(`/firms/${firm_id}/invitations`, { email: member.email, role: 'member' })
  await member.api.post('/invitations/accept', { token: invited.link.split('#')[1] })
  await member.api.post(`/firms/${firm_id}/activate`)

  await away.goto('/appointments')
  await away.getByRole('button', { name: 'Book an appointment' }).click()
  expect(await violationsIn(away, 'what can be booked')).toEqual([])
  await away
    .getByRole('dialog')
    .getByRole('link', { name: /CV check/ })
    .click()
  await away.getByRole('region', { name: 'Times' }).getByRole('button').first().click()
  await away.getByRole('button', { name: 'Ask for this time' }).click()
  await expect(away.getByRole('heading', { name: `${coach.username} was asked` })).toBeVisible()

  await page.goto('/appointments?view=to-confirm')
  await page.getByRole('article').getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText(`Confirmed: ${member.username} gets a mail`)).toBeVisible()
  await expect(page.getByText('Nothing to confirm')).toBeVisible()

  await away.getByRole('link', { name: 'Open the appointment' }).click()
  const mine = away.getByRole('article', { name: 'Appointment' })
  await expect(mine.getByText('Confirmed', { exact: true })).toBeVisible()
  await expect(mine.getByText(`${coach.username} confirmed it`)).toBeVisible()
  expect(await violationsIn(away, 'an appointment on a phone')).toEqual([])
  await mine.getByRole('button', { name: 'All appointments' }).click()
  await expect(away.getByRole('link', { name: new RegExp(coach.username) })).toBeVisible()
})

test('who runs a practice finds an appointment of a colleague, and cancels it', async ({ page, browser }) => {
  const owner = await openPractice(page)
  const firm_id = (await owner.api.get('/auth/me')).active_firm.id
  const join = async (role: string) => {
    const away = await stranger(browser)
    const person = await enter(away)
    const invited = await owner.api.post(`/firms/${firm_id}/invitations`, { email: person.email, role })
    await person.api.post('/invitations/accept', { token: invited.link.split('#')[1] })
    await person.api.post(`/firms/${firm_id}/activate`)
    return { away, person, user_id: (await person.api.get('/auth/me')).user.id }
  }
  const [coach, first, second] = [await join('coach'), await join('member'), await join('member')]
  const { id: type_id } = await coach.person.api.post('/appointments/types', { title: 'First talk' })
  // A Wednesday of the month after this one, or of the next.
  const later = new Date(Date.now() + 40 * 86_400_000)
  later.setUTCDate(later.getUTCDate() + ((10 - later.getUTCDay()) % 7))
  later.setUTCHours(10, 0, 0, 0)
  for (const [at, guest] of [first, second].entries()) {
    const start_time = (at === 0 ? new Date(Date.now() + 86_400_000) : later).toISOString()
    await coach.person.api.post('/appointments', { type_id, start_time, guest_id: guest.user_id })
  }

  await coach.away.goto('/appointments')
  await coach.away.getByRole('link', { name: new RegExp(second.person.username) }).click()
  await coach.away.getByRole('button', { name: 'Move' }).click()
  const month = later.toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
  await expect(coach.away.getByRole('dialog').getByText(month)).toBeVisible()

  await page.goto('/appointments')
  await expect(page.getByText('No appointments ahead')).toBeVisible()
  await page.getByRole('combobox', { name: 'Whose' }).click()
  await page.getByRole('option', { name: 'Of the practice' }).click()
  const list = page.getByRole('region', { name: 'Appointments', exact: true })
  await expect(list.getByRole('link')).toHaveCount(2)
  await page.getByRole('combobox', { name: 'For which guest' }).fill(second.person.username)
  await page.getByRole('option', { name: second.person.username }).click()
  await expect(list.getByRole('link')).toHaveCount(1)
  await page.getByRole('combobox', { name: 'With which host' }).click()
  await page.getByRole('option', { name: owner.username }).click()
  await expect(page.getByText('Nothing fits all of this')).toBeVisible()
  await page.getByRole('combobox', { name: 'With which host' }).click()
  await page.getByRole('option', { name: coach.person.username }).click()

  const detail = page.getByRole('article', { name: 'Appointment' })
  await expect(detail.getByText('You see it because you lead the practice')).toBeVisible()
  expect(await violationsIn(page, 'an appointment of a colleague')).toEqual([])
  await detail.getByRole('button', { name: 'Cancel it' }).click()
  const form = page.getByRole('dialog', { name: 'Cancel this appointment?' })
  await expect(
    form.getByText(`For ${coach.person.username} and ${second.person.username}`, { exact: false }),
  ).toBeVisible()
  await form.getByLabel(/^Why/).fill('The office is closed.')
  await form.getByRole('button', { name: 'Cancel the appointment' }).click()
  await expect(page.getByText('Cancelled, and told by mail')).toBeVisible()

  await coach.away.goto('/appointments?view=cancelled')
  await coach.away.getByRole('link', { name: new RegExp(second.person.username) }).click()
  await expect(coach.away.getByText(`${owner.username} of Nordlicht cancelled it`)).toBeVisible()
})
