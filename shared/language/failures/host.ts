// Failures at the boundary: commands, frames, the loopback host.
import { entry } from './entry.ts'

export const hostFailures = {
  'unknown-command': entry(
    'invalid-input',
    (p) => ({ what: `There is no command "${p.name}".`, meaning: 'Nothing was changed.', action: 'Check the name.' }),
    (p) => ({ what: `没有名为“${p.name}”的命令。`, meaning: '未作任何修改。', action: '请检查名称。' }),
  ),
}
