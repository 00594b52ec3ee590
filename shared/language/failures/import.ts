// Failures while reading a usage export.
import { entry } from './entry.ts'

export const importFailures = {
  'empty-file': entry(
    'unreadable-file',
    (p) => ({ what: `${p.file} is empty (0 bytes).`, meaning: 'Nothing was read from it.', action: 'Export the file again and drop the new copy.' }),
    (p) => ({ what: `${p.file} 是空文件（0 字节）。`, meaning: '未从中读取任何数据。', action: '请重新导出后再拖入。' }),
  ),
}
