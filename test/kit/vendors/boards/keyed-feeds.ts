import { DAY_MS, cityOf, companyOf, pick, prose, skillOf, slugOf, titleOf, upTo } from './synthetic.ts'
import type { Json } from './synthetic.ts'

/** Feeds that answer who shows a key. */
export interface KeyedFeeds {
  adzuna: Json[]
  /** Whole postings, of which the search shows a part. */
  reed: Json[]
  usajobs: Json[]
  franceTravail: Json[]
}

/** Made-up rows in the shape of each, with what makes it hard to read. */
export function keyedFeeds(now: number): KeyedFeeds {
  return {
    adzuna: adzunaRows(120, now),
    reed: reedJobs(130, now),
    usajobs: usajobsItems(530, now),
    franceTravail: franceTravailOffers(320, now),
  }
}

/** Texts are beginnings, links name the account, and half of the pay is an estimate. */
function adzunaRows(count: number, now: number): Json[] {
  return upTo(count).map((n) => ({
    __CLASS__: 'Adzuna::API::Response::Job',
    id: String(4_800_000_000 + n),
    title: `<strong>${titleOf(n)}</strong>`,
    company: n % 9 === 4 ? {} : { display_name: companyOf(n) },
    location: { area: ['Deutschland', 'Bayern', cityOf(n)], display_name: `${cityOf(n)}, Bayern` },
    latitude: 48.1,
    longitude: 11.5,
    description: `A made-up posting. Work with ${skillOf(n)} and…`,
    created: new Date(now - n * 3_600_000).toISOString().replace(/\.\d+/, ''),
    redirect_url: `https://www.adzuna.de/land/ad/${4_800_000_000 + n}?se=abc&utm_source=app-7&v=1`,
    category: { label: 'IT-Stellen', tag: 'it-jobs' },
    ...(n % 3 === 0 ? {} : { salary_min: 50_000 + n, salary_max: 60_000 + n, salary_is_predicted: String(n % 2) }),
    contract_time: 'full_time',
    ...(n % 4 === 0 ? { contract_type: 'contract' } : {}),
  }))
}

/** Dates are written day first, pounds go without saying, and what pay is for is known of single postings only. */
function reedJobs(count: number, now: number): Json[] {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10).split('-').toReversed().join('/')
  return upTo(count).map((n) => ({
    jobId: 56_000_000 + n,
    employerId: 700 + n,
    employerName: companyOf(n),
    jobTitle: titleOf(n),
    locationName: pick(['Manchester', 'London', 'Leeds, West Yorkshire', 'Remote'], n),
    minimumSalary: n % 4 === 0 ? null : 40_000 + n,
    maximumSalary: n % 4 === 0 ? null : 55_000 + n,
    yearlyMinimumSalary: n % 4 === 0 ? null : 40_000 + n,
    currency: n % 3 === 0 ? null : 'GBP',
    salaryType: n % 5 === 0 ? 'per day' : 'per annum',
    salary: n % 4 === 0 ? 'Competitive salary' : `£${40_000 + n} - £${55_000 + n} per annum`,
    datePosted: day(now - n * DAY_MS * 0.2),
    expirationDate: day(now + 28 * DAY_MS),
    jobDescription: prose(n),
    jobUrl: `https://www.reed.co.uk/jobs/${slugOf(titleOf(n))}/${56_000_000 + n}`,
    externalUrl: n % 6 === 0 ? `https://careers.baker.example/${n}` : null,
    contractType: pick(['Permanent', 'Contract', 'Temporary'], n),
    fullTime: true,
    partTime: n % 7 === 0,
  }))
}

