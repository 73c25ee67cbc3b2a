/** The title of an event as it is drawn. */
export const titleWords = (title: string): string => (title === '' ? 'Without a title' : title)
