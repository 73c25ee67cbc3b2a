import { expect, test } from 'vitest'
import { titleFit } from './title-fit.ts'

test.each([
  ['Data Engineer', 'Senior Data Engineer (m/w/d)'],
  ['Data Engineer', 'Dateningenieur:in'],
  ['Software Developer', 'Softwareentwicklerin (w/m/d) – 100 % remote'],
  ['Software Engineer', 'Softwareentwickler Embedded'],
  ['Frontend Engineer', 'Front-End Developer (React)'],
  ['Full Stack Developer', 'Fullstack-Entwickler/in'],
  ['Sales Manager', 'Vertriebsleiter DACH'],
  ['Head of Sales', 'Leiter Vertrieb (m/w/d)'],
  ['Leitung Einkauf', 'Head of Purchasing'],
  ['Project Manager', 'Projektleiterin Bau'],
  ['Accountant', 'Finanzbuchhalter (gn)'],
  ['Nurse', 'Gesundheits- und Krankenpfleger (w/m/d)'],
  ['Krankenschwester', 'Registered Nurse, Night Shift'],
  ['SAP Berater', 'SAP FI/CO Consultant'],
  ['HR Business Partner', 'HR Business Partner (f/m/x)'],
  ['Junior Controller', 'Controller'],
])('%s is the title %s', (wanted, title) => {
  expect(titleFit(wanted, title)).toBe(1)
})

test.each([
  ['Data Engineer', 'Process Engineer', 1 / 3],
  ['Data Engineer', 'Software Engineer', 1 / 3],
  ['Data Engineer', 'Data Analyst', 2 / 3],
  ['Product Manager', 'Marketing Manager', 1 / 3],
  ['Data Engineer', 'Teamlead Fundraising', 0],
  ['Koch', 'Kfz-Mechatroniker', 0],
  ['Sales', 'Salesforce Admin', 0],
])('%s is so near to %s: %s', (wanted, title, share) => {
  expect(titleFit(wanted, title)).toBeCloseTo(share)
})

test.each([
  ['Senior (m/w/d)', 'Data Engineer'],
  ['Data Engineer', '(m/w/d)'],
  ['', ''],
])('%j and %j cannot be compared', (wanted, title) => {
  expect(titleFit(wanted, title)).toBeNull()
})
