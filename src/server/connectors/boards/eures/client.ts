import type { BoardRequest } from '#domain/postings/job-board-port.ts'
import { postJson } from '#connectors/boards/request.ts'

export interface Wanted {
  readonly keyword?: string | undefined
  readonly countries: readonly string[]
}

/** A question for more is answered with 400. */
export const PAGE = 50

/** Pages are counted from 1, newest first. */
export function pageRequest(wanted: Wanted, page: number): BoardRequest {
  return postJson(
    'https://europa.eu/eures/api/jv-searchengine/public/jv-search/search',
    {
      resultsPerPage: PAGE,
      page,
      sortSearch: 'MOST_RECENT',
      keywords: wanted.keyword ? [{ keyword: wanted.keyword, specificSearchCode: 'EVERYWHERE' }] : [],
      publicationPeriod: null,
      occupationUris: [],
      skillUris: [],
      requiredExperienceCodes: [],
      positionScheduleCodes: [],
      sectorCodes: [],
      educationAndQualificationLevelCodes: [],
      positionOfferingCodes: [],
      locationCodes: wanted.countries.map((code) => code.toLowerCase()),
      euresFlagCodes: [],
      otherBenefitsCodes: [],
      requiredLanguages: [],
      minNumberPost: null,
      requestLanguage: 'en',
    },
    String(page),
  )
}

/** Where a person reads the posting. */
export function jobUrl(id: string): string {
  return `https://europa.eu/eures/portal/jv-se/jv-details/${encodeURIComponent(id)}?lang=en`
}
