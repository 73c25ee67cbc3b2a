import type { Message } from '#platform/mail.ts'

type To = { email: string; username: string; full_name: string | null }

export function verifyMail(to: To, link: string): Message {
  return mail(to, 'Confirm your e-mail address', [
    'Open this link to confirm that this address is yours; it works for 48 hours:',
    link,
    'If you did not create an account, ignore this mail.',
  ])
}

export function resetMail(to: To, link: string): Message {
  return mail(to, 'Choose a new password', [
    'Open this link to choose a new password; it works once, for an hour:',
    link,
    'If you did not ask for it, ignore this mail: nothing has changed.',
  ])
}

export function passwordChangedMail(to: To, public_url: string): Message {
  return mail(to, 'Your password was changed', [
    'The password of your account was changed, and every other session was ended.',
    'API tokens and connected providers still let in. If one of them is not yours, remove it:',
    `${public_url}/settings/security`,
    'If it was not you who changed the password, choose a new one at once:',
    `${public_url}/forgot`,
  ])
}

export function deletionMail(to: To, due: string, link: string): Message {
  return mail(to, 'Your account will be deleted', [
    `As you asked, your account and all its data will be deleted on ${due.slice(0, 10)}.`,
    'Until then you can log in and keep it:',
    link,
  ])
}

function mail(to: To, subject: string, parts: readonly string[]): Message {
  return {
    to: to.email,
    subject,
    text: [`Hello ${to.full_name ?? to.username},`, ...parts, 'Career Copilot'].join('\n\n'),
  }
}
