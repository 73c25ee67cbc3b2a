const { charCodeAt } = String.prototype

/**
 * The UTF-16 unit at a place, 0 to 65,535; not a number past the end. For loops over whole texts: `text.charCodeAt(at)` looks
 * its method up again for every unit once the loop has seen texts of more than four makes (literals, slices, joined ones,
 * with and without letters beyond Latin-1), which costs several times the rest of the loop. For the same reason such a loop
 * asks for the length once.
 */
export const unitAt = (text: string, at: number): number => charCodeAt.call(text, at)
