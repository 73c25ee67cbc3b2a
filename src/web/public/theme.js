// Runs before the first paint, as a file of its own because the content policy allows no inline script.
;(function () {
  var choice = null
  try {
    choice = localStorage.getItem('theme')
  } catch (_) {}
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  // The content policy allows no code made from text; told beforehand, Zod does not even try.
  globalThis.__zod_globalConfig = { jitless: true }
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
