import { useEffect, useState, type ReactNode } from 'react'

/** One grey bar, of the size of what is coming. */
export function Bone({ width, height = 12, radius }: { width: number | string; height?: number; radius?: number }) {
  return (
    <span
      className="sk"
      style={{ width, height, maxWidth: '100%', ...(radius === undefined ? {} : { borderRadius: radius }) }}
    />
  )
}

/** Draws its children only when loading takes longer than 150 ms, and keeps their room before that. */
export function Skeleton({ label = 'Loading', children }: { label?: string; children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div role="status" aria-busy="true" aria-label={label} style={late ? undefined : { visibility: 'hidden' }}>
      {children}
    </div>
  )
}

const widths = [210, 160, 240, 190, 225]

/** The shape of a list whose rows have a mark, two lines and a number. */
export function SkeletonRows({ rows = 5 }: { rows?: number }) {
  return (
    <Skeleton>
      {Array.from({ length: rows }, (_, row) => (
        <div className="lrow" key={row}>
          <Bone width={32} height={32} radius={6} />
          <div className="grow col g-2">
            <Bone width={widths[row % widths.length] ?? 200} />
            <Bone width={(widths[row % widths.length] ?? 200) * 0.65} height={10} />
          </div>
          <Bone width={36} height={32} radius={6} />
        </div>
      ))}
    </Skeleton>
  )
}
