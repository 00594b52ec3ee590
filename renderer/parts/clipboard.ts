// Puts text, tables and pictures on the clipboard. Numbers travel raw, so they paste as numbers into a spreadsheet.
// Used by tables (Ctrl+C and the copy button), charts and the Explain panel.

export interface CopiedTable {
  readonly text: string
  readonly html: string
}

export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
}

export async function copyTable(table: CopiedTable): Promise<void> {
  const item = { 'text/plain': new Blob([table.text], { type: 'text/plain' }), 'text/html': new Blob([table.html], { type: 'text/html' }) }
  await navigator.clipboard.write([new ClipboardItem(item)])
}

export async function copyPicture(png: Blob): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
}

/** Tab-separated and HTML forms of the same cells. `header` is left out when null. */
export function tableText(header: readonly string[] | null, rows: readonly (readonly string[])[]): CopiedTable {
  const flat = (row: readonly string[]): string[] => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' '))
  const text = [...(header === null ? [] : [header]), ...rows].map((row) => flat(row).join('\t')).join('\r\n')
  const line = (row: readonly string[], tag: string): string =>
    `<tr>${flat(row)
      .map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`)
      .join('')}</tr>`
  const html = `<table>${header === null ? '' : `<thead>${line(header, 'th')}</thead>`}<tbody>${rows.map((row) => line(row, 'td')).join('')}</tbody></table>`
  return { text, html }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
