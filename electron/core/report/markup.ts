// HTML and SVG as values. The `markup` tag escapes everything put into it except other markup, so no text of a
// file, a team or a user can become a tag. Pages and charts are written with it and nothing else.

export interface Markup {
  readonly markup: string
}

type Part = Markup | string | number | null | undefined | readonly Part[]

export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? ''
  for (const [i, part] of parts.entries()) text += render(part) + (strings[i + 1] ?? '')
  return { markup: text }
}

/** Safe between tags and inside a double-quoted attribute. Control characters that HTML forbids are dropped. */
export function escapeMarkup(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
}

/** A CSS string literal: everything but letters, digits and plain marks is written as a code point. */
export function cssString(text: string): string {
  const body = [...text.replace(/[\u0000-\u001f\u007f]/g, ' ')].map((mark) =>
    /[\w .,:;()%/+\-\u00a0-\uffff]/.test(mark) ? mark : `\\${mark.codePointAt(0)?.toString(16)} `,
  )
  return `"${body.join('')}"`
}

function render(part: Part): string {
  if (part === null || part === undefined) return ''
  if (typeof part === 'string') return escapeMarkup(part)
  if (typeof part === 'number') return String(part)
  if (Array.isArray(part)) return part.map(render).join('')
  return 'markup' in part ? part.markup : ''
}
