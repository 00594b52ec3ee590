// The columns by which a list of refused rows tells why each was refused, in front of the row's own columns. The page
// writes them; an importer that is given the mended list knows them and reads the rest.

export const rejectListColumns = [
  'ballast_file',
  'ballast_line',
  'ballast_column',
  'ballast_value',
  'ballast_code',
  'ballast_reason',
  'ballast_amount',
  'ballast_currency',
] as const

const names: ReadonlySet<string> = new Set(rejectListColumns)

export const isRejectListColumn = (column: string): boolean => names.has(column.toLowerCase())
