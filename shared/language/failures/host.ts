// Failures at the boundary: commands, frames, the loopback host.
import { entry } from './entry.ts'

export const hostFailures = {
  'unknown-command': entry(
    'invalid-input',
    (p) => ({ what: `There is no command "${p.name}".`, meaning: 'Nothing was changed.', action: 'Check the name.' }),
    (p) => ({ what: `没有名为“${p.name}”的命令。`, meaning: '未作任何修改。', action: '请检查名称。' }),
  ),
  'bad-arguments': entry(
    'invalid-input',
    (p) => ({
      what: `${p.name}: ${p.field} is not usable (${p.problem}).`,
      meaning: 'Nothing was changed.',
      action: 'Correct the value and try again.',
    }),
    (p) => ({ what: `${p.name}：${p.field} 的值不可用（${p.problem}）。`, meaning: '未作任何修改。', action: '请更正后重试。' }),
  ),
  'out-of-turn': entry(
    'invalid-input',
    () => ({ what: 'A message came out of turn.', meaning: 'The connection was closed; nothing was changed.', action: 'Reload the page.' }),
    () => ({ what: '收到顺序不符的消息。', meaning: '连接已关闭，未作任何修改。', action: '请重新载入页面。' }),
  ),
  'other-version': entry(
    'not-applicable',
    (p) => ({
      what: `This page or script speaks version ${p.theirs}; the program speaks ${p.ours}.`,
      meaning: 'Nothing was read or changed.',
      action: 'Reload the page, or use the script that came with this program.',
    }),
    (p) => ({
      what: `页面或脚本的通信版本为 ${p.theirs}，本程序为 ${p.ours}。`,
      meaning: '未读取或修改任何数据。',
      action: '请重新载入页面，或使用随本程序提供的脚本。',
    }),
  ),
  'wrong-token': entry(
    'not-applicable',
    () => ({
      what: 'The address belongs to an earlier start of the program.',
      meaning: 'Nothing was read or changed.',
      action: 'Open the address the program printed when it started.',
    }),
    () => ({ what: '该地址属于程序此前的一次启动。', meaning: '未读取或修改任何数据。', action: '请打开程序本次启动时显示的地址。' }),
  ),
  'connection-closed': entry(
    'not-applicable',
    () => ({
      what: 'The connection to the program ended.',
      meaning: 'Saved data is unaffected; the running step may not have finished.',
      action: 'Start the program again and check the last step.',
    }),
    () => ({
      what: '与程序的连接已断开。',
      meaning: '已保存的数据未受影响，正在执行的步骤可能未完成。',
      action: '请重新启动程序并核对最后一步。',
    }),
  ),
  cancelled: entry(
    'cancelled',
    () => ({ what: 'Cancelled.', meaning: 'Nothing was changed.', action: '' }),
    () => ({ what: '已取消。', meaning: '未作任何修改。', action: '' }),
  ),
  'port-taken': entry(
    'not-applicable',
    (p) => ({
      what: `Port ${p.port} cannot be used; another program may have it.`,
      meaning: 'The program was not started.',
      action: 'Leave --port away to take any free port.',
    }),
    (p) => ({
      what: `端口 ${p.port} 无法使用，可能已被其他程序占用。`,
      meaning: '程序未启动。',
      action: '去掉 --port 参数即可使用任意空闲端口。',
    }),
  ),
  'upload-refused': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.name} could not be handed to the program: ${p.reason}`,
      meaning: 'No row of it was read.',
      action: 'Choose the file again, or import it with the command line, which reads it in place.',
    }),
    (p) => ({
      what: `无法将 ${p.name} 交给程序：${p.reason}`,
      meaning: '未读取其中任何一行。',
      action: '请重新选择文件，或使用命令行导入（直接就地读取）。',
    }),
  ),
}
