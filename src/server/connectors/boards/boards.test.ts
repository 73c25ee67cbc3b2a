import { expect } from 'vitest'
import { boardSuite } from './board-port.suite.ts'

boardSuite({
  board_id: 'arbeitnow',
  config: {},
  prefix: '/arbeitnow',
  gone: 'gone',
  recorded: { file: 'arbeitnow/job-board-api-raw.json', config: {} },
  golden: (items) => {
    expect(items).toHaveLength(100)
    expect(items[1]).toMatchObject({
      external_id: 'remote-information-technology-team-lead-berlin-495324',
      title: 'Information Technology Team Lead',
      company: { name: 'Paymentology' },
      locations: [{ raw: 'Berlin', city: 'Berlin', country: null }],
      remote: { kind: 'remote' },
      employment: ['full_time'],
      posted_at: '2026-02-15T12:42:10Z',
      salary: null,
    })
    // Their false means "not marked as remote", not "on site".
    expect(new Set(items.map((item) => item.remote.kind))).toEqual(new Set(['remote', 'unknown']))
    // The host serves links that are closed twice.
    for (const { description_html: html } of items)
      expect(html.match(/<a[ >]/g)?.length).toBe(html.match(/<\/a>/g)?.length)
  },
})

boardSuite({ board_id: 'remotive', config: {}, prefix: '/remotive', gone: 'gone', recorded: null })

boardSuite({
  board_id: 'hacker-news',
  config: {},
  prefix: '/hn/api/v1/items',
  gone: 'gone',
  recorded: { file: 'hn/algolia-items-49156683.json', config: {}, step: 'thread' },
  golden: (items) => {
    expect(items.map((item) => [item.external_id, item.title])).toEqual([
      ['49156689.1', 'Full-Stack Software Engineer'],
      ['49156689.2', 'Frontend Engineer'],
    ])
    expect(items[0]).toMatchObject({
      company: { name: 'Snout', domain: 'snout.com' },
      remote: { kind: 'remote', raw: 'Remote US or Ontario, Canada', countries: [] },
      employment: ['full_time'],
      source_url: 'https://news.ycombinator.com/item?id=49156689',
    })
  },
})

boardSuite({
  board_id: 'greenhouse',
  config: { tenant: 'acme' },
  prefix: '/greenhouse',
  gone: 'not_found_tenant',
  recorded: { file: 'greenhouse/board-amplitude.json', config: { tenant: 'amplitude' } },
  golden: (items) => {
    expect(items[0]).toMatchObject({
      external_id: '8636903002',
      ats: { vendor: 'greenhouse', tenant: 'amplitude', id: '8636903002', requisition_id: 'R-12263' },
      company: { name: 'Amplitude' },
      locations: [{ raw: 'London, UK', city: 'London', region: 'England', country: 'GB' }],
      posted_at: '2026-07-16T15:55:32Z',
      updated_at: '2026-07-29T12:50:01Z',
      language: 'en',
    })
    // Escaped twice over at the source.
    expect(items[0]?.description_html).toMatch(/^<div><p>Amplitude is the leading AI analytics platform/)
  },
})

boardSuite({
  board_id: 'lever',
  config: { tenant: 'acme', region: 'global' },
  prefix: '/lever/',
  gone: 'not_found_tenant',
  recorded: {
    file: 'lever/postings-idealist.json',
    config: { tenant: 'idealistconsulting', company: 'Idealist Consulting' },
  },
  golden: (items) => {
    expect(items[0]).toMatchObject({
      title: '(1099 Contract) Nonprofit Salesforce Consultant: Enterprise Project Manager',
      company: { name: 'Idealist Consulting' },
      locations: [{ raw: 'Chicago, IL', city: 'Chicago', region: 'IL', country: 'US' }],
      remote: { kind: 'remote' },
      contract: 'freelance',
      posted_at: '2025-11-27T01:02:41.939Z',
      tags: ['Services Team'],
    })
    expect(items[0]?.description_text).toContain("How You'll Contribute")
  },
})

boardSuite({
  board_id: 'ashby',
  config: { tenant: 'acme' },
  prefix: '/ashby',
  gone: 'not_found_tenant',
  recorded: { file: 'ashby/board-highlightta.json', config: { tenant: 'HighlightTA' } },
  golden: (items) => {
    expect(items[1]).toMatchObject({
      title: 'Senior Site Reliability Engineer',
      // `isRemote` is true as well: the workplace type knows better.
      remote: { kind: 'hybrid' },
      salary: { min: 10_280_000, max: 13_700_000, currency: 'CAD', period: 'year', origin: 'stated' },
      locations: [{ city: 'Toronto', region: 'Ontario', country: 'CA' }],
      employment: ['full_time'],
    })
  },
})

boardSuite({
  board_id: 'personio',
  config: { tenant: 'acme' },
  prefix: '/personio/',
  gone: 'not_found_tenant',
  recorded: { file: 'personio/feed-sanitised.xml', config: { tenant: 'acme' } },
  golden: (items) => {
    expect(items[0]).toMatchObject({
      external_id: '1834171',
      source_url: 'https://acme.jobs.personio.de/job/1834171?language=en',
      company: { name: 'Acme SE & Co. KG' },
      locations: [{ raw: 'Munich' }, { raw: 'Berlin' }],
      employment: ['full_time'],
      contract: 'permanent',
      seniority: 'mid',
    })
  },
})
