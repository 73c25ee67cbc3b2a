import type { BoardAnswer, BoardFailure, BoardRequest } from '#domain/postings/job-board-port.ts'

export interface Classified {
  readonly outcome: BoardFailure
  readonly message: string
}

const CHALLENGE =
  /just a moment\.\.\.|cf-chl|cf_chl|challenge-platform|datadome|px-captcha|g-recaptcha|hcaptcha|are you (a )?(human|robot)|unusual traffic|access to this page has been denied/i

/** What a status and the look of a body say, for every board alike. Null: a page that can be read. */
export function classifyAnswer(answer: BoardAnswer, request: BoardRequest): Classified | null {
  const { status } = answer
  const html = looksLikeHtml(answer.text)
  const marked = answer.headers['cf-mitigated'] !== undefined || answer.headers['x-datadome'] !== undefined
  const challenged =
    html && (status >= 400 || request.accept !== 'html') && CHALLENGE.test(answer.text.slice(0, 20_000))
  if (marked || challenged)
    return said(
      'blocked_antibot',
      'The source answers with a test for humans. It is left alone; open it in your browser instead.',
    )
  if (status === 401 || status === 403) return said('auth', 'The source refuses to answer us.')
  if (status === 404 || status === 410) return said('gone', 'There is nothing at this address any more.')
  if (status === 429) return said('rate_limited', 'The source asks us to come less often.')
  if (status >= 500) return said('server_error', `The source has trouble of its own (status ${status}).`)
  if (status < 200 || status >= 300)
    return said('wrong_content', `The source answered in a way that is not understood (status ${status}).`)
  if (answer.text.trim() === '') return said('wrong_content', 'The source sent an empty answer.')
  if (html && request.accept !== 'html') return said('wrong_content', 'A web page came where data was expected.')
  return null
}

/** A 404 that means: the system knows no such employer. */
export function unknownTenant(answer: BoardAnswer, message: string): Classified | null {
  return answer.status === 404 ? said('not_found_tenant', message) : null
}

/** An address that was given up: the system sends us to another page, of its own, with status 200. */
export function sentToTheVendor(answer: BoardAnswer, request: BoardRequest, message: string): Classified | null {
  const [there, asked] = [URL.parse(answer.url), URL.parse(request.url)]
  const elsewhere = there?.host !== asked?.host || there?.pathname !== asked?.pathname
  const page = answer.status === 200 && elsewhere && looksLikeHtml(answer.text)
  return page && !CHALLENGE.test(answer.text.slice(0, 20_000)) ? said('not_found_tenant', message) : null
}

/** A key that is not accepted, so that its owner knows which one to look at. A 403 with a page for humans is no such thing. */
export function keyRefused(answer: BoardAnswer, name: string, words: RegExp | null = null): Classified | null {
  const { status, text } = answer
  const refused =
    status === 401 || (status === 403 && !looksLikeHtml(text) && answer.headers['cf-mitigated'] === undefined)
  const told = status === 400 && words !== null && words.test(text.slice(0, 2000))
  return refused || told ? said('auth', `${name} does not accept the key. Look in the settings of this source.`) : null
}

export function looksLikeHtml(text: string): boolean {
  return /^\s*(<!doctype html|<html|<head|<body)/i.test(text.slice(0, 500))
}

function said(outcome: BoardFailure, message: string): Classified {
  return { outcome, message }
}