/** Amounts are text, times have no zone, addresses name the port, and a fortnight is a period of pay. */
function usajobsItems(count: number, now: number): Json[] {
  const time = (ms: number) => new Date(ms).toISOString().slice(0, 23)
  return upTo(count).map((n) => ({
    MatchedObjectId: String(850_000_000 + n),
    MatchedObjectDescriptor: {
      PositionID: `MADE-UP-26-${n}`,
      PositionTitle: titleOf(n),
      OrganizationName: 'Office of Made-up Affairs',
      DepartmentName: 'Department of Examples',
      PositionURI: `https://www.usajobs.gov:443/job/${850_000_000 + n}`,
      ApplyURI: [`https://www.usajobs.gov:443/job/${850_000_000 + n}?PostingChannelID=RESTAPI`],
      PositionLocationDisplay: n % 5 === 0 ? 'Multiple Locations' : 'Denver, Colorado',
      PositionLocation:
        n % 5 === 0
          ? []
          : [
              {
                LocationName: 'Denver, Colorado',
                CountryCode: 'United States',
                CountrySubDivisionCode: 'Colorado',
                CityName: 'Denver, Colorado',
                Longitude: -104.99,
                Latitude: 39.74,
              },
            ],
      JobCategory: [{ Name: 'Information Technology Management', Code: '2210' }],
      PositionSchedule: [{ Name: 'Full-time', Code: '1' }],
      PositionOfferingType: [{ Name: 'Permanent', Code: '15317' }],
      QualificationSummary: `${2 + (n % 6)} years with ${skillOf(n)}.`,
      PositionRemuneration: [
        [{ MinimumRange: '95000.0', MaximumRange: '125000.0', RateIntervalCode: 'PA' }],
        [{ MinimumRange: '22.87', MaximumRange: '26.68', RateIntervalCode: 'PH' }],
        [{ MinimumRange: '3000', MaximumRange: '4000', RateIntervalCode: 'BW' }],
        [{ MinimumRange: '0', MaximumRange: '0', RateIntervalCode: 'WC' }],
      ][n % 4],
      PublicationStartDate: time(now - n * 3_600_000),
      ApplicationCloseDate: time(now + 20 * DAY_MS),
      UserArea: {
        Details: {
          JobSummary: 'A made-up posting.',
          MajorDuties: [`Work with ${skillOf(n)}`],
          TeleworkEligible: true,
          RemoteIndicator: n % 3 === 0,
        },
      },
    },
  }))
}

/** Pay is a sentence, a partner's posting has the partner's address, and every one names whom to call. */
function franceTravailOffers(count: number, now: number): Json[] {
  return upTo(count).map((n) => {
    const id = `170${String(1000 + n)}`
    return {
      id,
      intitule: titleOf(n),
      description: `Made up.\n\nWork with ${skillOf(n)}.`,
      dateCreation: new Date(now - n * 3_600_000).toISOString(),
      dateActualisation: new Date(now - n * 1_800_000).toISOString(),
      lieuTravail: [
        { libelle: '59 - Lille', codePostal: '59000', commune: '59350', latitude: 50.63, longitude: 3.06 },
        { libelle: '69 - Lyon 3e Arrondissement', codePostal: '69003', commune: '69383' },
        { libelle: '33 - Gironde' },
        { libelle: 'France' },
      ][n % 4],
      romeCode: 'M1805',
      romeLibelle: 'Études et développement informatique',
      entreprise: n % 6 === 5 ? {} : { nom: companyOf(n) },
      typeContrat: pick(['CDI', 'CDD', 'MIS', 'LIB'], n),
      natureContrat: 'Contrat travail',
      alternance: n % 10 === 9,
      dureeTravailLibelleConverti: n % 5 === 0 ? 'Temps partiel' : 'Temps plein',
      salaire:
        n % 3 === 0
          ? { libelle: 'Annuel de 32000.0 Euros à 38000.0 Euros sur 12.0 mois' }
          : n % 3 === 1
            ? { libelle: 'Horaire de 11.88 Euros' }
            : { commentaire: 'Selon profil' },
      contact: { nom: 'Recruteuse - Mme Personne', courriel: 'personne@baker.example', telephone: '0102030405' },
      origineOffre: {
        origine: n % 2 === 0 ? '1' : '2',
        urlOrigine: `https://candidat.francetravail.fr/offres/recherche/detail/${id}`,
        ...(n % 2 === 0 ? {} : { partenaires: [{ nom: 'PARTNER', url: `https://partner.example/offres/${n}` }] }),
      },
    }
  })
}
