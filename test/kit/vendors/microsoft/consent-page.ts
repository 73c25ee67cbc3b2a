import type { Account } from './mailbox.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Whom to be, and what to agree to: what a person sees while developing. */
export function consentPage(accounts: readonly Account[], scopes: readonly string[], query: URLSearchParams): string {
  const kept = [...query].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  )
  const people = accounts.map(
    ({ email, name }, index) =>
      `<p><label><input type="radio" name="account" value="${escaped(email)}"${index === 0 ? ' checked' : ''}> ${escaped(name)}, ${escaped(email)}</label></p>`,
  )
  const wishes = scopes.map(
    (scope) =>
      `<p><label><input type="checkbox" name="granted" value="${escaped(scope)}" checked> ${escaped(scope)}</label></p>`,
  )
  return page(
    'Permissions requested',
    `<form action="authorize/decide">${kept.join('')}
<fieldset><legend>Account</legend>${people.join('')}</fieldset>
<fieldset><legend>This app would like to</legend>${wishes.join('')}</fieldset>
<p><button name="decision" value="allow">Accept</button> <button name="decision" value="deny">Cancel</button></p></form>`,
  )
}

export function errorPage(message: string): string {
  return page('Sorry, but we’re having trouble signing you in.', `<p>${escaped(message)}</p>`)
}

export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.5 system-ui;max-width:32rem;margin:3rem auto;padding:0 1rem}fieldset{margin:1rem 0}</style></head>
<body><h1>${title}</h1><p>A stand-in for Microsoft on this machine; nothing leaves it.</p>${body}</body></html>`
}
