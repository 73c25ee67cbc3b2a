import type { Answer } from '#kit/vendors/faulty-server.ts'
import type { Account } from './state.ts'

/** The page on which a person picks an account, leaves out what the application shall not do, and allows or denies. */
export function consentPage(query: URLSearchParams, scopes: readonly string[], accounts: readonly Account[]): Answer {
  const people = accounts.map(
    ({ email, name }, index) =>
      `<label><input type="radio" name="account" value="${safe(email)}"${index === 0 ? ' checked' : ''}> ${safe(name)} &lt;${safe(email)}&gt;</label>`,
  )
  const boxes = scopes.map(
    (scope) =>
      `<label><input type="checkbox" name="scope" value="${safe(scope)}" checked> ${safe(scope.replace(/^.*\/auth\//, ''))}</label>`,
  )
  return page(
    200,
    'A fake Google',
    `<form method="post" action="consent">
<input type="hidden" name="request" value="${safe(query.toString())}">
<fieldset><legend>Choose an account</legend>${people.join('')}</fieldset>
<fieldset><legend>It asks for</legend>${boxes.join('')}</fieldset>
<button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button>
</form>`,
  )
}

export function errorPage(code: string, text: string): Answer {
  return page(400, `Error 400: ${code}`, `<p>${safe(text)}</p>`)
}

function page(status: number, title: string, content: string): Answer {
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${safe(title)}</title><style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui }
body { max-width: 32rem; margin: 10vh auto; padding: 0 1rem }
fieldset { margin: 1rem 0; border: 1px solid; border-radius: 8px }
label { display: block; padding: .25rem 0; overflow-wrap: anywhere }
button { font: inherit; padding: .5rem 1.5rem }
</style></head><body><h1>${safe(title)}</h1>${content}</body></html>`
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}

function safe(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
