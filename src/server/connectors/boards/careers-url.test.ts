import { expect, it } from 'vitest'
import { boards } from './index.ts'
import { boardForCareersUrl, jobForUrl } from './careers-url.ts'

it.each([
  ['https://boards.greenhouse.io/acme', 'greenhouse', { tenant: 'acme' }],
  ['https://boards.greenhouse.io/embed/job_board?for=acme', 'greenhouse', { tenant: 'acme' }],
  ['https://job-boards.greenhouse.io/acme/jobs/123', 'greenhouse', { tenant: 'acme' }],
  ['https://job-boards.eu.greenhouse.io/acme', 'greenhouse', { tenant: 'acme' }],
  ['jobs.lever.co/acme', 'lever', { tenant: 'acme', region: 'global' }],
  ['https://jobs.eu.lever.co/acme/abc', 'lever', { tenant: 'acme', region: 'eu' }],
  ['https://jobs.ashbyhq.com/Acme%20Labs', 'ashby', { tenant: 'Acme Labs' }],
  ['https://acme.jobs.personio.de/job/1?language=en', 'personio', { tenant: 'acme', domain: 'de' }],
  ['https://acme.jobs.personio.com', 'personio', { tenant: 'acme', domain: 'com' }],
  ['https://careers.smartrecruiters.com/Acme', 'smartrecruiters', { tenant: 'Acme' }],
  ['https://jobs.smartrecruiters.com/Acme/744000114856507-baker', 'smartrecruiters', { tenant: 'Acme' }],
  ['https://jobs.smartrecruiters.com/oneclick-ui/company/Acme/publication/x', 'smartrecruiters', { tenant: 'Acme' }],
  ['https://api.smartrecruiters.com/v1/companies/Acme/postings', 'smartrecruiters', { tenant: 'Acme' }],
  ['https://acme.bamboohr.com/careers', 'bamboohr', { tenant: 'acme' }],
  ['https://apply.workable.com/acme/#jobs', 'workable', { tenant: 'acme' }],
  ['https://apply.workable.com/acme/j/AC001FEED0/apply/', 'workable', { tenant: 'acme' }],
  ['https://apply.workable.com/api/v1/widget/accounts/acme?details=true', 'workable', { tenant: 'acme' }],
  ['https://acme.recruitee.com/o/baker', 'recruitee', { tenant: 'acme' }],
  ['https://acme.teamtailor.com/jobs', 'teamtailor', { tenant: 'acme' }],
  ['https://acme.na.teamtailor.com', 'teamtailor', { tenant: 'acme.na' }],
])('%s belongs to %s', (url, board_id, config) => {
  expect(boardForCareersUrl(url)).toEqual({ kind: 'board', board_id, config, tenant: config.tenant })
  expect(boards.find((board) => board.facts.id === board_id)?.open(config)).not.toBeNull()
})

it.each([
  ['https://acme.wd3.myworkdayjobs.com/Careers', 'Careers'],
  ['https://acme.wd3.myworkdayjobs.com/de-DE/Careers/job/Berlin/Baker_R-1', 'Careers'],
  ['https://acme.wd3.myworkdayjobs.com/wday/cxs/acme/Early_Careers/jobs', 'Early_Careers'],
])('%s is the Workday site %s, of which an employer has several', (url, site) => {
  const config = { tenant: `acme.wd3/${site}` }
  expect(boardForCareersUrl(url)).toEqual({ kind: 'board', board_id: 'workday', config, tenant: `acme-${site}` })
  expect(boards.find((board) => board.facts.id === 'workday')?.open(config)).not.toBeNull()
})

it.each([
  'https://careers.acme.example/jobs',
  'https://boards.greenhouse.io/',
  'https://jobs.personio.de',
  'nonsense',
  'https://evil.example/?jobs.lever.co/acme',
  'https://jobs.lever.co.evil.example/acme',
  'https://apply.workable.com/j/AC001FEED0',
  'https://www.smartrecruiters.com/pricing',
  'https://www.bamboohr.com/signup/',
  'https://www.recruitee.com/pricing',
  'https://www.teamtailor.com/en/',
  'https://acme.wd3.myworkdayjobs.com/',
])('%s is refused in words', (url) => {
  expect(boardForCareersUrl(url)).toEqual({ kind: 'unknown', message: expect.stringMatching(/address/) })
})

it.each([
  ['https://job-boards.greenhouse.io/acme/jobs/123', '123'],
  ['https://jobs.lever.co/acme/a-b/apply', 'a-b'],
  ['https://jobs.ashbyhq.com/acme/x/application', 'x'],
  ['https://acme.jobs.personio.de/job/77', '77'],
  ['https://apply.workable.com/acme/j/ac001feed0/', 'AC001FEED0'],
  ['https://acme.teamtailor.com/jobs/7100003-data-analyst', '7100003'],
  ['https://jobs.smartrecruiters.com/Acme/744000114856507-baker', '744000114856507'],
  ['https://jobs.smartrecruiters.com/Acme', null],
  ['https://acme.bamboohr.com/careers/86', '86'],
  ['https://acme.recruitee.com/o/baker', null],
  ['https://acme.wd3.myworkdayjobs.com/de-DE/Careers/job/Berlin/Baker_R-1/apply', '/job/Berlin/Baker_R-1'],
  ['https://jobs.lever.co/acme', null],
  ['https://careers.acme.example/jobs/1', null],
])('%s names the opening %s', (url, id) => {
  expect(jobForUrl(url)?.id ?? null).toBe(id)
})

it.each([
  ['greenhouse', { tenant: '../admin' }],
  ['lever', { tenant: 'a/b' }],
  ['personio', { tenant: 'evil.example#' }],
  ['ashby', {}],
  ['smartrecruiters', { tenant: 'a/b' }],
  ['bamboohr', { tenant: 'evil.example/' }],
  ['workable', { tenant: 'a/b' }],
  ['recruitee', { tenant: 'evil.example/' }],
  ['teamtailor', { tenant: 'evil.example.com#' }],
])('%s does not open with %j', (board_id, config) => {
  expect(boards.find((board) => board.facts.id === board_id)?.open(config)).toBeNull()
})
