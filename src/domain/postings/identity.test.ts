import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atsKeyOf, canonicalUrl, identityOf } from './identity.ts'

describe('two addresses of one page are one', () => {
  test.each([
    ['https://www.acme.com/jobs/12', 'http://acme.com/jobs/12/'],
    ['https://acme.com/jobs/12?utm_source=x&utm_medium=y', 'https://acme.com/jobs/12'],
    ['https://acme.com/jobs/12?gclid=1&fbclid=2&ref=z', 'https://acme.com/jobs/12#apply'],
    ['https://acme.com/jobs/12?b=2&a=1', 'https://acme.com/jobs/12?a=1&b=2'],
    ['https://ACME.com/jobs//12/index.html', 'https://acme.com/jobs/12'],
    ['https://acme.com:443/jobs/12', 'https://acme.com/jobs/12'],
    ['https://acme.com/jobs/12?source=LinkedIn', 'https://acme.com/jobs/12?src=feed'],
  ])('%s and %s', (one, other) => {
    expect(canonicalUrl(one)).not.toBeNull()
    expect(canonicalUrl(one)).toBe(canonicalUrl(other))
  })

  test.each([
    ['https://acme.com/jobs/12', 'https://acme.com/jobs/13'],
    ['https://acme.com/jobs?id=12', 'https://acme.com/jobs?id=13'],
    ['https://acme.com/jobs/12', 'https://jobs.acme.com/jobs/12'],
    ['https://acme.com/Jobs/Ab', 'https://acme.com/Jobs/aB'],
  ])('but not %s and %s', (one, other) => {
    expect(canonicalUrl(one)).not.toBe(canonicalUrl(other))
  })

  test('whatever is tracked', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: false }),
        fc.constantFrom('utm_campaign', 'gh_src', 'lever-source', 'trk', 'msclkid'),
        fc.string({ unit: 'grapheme-ascii' }),
        (url, name, value) => {
          expect(canonicalUrl(`${url}?${name}=${encodeURIComponent(value)}`)).toBe(canonicalUrl(url))
        },
      ),
      { seed: 2026 },
    )
  })
})

const id = '0d2c5a3e-1111-4222-8333-944445555666'

describe('the id in the employer’s system', () => {
  test.each([
    ['https://boards.greenhouse.io/embed/job_app?token=4012345', 'greenhouse:4012345'],
    ['https://boards-api.greenhouse.io/v1/boards/acme/jobs/4012345', 'greenhouse:4012345'],
    ['https://acme.com/careers/?gh_jid=4012345&x=1', 'greenhouse:4012345'],
    [`https://jobs.lever.co/acme/${id}`, `lever:${id}`],
    [`https://jobs.eu.lever.co/acme/${id}/apply`, `lever:${id}`],
    [`https://jobs.ashbyhq.com/acme/${id}/application`, `ashby:${id}`],
    ['https://acme.jobs.personio.com/job/123?language=de', 'personio:acme:123'],
    ['https://ACME.jobs.personio.de/job/123', 'personio:acme:123'],
    ['https://jobs.smartrecruiters.com/Acme/744000114856507-junior-baker?trid=1', 'smartrecruiters:744000114856507'],
    ['https://api.smartrecruiters.com/v1/companies/Acme/postings/744000114856507', 'smartrecruiters:744000114856507'],
    ['https://apply.workable.com/acme/j/DD136DD7E7/apply/', 'workable:dd136dd7e7'],
    ['https://apply.workable.com/j/DD136DD7E7', 'workable:dd136dd7e7'],
    ['https://acme.teamtailor.com/jobs/7167985-baker', 'teamtailor:7167985'],
    ['https://acme.na.teamtailor.com/en-GB/jobs/7167985-baker', 'teamtailor:7167985'],
    ['https://acme.bamboohr.com/careers/86', 'bamboohr:acme:86'],
    ['https://acme.wd5.myworkdayjobs.com/en-US/External/job/Berlin/Baker_R-12-1', 'workday:acme:r-12-1'],
    ['https://acme.wd5.myworkdayjobs.com/External/job/Berlin/Baker_JR354232/apply/manually', 'workday:acme:jr354232'],
    ['https://jobs.smartrecruiters.com/Acme', null],
    ['https://acme.bamboohr.com/careers', null],
    ['https://acme.jobs.personio.de/', null],
    ['https://notgreenhouse.io/acme/jobs/4012345', null],
    [`https://lever.co/acme/${id}`, null],
    ['nonsense', null],
  ])('of %s is %s', (url, key) => {
    expect(atsKeyOf(url)).toBe(key)
  })

  test.each([
    [{ vendor: 'greenhouse', tenant: 'acme', id: '4012345' }, 'https://boards.greenhouse.io/acme/jobs/4012345'],
    [{ vendor: 'lever', tenant: 'acme', id: id.toUpperCase() }, `https://jobs.lever.co/acme/${id}`],
    [{ vendor: 'ashby', tenant: 'acme', id }, `https://jobs.ashbyhq.com/acme/${id}`],
    [{ vendor: 'personio', tenant: 'Acme', id: '123' }, 'https://acme.jobs.personio.de/job/123'],
    [
      { vendor: 'smartrecruiters', tenant: 'Acme', id: '7440001' },
      'https://jobs.smartrecruiters.com/Acme/7440001-baker',
    ],
    [{ vendor: 'workable', tenant: 'acme', id: 'DD136DD7E7' }, 'https://apply.workable.com/acme/j/DD136DD7E7/'],
    [{ vendor: 'teamtailor', tenant: 'acme', id: '7167985' }, 'https://acme.teamtailor.com/jobs/7167985-baker'],
    [{ vendor: 'bamboohr', tenant: 'acme', id: '86' }, 'https://acme.bamboohr.com/careers/86'],
    [{ vendor: 'workday', tenant: 'acme', id: 'JR1' }, 'https://acme.wd5.myworkdayjobs.com/en-US/X/job/Bonn/Baker_JR1'],
  ])('is the same whether %j names it or its address', (ats, url) => {
    const named = identityOf({
      ats: { ...ats, requisition_id: null },
      source_url: 'https://feed.example/1',
      apply_url: null,
    })
    const linked = identityOf({ ats: null, source_url: 'https://feed.example/2', apply_url: url })
    expect(named.ats_key).not.toBeNull()
    expect(linked.ats_key).toBe(named.ats_key)
  })
})
