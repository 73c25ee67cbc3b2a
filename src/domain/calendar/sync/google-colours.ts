/**
 * The colours that an event can have in Google, by their ids. They have been the same since 2012; what `colors.get` would
 * tell is not asked for each time (developers.google.com/workspace/calendar/api/v3/reference/colors/get).
 */
export const GOOGLE_COLOURS: Readonly<Record<string, string>> = {
  '1': '#a4bdfc',
  '2': '#7ae7bf',
  '3': '#dbadff',
  '4': '#ff887c',
  '5': '#fbd75b',
  '6': '#ffb878',
  '7': '#46d6db',
  '8': '#e1e1e1',
  '9': '#5484ed',
  '10': '#51b749',
  '11': '#dc2127',
}
