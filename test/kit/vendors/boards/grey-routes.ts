import { json, missing, refused } from './answer.ts'
import type { Vendor } from './open-routes.ts'
import type { Json } from './synthetic.ts'

/** Interfaces that were not made for programs, by the name of their place on the replay server. */
export const GREY: Readonly<Record<string, Vendor>> = {
  arbeitsagentur: {
    host: 'rest.arbeitsagentur.de',
    answer({ arbeitsagentur }, path, { url: { searchParams }, headers }) {
      if (headers['x-api-key'] !== 'jobboerse-jobsuche') return refused(403, {})
      const code = /^\/jobboerse\/jobsuche-service\/pc\/v4\/jobdetails\/(.+)$/.exec(path)?.[1]
      if (code !== undefined) {
        const reference = Buffer.from(code, 'base64').toString()
        const job = arbeitsagentur.find((each) => each['referenznummer'] === reference)
        return job === undefined ? missing() : json(job)
      }
      if (path !== '/jobboerse/jobsuche-service/pc/v6/jobs') return missing()
      const [page, size] = [Number(searchParams.get('page') ?? '1'), Number(searchParams.get('size') ?? '25')]
      const brief = ({ stellenangebotsBeschreibung: _, ...row }: Json) => row
      const found = (ergebnisliste: readonly Json[], maxErgebnisse: number) => ({
        ...(ergebnisliste.length === 0 ? {} : { ergebnisliste }),
        maxErgebnisse,
        page,
        size,
        facetten: {},
      })
      const rows = arbeitsagentur.slice((page - 1) * size, page * size).map(brief)
      return json(found(rows, arbeitsagentur.length), found([], 0))
    },
  },
  workday: {
    host: '*.wd3.myworkdayjobs.com',
    answer({ workday }, path, { method, body }) {
      const [, tenant = '', site = '', rest = ''] = /^\/[^/]+\/wday\/cxs\/([^/]+)\/([^/]+)(\/.+)$/.exec(path) ?? []
      const jobs = workday.get(`${tenant}/${site}`)
      if (jobs === undefined) return missing()
      if (method === 'POST' && rest === '/jobs') {
        const { limit, offset } = JSON.parse(body)
        if (limit > 20) return refused(400, { errorCode: 'HTTP_400' })
        // How many there are is told with the first page only.
        const list = (jobPostings: readonly Json[], total: number) => ({ total, jobPostings, facets: [] })
        return json(
          list(jobs.slice(offset, offset + limit).map(workdayBrief), offset === 0 ? jobs.length : 0),
          list([], 0),
        )
      }
      const job = jobs.find(({ externalPath }) => externalPath === rest)
      return job === undefined ? missing() : json({ jobPostingInfo: job, hiringOrganization: { name: 'Example Acme' } })
    },
  },
}

function workdayBrief({ title, externalPath, postedOn, jobReqId, location, additionalLocations }: Json): Json {
  const more = Array.isArray(additionalLocations) ? additionalLocations.length : 0
  const locationsText = more > 0 ? `${more + 1} Locations` : location
  return { title, externalPath, locationsText, postedOn, bulletFields: [jobReqId] }
}
