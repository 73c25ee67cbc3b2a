import type { Marks } from '#connectors/boards/open-page/cards.ts'

/** How StepStone and its sisters mark the results of a search. */
export const CARDS: Marks = {
  card: '[data-at=job-item], [data-testid=job-item]',
  title: '[data-at=job-item-title], [data-testid=job-item-title], h2',
  company: '[data-at=job-item-company-name]',
  location: '[data-at=job-item-location]',
  salary: '[data-at=job-item-salary-info]',
  posted: '[data-at=job-item-timeago]',
  text: '[data-at=jobcard-content]',
}
