// September of one vendor as a preview tells it: 10,452 rows read, most new, 40 rejected. For the tests of the import screen.
import type { FilePreviewData, ImportPreviewData } from '../../shared/contract/import-commands.ts'

export const counted = (rows: number, usd = '0') => ({ rows, money: { USD: usd } })

export const fileOf = (part: Partial<FilePreviewData> = {}): FilePreviewData => ({
  file: 'september.csv',
  format: 'generic-csv',
  recognition: null,
  encoding: 'utf-8',
  delimiter: ',',
  decimalMark: '.',
  dateOrder: 'ymd',
  zone: 'UTC',
  sizeBytes: 1,
  sha256: '',
  firstDay: '2026-09-01',
  lastDay: '2026-09-30',
  read: counted(10_452, '471204.18'),
  new: counted(10_380, '468930.02'),
  updated: counted(0),
  unchanged: counted(32, '1102.40'),
  rejected: counted(40, '1171.76'),
  rejectCounts: [],
  rejects: [],
  questions: [],
  answers: [],
  columns: [],
  mapping: null,
  skipped: [],
  totals: {
    inputUncached: '0',
    cacheRead: '0',
    cacheWrite: '0',
    cacheWrite5m: '0',
    cacheWrite1h: '0',
    output: '0',
    reasoning: '0',
    requests: '0',
    gpuHours: '0',
    billed: {},
    list: {},
    contracted: {},
    byKind: {},
    estimated: {},
  },
  notes: [],
  failure: null,
  ...part,
})

export const previewOf = (files: FilePreviewData[], part: Partial<ImportPreviewData> = {}): ImportPreviewData => {
  const { read, rejected, unchanged, updated, new: fresh } = files[0] ?? fileOf()
  return {
    id: 'p1',
    files,
    totals: { read, new: fresh, updated, unchanged, rejected },
    retired: counted(0),
    decisions: [],
    months: [],
    days: [],
    unpriced: [],
    mode: 'auto',
    committable: true,
    ...part,
  }
}
