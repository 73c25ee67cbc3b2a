import { describe, expect, test } from 'vitest'
import { fold } from './fold.ts'
import { languagesAskedIn } from './spoken.ts'
import { contractIn, contractOffered, employmentIn, remoteIn } from './terms.ts'

test.each([
  ['Zürich', 'zurich'],
  ['STRASSE', 'strasse'],
  ['Straße', 'strasse'],
  ['Łódź', 'lodz'],
  ['Århus', 'arhus'],
  ['Œuvre', 'oeuvre'],
  ['  São   Paulo ', 'sao paulo'],
  ['C++ / C#', 'c++ c#'],
  ['Node.js', 'node.js'],
  ['東京', '東京'],
  ['!!!', ''],
])('%j folds to %j', (text, folded) => {
  expect(fold(text)).toBe(folded)
  expect(fold(fold(text))).toBe(folded)
})

describe('where the work is done', () => {
  test.each([
    ['Remote', 'remote'],
    ['100 % remote', 'remote'],
    ['Themen Scout zu 100 % remote (im Ehrenamt)', 'remote'],
    ['Work from home', 'remote'],
    ['Home-Office möglich', 'hybrid'],
    ['100 % Homeoffice möglich', 'remote'],
    ['kein Homeoffice möglich', 'onsite'],
    ['Homeoffice nach Absprache', 'hybrid'],
    ['télétravail', 'remote'],
    ['Hybrid', 'hybrid'],
    ['hybrides Arbeiten', 'hybrid'],
    ['2 Tage Homeoffice pro Woche', 'hybrid'],
    ['3 days a week in the office', 'hybrid'],
    ['Remote or on-site', 'hybrid'],
    ['On-site', 'onsite'],
    ['vor Ort in Kiel', 'onsite'],
    ['no remote', 'onsite'],
    ['kein Homeoffice', 'onsite'],
    ['Hybrid Cloud Engineer', null],
    ['Hybridfahrzeuge', null],
    ['Remote Sensing Scientist', null],
    ['Remote Support Agent', null],
    ['On-site Support Technician', null],
    ['We work remote. Our customers meet us on-site.', null],
    ['Software Engineer', null],
    ['', null],
  ])('%s: %s', (text, kind) => {
    expect(remoteIn(text)).toBe(kind)
  })
})

describe('the kind of contract', () => {
  test.each([
    ['Praktikant*in Kundenberatung', 'intern'],
    ['Marketing Internship', 'intern'],
    ['Ausbildung: Fachinformatiker', 'apprentice'],
    ['Duales Studium Informatik', 'apprentice'],
    ['Freelancer Digital Event', 'freelance'],
    ['Designer // befristet für ein Jahr', 'fixed'],
    ['unbefristete Stelle', 'permanent'],
    ['CDI', 'permanent'],
    ['Stage Manager', null],
    ['Internal Auditor', null],
    ['Praktische Ärztin', null],
  ])('of %s is %s', (line, contract) => {
    expect(contractIn(line)).toBe(contract)
  })

  test.each([
    ['Du hast eine abgeschlossene Ausbildung und erste Praktika', null],
    ['You work with our freelancers in permanent contact', null],
    ['Wir bieten einen unbefristeten Arbeitsvertrag', 'permanent'],
    ['This is a permanent position', 'permanent'],
    ['Die Stelle ist befristet auf zwei Jahre', 'fixed'],
    ['Zunächst befristet, danach unbefristet', null],
  ])('that a text offers, %s, is %s', (text, contract) => {
    expect(contractOffered(text)).toBe(contract)
  })

  test.each([
    ['Full Time (m/w/d)', ['full_time']],
    ['Teilzeit', ['part_time']],
    ['Voll- oder Teilzeit', ['full_time', 'part_time']],
    ['Ab sofort: Minijob', ['mini_job']],
    ['Engineer', []],
  ])('%s is %j', (line, hours) => {
    expect(employmentIn(line)).toEqual(hours)
  })
})

describe('a language', () => {
  test.each([
    ['Fließend Deutsch', [['de', 'C1']]],
    ['Deutsch als Muttersprache', [['de', 'C2']]],
    ['Englischkenntnisse (B2)', [['en', 'B2']]],
    [
      'Very good English skills, German is required',
      [
        ['en', 'C1'],
        ['de', null],
      ],
    ],
    ['French native speaker', [['fr', 'C2']]],
    [
      'Sehr gute Deutsch- und Englischkenntnisse',
      [
        ['en', 'C1'],
        ['de', 'C1'],
      ],
    ],
    [
      'Deutsch auf C1, Englisch erforderlich',
      [
        ['en', null],
        ['de', 'C1'],
      ],
    ],
  ])('is asked for: %s', (text, asked) => {
    expect(languagesAskedIn(text).map(({ code, level }) => [code, level])).toEqual(asked)
  })

  test.each(['Find more English Speaking Jobs in Germany', 'Our German customers', 'Polish the surface', ''])(
    'is not asked for: %s',
    (text) => {
      expect(languagesAskedIn(text)).toEqual([])
    },
  )
})
