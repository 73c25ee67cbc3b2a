/**
 * Stops this process when the one that started it is gone. `npm start` runs us in a shell that dies of a SIGTERM without
 * passing it on; left alone, the app would go on unseen, and the next start would find its data folder taken.
 */
export function followParent(): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
  // Ctrl+C reaches the shell and us: who is stopping already is not told again, since that would mean to hurry.
  const signals = ['SIGTERM', 'SIGINT', ...(process.stdout.isTTY ? ['SIGHUP'] : [])]
  for (const signal of signals) process.on(signal, () => clearInterval(watch))
}
