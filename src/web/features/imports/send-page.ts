export interface Receiver {
  /** The whole address of our receiving page. */
  address: string
  /** A personal token that may only import. */
  token: string
}

/**
 * What the bookmarklet does in a page of another site: it opens our receiving page, and hands it this page once it says
 * that it is ready. Where the site cuts windows off from each other, it offers to copy the page instead.
 * Goes there as text (`bookmarklet.ts`), so it may use nothing from outside of itself. It makes no markup from text,
 * which strict sites forbid.
 */
export function sendPage({ address, token }: Receiver): void {
  const { origin } = new URL(address)
  if (location.origin === origin) return show('Open a posting at another site, then choose this bookmark there.', [])
  // A document that no window shows: nothing in it loads or runs. Secrets of forms and what is only looks stay behind.
  const page = document.implementation.createHTMLDocument('').importNode(document.documentElement, true)
  const leave = 'style,svg,link[rel~=stylesheet],iframe,object,embed,input[type=password],input[type=hidden]'
  for (const part of page.querySelectorAll(leave)) part.remove()
  const html = page.outerHTML
  const url = location.href
  let box: HTMLElement | null = null

  addEventListener('message', answer)
  // Safari on a phone takes a window with a size for an advertisement, and opens none.
  const size = matchMedia('(pointer: coarse)').matches ? '' : 'popup,width=620,height=800'
  const opened = window.open(`${address}#${token}`, '_blank', size)
  let looks = 0
  const timer = setInterval(() => {
    looks += 1
    // Ten seconds for a slow line. A window that was cut off says at once that it is closed.
    if (opened !== null && !opened.closed && looks < 40) return
    clearInterval(timer)
    offerCopy()
  }, 250)

  function answer({ origin: from, source, data }: MessageEvent) {
    if (from !== origin || source === null || data !== 'career-copilot:ready') return
    removeEventListener('message', answer)
    clearInterval(timer)
    box?.remove()
    source.postMessage({ kind: 'career-copilot:page', html, url }, { targetOrigin: origin })
  }

  function offerCopy() {
    const copy = document.createElement('button')
    copy.textContent = 'Copy this page'
    copy.onclick = () => void copyPage()
    const open = document.createElement('a')
    open.textContent = 'Open Career Copilot'
    open.href = `${address}#${token}`
    open.target = '_blank'
    open.rel = 'opener'
    const reason = opened === null ? 'Your browser opened no window.' : 'This site keeps its windows apart from others.'
    const way = 'Copy the page, then paste it into the window of Career Copilot.'
    show(`${reason} ${way}`, opened === null ? [open, copy] : [copy])
  }

  async function copyPage() {
    // Browsers write the same line into a page that they save.
    const text = `<!-- saved from url=(${String(url.length).padStart(4, '0')})${url} -->\n${html}`
    const copied = isSecureContext && (await navigator.clipboard.writeText(text).then(yes, no))
    const done = copied || copyAsBefore(text)
    show(
      done
        ? 'Copied. Now paste it into the window of Career Copilot.'
        : 'The page could not be copied. View its source, select all, copy, and paste that into Career Copilot.',
      [],
    )
  }

  function yes() {
    return true
  }

  function no() {
    return false
  }

  // For pages without https, and for sites that forbid the clipboard.
  function copyAsBefore(text: string): boolean {
    const area = document.createElement('textarea')
    area.value = text
    document.body.append(area)
    area.select()
    const copied = document.execCommand('copy')
    area.remove()
    return copied
  }

  function show(text: string, controls: HTMLElement[]) {
    box?.remove()
    const host = document.createElement('div')
    box = host
    host.style.cssText = 'all:initial;position:fixed;top:16px;right:16px;z-index:2147483647'
    const frame = document.createElement('div')
    frame.setAttribute('role', 'dialog')
    frame.setAttribute('aria-label', 'Career Copilot')
    frame.style.cssText =
      'font:14px/1.5 system-ui,sans-serif;color:#1c1e21;background:#fff;border:1px solid #c9ccd1;border-radius:8px;padding:16px;max-width:300px;box-shadow:0 4px 16px rgba(0,0,0,.2);display:grid;gap:12px'
    const words = document.createElement('div')
    words.setAttribute('role', 'status')
    words.textContent = text
    const close = document.createElement('button')
    close.textContent = 'Close'
    close.onclick = () => host.remove()
    const all = [...controls, close]
    for (const control of all)
      control.style.cssText =
        'font:inherit;box-sizing:border-box;min-height:36px;padding:6px 12px;border:1px solid #8a8f98;border-radius:6px;background:#f4f5f6;color:#1c1e21;text-align:center;text-decoration:none;cursor:pointer'
    frame.append(words, ...all)
    // What the site says of the looks of its own parts ends at this wall.
    host.attachShadow({ mode: 'open' }).append(frame)
    document.documentElement.append(host)
    all[0]?.focus()
  }
}
