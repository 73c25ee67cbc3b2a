import { expect, test } from 'vitest'
import { payIn } from '#domain/postings/pay.ts'
import { readHead } from '#domain/postings/paste.ts'
import { skillsIn } from '#domain/skills/find.ts'
import { languagesAskedIn } from '#domain/postings/spoken.ts'
import { dateFromMail } from './dates.ts'
import { htmlFromText, readHtml, shallow, textOf } from './html.ts'
import { areasFromText, countriesIn, placeFromText } from './place.ts'
import { parsedSalary } from './salary.ts'

const LENGTH = 100_000
// The last ones are names of skills that have to be read in their sentence to know what they mean.
const BITS = [
  '1',
  '1,000 ',
  ' ',
  '\n ',
  ',',
  '<a ',
  '<div>',
  '&lt;',
  '&amp;',
  '$',
  '1 - ',
  'http://',
  '€1.000 ',
  '.',
  'Go C R ',
  'to Excel ',
  'sales Java Go REST ',
]
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  ...{ payIn, readHead, languagesAskedIn, skillsInText, readHtml, textOf, countriesIn, placeFromText, parsedSalary },
  ...{ htmlFromText, areasFromText, dateFromMail },
}

function skillsInText(text: string) {
  return skillsIn({ title: '', text, tags: [] })
}

test.each(Object.keys(READERS))('%s reads 100 kB that were written to stall it without a pause', (name) => {
  for (const bit of BITS) {
    const text = bit.repeat(Math.ceil(LENGTH / bit.length))
    const before = performance.now()
    READERS[name]?.(text)
    READERS[name]?.(`${text}x`)
    expect(performance.now() - before, JSON.stringify(bit)).toBeLessThan(2_000)
  }
})

test('elements that lie too deep in each other are read as far as they make sense, programs and lists of any length whole', () => {
  const before = performance.now()
  expect(textOf(`<p>Read this</p>${'<div>'.repeat(300_000)}not this`)).toBe('Read this')
  expect(readHtml(`<p>Read this</p>${'<b>'.repeat(300_000)}`).html).toMatch(/^<p>Read this<\/p>/)
  expect(performance.now() - before).toBeLessThan(3_000)
  const long = `<script>${'for(i=0;i<n;i++)'.repeat(20_000)}</script>${'<li>one'.repeat(20_000)}${'<div>x</div>'.repeat(20_000)}`
  expect(shallow(long)).toBe(long)
})
