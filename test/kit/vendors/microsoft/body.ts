const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What becomes of a body: it is HTML, whatever it was written as (calendar.md §4.2; learn.microsoft.com/graph/api/event-get). */
export function htmlOf(type: 'html' | 'text', content: string): string {
  if (content === '') return ''
  const head = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
  if (type === 'html') {
    const inner = /<body[^>]*>([\s\S]*)<\/body>/i.exec(content)?.[1]?.trim() ?? content
    return `<html>\r\n<head>\r\n${head}\r\n</head>\r\n<body>\r\n${inner}\r\n</body>\r\n</html>\r\n`
  }
  const lines = escaped(content).split(/\r?\n/).join('<br>\r\n')
  return `<html>\r\n<head>\r\n${head}\r\n<meta name="Generator" content="Microsoft Exchange Server">\r\n<!-- converted from text -->\r\n</head>\r\n<body>\r\n<div class="PlainText">${lines}</div>\r\n</body>\r\n</html>\r\n`
}

/** As text, with lines as Windows ends them and one more at the end (`Prefer: outlook.body-content-type="text"`). */
export function textOf(html: string): string {
  const inner = /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html
  const text = inner
    .replaceAll(/\r?\n/g, '')
    .replaceAll(/<br\s*\/?>|<\/(p|div|li)>/gi, '\r\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
  return text === '' ? '' : `${text.replace(/(\r\n)+$/, '')}\r\n`
}
