import { z } from 'zod'

const Operation = z.looseObject({
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string().optional(),
  'x-access': z.string(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean(), schema: z.unknown() })),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string() })),
})
const Document = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
})
const Content = z.looseObject({
  content: z.record(z.string(), z.looseObject({ schema: z.unknown(), example: z.unknown().optional() })),
})
type Operation = z.output<typeof Operation>

/** The API as one page that needs no script: every operation folds out. */
export function docsPage(document: unknown): string {
  const api = Document.parse(document)
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const sections = api.tags.map(({ name }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name))
    return `<section><h2 id="${escape(name)}">${escape(name)}</h2>${own.map(render).join('')}</section>`
  })
  const links = api.tags.map(({ name }) => `<a href="#${escape(name)}">${escape(name)}</a>`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(api.info.title)} API</title><style>${STYLE}</style></head><body><main>
<h1>${escape(api.info.title)} API ${escape(api.info.version)}</h1><p>${prose(api.info.description)}
The same as a document for programs: <a href="/api/v1/openapi.json">openapi.json</a>.</p><nav>${links.join(' ')}</nav>${sections.join('')}</main></body></html>`
}

function render({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const responses = Object.entries(operation.responses).map(
    ([status, response]) =>
      `<tr><td>${escape(status)}</td><td>${prose(response.description)}${schemaBlock(response)}</td></tr>`,
  )
  const parameters = operation.parameters.map(
    (parameter) =>
      `<tr><td><code>${escape(parameter.name)}</code>${parameter.required ? ' *' : ''}</td><td>${escape(parameter.in)}</td><td><code>${escape(JSON.stringify(parameter.schema))}</code></td></tr>`,
  )
  return `<details><summary><code class="m ${method}">${method}</code> <code>${escape(path)}</code> <span>${escape(operation.summary)}</span> <em>${escape(operation['x-access'])}</em></summary>
${operation.description === undefined ? '' : `<p>${prose(operation.description)}</p>`}
${parameters.length === 0 ? '' : `<h3>Parameters</h3><table>${parameters.join('')}</table>`}
${operation.requestBody === undefined ? '' : `<h3>Body</h3>${schemaBlock(operation.requestBody)}`}
<h3>Answers</h3><table class="answers">${responses.join('')}</table></details>`
}

function schemaBlock(value: unknown): string {
  const content = Content.safeParse(value).data?.content['application/json']
  if (content === undefined) return ''
  const example = content.example === undefined ? '' : `<h4>Example</h4>${block(content.example)}<h4>Schema</h4>`
  return `${example}${block(content.schema)}`
}

function block(value: unknown): string {
  return `<pre>${escape(JSON.stringify(value, null, 2))}</pre>`
}

function prose(text: string): string {
  return escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const STYLE = `:root{color-scheme:light dark}body{font:14px/20px system-ui,sans-serif;margin:0}main{max-width:960px;margin:0 auto;padding:24px}
nav a{margin-right:12px}details{border:1px solid #8884;border-radius:6px;margin:8px 0;padding:8px 12px}summary{cursor:pointer;overflow-wrap:anywhere}
summary span{margin-left:8px}em{float:right;font-style:normal;opacity:.75}.m{font-weight:600;display:inline-block;min-width:56px}
pre{overflow:auto;max-height:360px;background:#8881;padding:12px;border-radius:6px;font-size:12px}table{border-collapse:collapse;width:100%}
td{border-top:1px solid #8883;padding:6px 8px;vertical-align:top;white-space:pre-line;overflow-wrap:anywhere}
.answers{table-layout:fixed}.answers td:first-child{width:40px}`
