// Failures while writing documents.
import { entry } from './entry.ts'

export const reportFailures = {
  'no-browser': entry(
    'missing-data',
    () => ({
      what: 'The PDF needs a Chromium and none was found.',
      meaning: 'The workbook, CSV and JSON were written; the PDF was not.',
      action: 'Set CHROMIUM_PATH to a Chromium or Chrome.',
    }),
    () => ({
      what: '生成 PDF 需要 Chromium，但未找到。',
      meaning: '工作簿、CSV 与 JSON 已写出，PDF 未生成。',
      action: '请将 CHROMIUM_PATH 指向 Chromium 或 Chrome。',
    }),
  ),
  'report-disk-full': entry(
    'missing-data',
    (p) => ({
      what: `There is no room left on the disk for ${p.path}.`,
      meaning: 'No document of this version took its name; earlier documents are unchanged.',
      action: 'Free some space or choose another folder, then export again.',
    }),
    (p) => ({
      what: `磁盘空间不足，无法写入 ${p.path}。`,
      meaning: '本版文件均未生效，此前的文件保持不变。',
      action: '请清理空间或更换文件夹后重新导出。',
    }),
  ),
  'report-no-permission': entry(
    'invalid-input',
    (p) => ({
      what: `Writing ${p.path} is not permitted.`,
      meaning: 'The document was not written; an earlier one is unchanged.',
      action: 'Choose a folder you may write to, then export again.',
    }),
    (p) => ({
      what: `没有写入 ${p.path} 的权限。`,
      meaning: '该文件未写出，此前的文件保持不变。',
      action: '请选择有写入权限的文件夹后重新导出。',
    }),
  ),
  'report-file-in-use': entry(
    'invalid-input',
    (p) => ({
      what: `${p.path} is held by another program, for example an open workbook, or is a folder.`,
      meaning: 'It was not replaced. Other documents of this version may have been written.',
      action: 'Close it in the other program, then export again.',
    }),
    (p) => ({
      what: `${p.path} 正被其他程序占用（例如已打开的工作簿），或为文件夹。`,
      meaning: '该文件未被替换，本版其他文件可能已写出。',
      action: '请在其他程序中关闭后重新导出。',
    }),
  ),
  'report-folder-is-file': entry(
    'invalid-input',
    (p) => ({
      what: `${p.path} cannot be a folder: a file stands in its place.`,
      meaning: 'No document was written.',
      action: 'Choose another folder, then export again.',
    }),
    (p) => ({ what: `${p.path} 处已有同名文件，无法作为文件夹。`, meaning: '未写出任何文件。', action: '请选择其他文件夹后重新导出。' }),
  ),
  'report-name-too-long': entry(
    'invalid-input',
    (p) => ({
      what: `The name ${p.path} is longer than the disk allows.`,
      meaning: 'The document was not written.',
      action: 'Choose a folder with a shorter path, then export again.',
    }),
    (p) => ({ what: `名称 ${p.path} 超过磁盘允许的长度。`, meaning: '该文件未写出。', action: '请选择路径较短的文件夹后重新导出。' }),
  ),
}
