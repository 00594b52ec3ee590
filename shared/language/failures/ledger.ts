// Failures of the workspace file.
import { entry } from './entry.ts'

export const ledgerFailures = {
  'no-workspace': entry(
    'missing-data',
    () => ({ what: 'No workspace is open.', meaning: 'There is nothing to read or change yet.', action: 'Open a workspace, create one, or open the sample.' }),
    () => ({ what: '尚未打开工作区。', meaning: '暂无可读取或修改的数据。', action: '请打开或新建工作区，或打开示例。' }),
  ),
}
