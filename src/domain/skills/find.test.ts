import { describe, expect, test } from 'vitest'
import { skillNamed, skillsIn } from './find.ts'

const ids = (text: string, title = '') => skillsIn({ title, text, tags: [] }).map((skill) => skill.id)

describe('a skill', () => {
  test.each([
    ['JS', 'javascript'],
    ['Golang', 'go'],
    ['go', 'go'],
    ['K8s', 'kubernetes'],
    ['postgres', 'postgresql'],
    ['Node', 'nodejs'],
    ['node.js', 'nodejs'],
    ['C', 'c'],
    ['C++', 'cpp'],
    ['c#', 'csharp'],
    ['c sharp', 'csharp'],
    ['R', 'r'],
    ['Excel', 'excel'],
    ['MS Excel', 'excel'],
    ['DSGVO', 'gdpr'],
    ['Projektmanagement', 'project-management'],
    ['.NET Core', 'dotnet'],
  ])('%s is %s', (name, id) => {
    expect(skillNamed(name)?.id).toBe(id)
  })

  test.each(['C--', 'Gopher', 'knitting', ''])('%j is none of ours', (name) => {
    expect(skillNamed(name)).toBeNull()
  })
})

describe('a sentence', () => {
  test.each([
    ['Programming in C, C++ and C#', ['c', 'cpp', 'csharp']],
    ['Firmware in C/C++', ['c', 'cpp']],
    ['Führerschein Klasse C erforderlich', ['driving-license']],
    ['Proficiency in Python or R for analysis', ['python', 'r']],
    ['Backend services in Go', ['go']],
    ['Software in Python, Go, Java or the like', ['python', 'go', 'java']],
    ['Advanced Excel and Looker', ['excel', 'looker']],
    ['Sicher in Excel und PowerPoint', ['excel', 'powerpoint']],
    ['Excel, Word und Outlook beherrschst du', ['excel', 'word', 'outlook']],
    ['Sehr gute Excel-Kenntnisse', ['excel']],
    ['Spring Boot, Hibernate and Kafka', ['spring', 'hibernate', 'kafka']],
    ['Five years of sales experience', ['sales']],
    ['Erfahrung im Vertrieb', ['sales']],
    ['Examinierte Pflegefachkraft', ['nursing']],
  ])('%s asks for %j', (text, found) => {
    expect(ids(text)).toEqual(found)
  })

  test.each([
    'Do you excel at complex systems?',
    'The tools and the opportunity to Excel',
    'Excel at your job from the first day',
    'Go to the office whenever you like',
    "Let's go! Go for it",
    'Projekte bis zum Go-Live entwickeln',
    'Our Go-To-Market team develops partners',
    'Insights for the C-suite and C-level',
    'Join our R&D team for software',
    'German at level C1',
    'Spring is the best time to join us',
    'Express your ideas in our meetings',
    'Pflege und Weiterentwicklung der Datenbank',
    'You work with departments such as logistics or sales',
    'Autonomous logistics does not start with trucks',
    'An AI learning and teaching platform',
    'JavaScripting Javanese coffee',
  ])('%s asks for none', (text) => {
    expect(ids(text)).toEqual([])
  })

  test.each([
    ['Go Developer (m/w/d) Platform Team', ['go']],
    ['Vertriebsleiter Süd', []],
    ['Sales Manager', ['sales']],
    ['Embedded Entwickler C/C++ (m/w/d)', ['c', 'cpp']],
  ])('of a title, %s, asks for %j', (title, found) => {
    expect(ids('', title)).toEqual(found)
  })
})

test('words of two lines or sentences are no name together', () => {
  expect(ids('You repair the machine\nLearning on the job')).toEqual([])
  expect(ids('You repair the machine. Learning on the job')).toEqual([])
  expect(ids('You repair. Experience with MACHINE learning; PL/SQL\n- Kubernetes/Helm...')).toEqual([
    'machine-learning',
    'plsql',
    'kubernetes',
    'helm',
  ])
})
