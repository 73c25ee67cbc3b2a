/** How well a posting fits, 0 to 100; unknown is a dash. */
export function ScoreBox({ score }: { score: number | null }) {
  const words = score === null ? 'No match score' : `Match ${score} of 100`
  return (
    <span
      className="score"
      data-hi={score !== null && score >= 80 ? '' : undefined}
      role="img"
      aria-label={words}
      title={words}
    >
      {score ?? '–'}
    </span>
  )
}
