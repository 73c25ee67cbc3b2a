import { refusal } from './endpoint.ts'

export const radiusNeedsPlace = refusal(
  'radius_needs_place',
  422,
  'Say around which town: a radius needs a place, such as Hamburg.',
)
export const unknownPlace = refusal(
  'unknown_place',
  422,
  'There is no such town in our list. Write its full name, with the country, or search without a radius.',
)
export const severalPlaces = refusal(
  'several_places',
  422,
  'There are several towns of this name. Say which one, with its state or country; `details.places` names them.',
)
