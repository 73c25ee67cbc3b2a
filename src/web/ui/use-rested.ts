import { useEffect, useState } from 'react'

/** The value once it has not changed for a moment: for what is looked up while somebody types. */
export function useRested<Value>(value: Value, rest_ms = 250): Value {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(() => value), rest_ms)
    return () => clearTimeout(timer)
  }, [value, rest_ms])
  return rested
}
