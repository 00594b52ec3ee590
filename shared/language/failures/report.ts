// Failures while writing documents.
import { entry } from './entry.ts'

export const reportFailures = {
  'no-browser': entry(
    'missing-data',
    () => ({ what: 'The PDF needs a Chromium and none was found.', meaning: 'The workbook, CSV and JSON were written; the PDF was not.', action: 'Set CHROMIUM_PATH to a Chromium or Chrome.' }),
    () => ({ what: '生成 PDF 需要 Chromium，但未找到。', meaning: '工作簿、CSV 与 JSON 已写出，PDF 未生成。', action: '请将 CHROMIUM_PATH 指向 Chromium 或 Chrome。' }),
  ),
}
