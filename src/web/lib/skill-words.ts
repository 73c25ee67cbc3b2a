const LEVELS = ['beginner', 'basic', 'solid', 'strong', 'expert']

/** A skill level, 1 to 5, in a word. */
export function levelWord(level: number): string {
  return LEVELS[level - 1] ?? String(level)
}

export const SKILL_LEVELS = LEVELS.map((label, index) => ({ value: String(index + 1), label }))
