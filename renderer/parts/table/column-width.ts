// Column widths from content, so that a long table keeps its shape while it scrolls. Pure; pixels are estimates
// for 13 px Inter: a digit or Latin letter about 7.5 px, a Han character 13 px.
import type { NumberStyle } from '../../../shared/units/format.ts'
import { type Column, cellText, headerUnit } from './column.ts'

const padding = 24
const sample = 400

export function columnWidths<Row>(columns: readonly Column<Row>[], rows: readonly Row[], styles: readonly NumberStyle[]): number[] {
  const step = Math.max(1, Math.floor(rows.length / sample))
  const sampled = rows.filter((_, at) => at % step === 0)
  return columns.map((column, at) => {
    const style = styles[at]
    if (column.width !== undefined || style === undefined) return column.width ?? 120
    const widest = sampled.reduce((most, row) => Math.max(most, textWidth(cellText(column, row, style))), 0)
    const header = Math.max(textWidth(column.title) + 14, textWidth(headerUnit(column, style)) * 0.85)
    return Math.round(Math.min(360, Math.max(64, widest, header) + padding))
  })
}

export function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e80 ? 13 : 7.5), 0)
}
