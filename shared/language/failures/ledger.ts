// Failures of the workspace file.
import { entry } from './entry.ts'

export const ledgerFailures = {
  'no-workspace': entry(
    'missing-data',
    () => ({
      what: 'No workspace is open.',
      meaning: 'There is nothing to read or change yet.',
      action: 'Open a workspace, create one, or open the sample.',
    }),
    () => ({ what: '尚未打开工作区。', meaning: '暂无可读取或修改的数据。', action: '请打开或新建工作区，或打开示例。' }),
  ),
  'workspace-missing': entry(
    'missing-data',
    (p) => ({
      what: `There is no workspace at ${p.file}.`,
      meaning: 'Nothing was opened and nothing was created.',
      action: 'Check the path, or create a new workspace.',
    }),
    (p) => ({ what: `${p.file} 处没有工作区。`, meaning: '未打开也未新建任何文件。', action: '请检查路径，或新建工作区。' }),
  ),
  'workspace-in-use': entry(
    'not-applicable',
    (p) => ({
      what: `${p.file} is open in another window or process.`,
      meaning: 'Only one of them may hold the file, so it was not opened here.',
      action: 'Close it there, then try again.',
    }),
    (p) => ({
      what: `${p.file} 正被另一窗口或进程使用。`,
      meaning: '同一文件只能由一方打开，此处未打开。',
      action: '请先在另一处关闭，再重试。',
    }),
  ),
  'newer-workspace': entry(
    'not-applicable',
    (p) => ({
      what: `${p.file} was made with a newer version (format ${p.made}; this version knows ${p.have}).`,
      meaning: 'It was not changed. Writing to it with this version could lose what is new in it.',
      action: 'Open it read-only, or update Ballast.',
    }),
    (p) => ({
      what: `${p.file} 由更新的版本创建（格式 ${p.made}，本版本支持到 ${p.have}）。`,
      meaning: '文件未作任何改动。用本版本写入可能丢失其中的新内容。',
      action: '请以只读方式打开，或升级 Ballast。',
    }),
  ),
  'older-workspace': entry(
    'not-applicable',
    (p) => ({
      what: `${p.file} has an older format (${p.made}; this version uses ${p.have}).`,
      meaning: 'It has to be brought up to date first, and read-only access does not allow that.',
      action: 'Open it once with write access.',
    }),
    (p) => ({
      what: `${p.file} 的格式较旧（${p.made}，本版本使用 ${p.have}）。`,
      meaning: '须先升级格式，而只读方式无法升级。',
      action: '请先以可写方式打开一次。',
    }),
  ),
  'not-a-workspace': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is a database, but not a Ballast workspace.`,
      meaning: 'It was left as it is.',
      action: 'Choose a file that Ballast created.',
    }),
    (p) => ({
      what: `${p.file} 是数据库文件，但不是 Ballast 工作区。`,
      meaning: '文件保持原样。',
      action: '请选择由 Ballast 创建的文件。',
    }),
  ),
  'damaged-workspace': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} cannot be read as a workspace: ${p.reason}.`,
      meaning: 'It is damaged or another kind of file. It was left exactly as it is.',
      action: 'Restore a copy of the file, or import the exports again into a new workspace.',
    }),
    (p) => ({
      what: `无法将 ${p.file} 作为工作区读取：${p.reason}。`,
      meaning: '文件已损坏或不是工作区。文件保持原样，未作改动。',
      action: '请恢复备份，或新建工作区后重新导入。',
    }),
  ),
  'workspace-cut-short': entry(
    'not-applicable',
    (p) => ({
      what: `${p.file} was being written when the program or the computer was stopped.`,
      meaning: 'Nothing is lost, but the file has to be put in order first, and read-only access does not allow that.',
      action: 'Open it once with write access.',
    }),
    (p) => ({
      what: `${p.file} 在写入过程中因程序或电脑停止而中断。`,
      meaning: '数据没有丢失，但须先整理文件，而只读方式无法整理。',
      action: '请先以可写方式打开一次。',
    }),
  ),
  'not-writable': entry(
    'not-applicable',
    (p) => ({
      what: `${p.file} cannot be written: ${p.reason}.`,
      meaning: 'Nothing was changed.',
      action: 'Choose a folder you may write to, or open the workspace read-only.',
    }),
    (p) => ({
      what: `无法写入 ${p.file}：${p.reason}。`,
      meaning: '未作任何修改。',
      action: '请选择有写入权限的文件夹，或以只读方式打开。',
    }),
  ),
  'disk-full': entry(
    'not-applicable',
    (p) => ({
      what: `The disk that holds ${p.file} is full.`,
      meaning: 'This change was not saved. Everything saved before it is intact.',
      action: 'Free some space, open the workspace again, and repeat the change.',
    }),
    (p) => ({
      what: `${p.file} 所在磁盘空间已满。`,
      meaning: '本次修改未保存，此前已保存的内容完好。',
      action: '请释放空间，重新打开工作区后再操作一次。',
    }),
  ),
  'read-only-workspace': entry(
    'not-applicable',
    (p) => ({ what: `${p.file} is open read-only.`, meaning: 'Nothing was changed.', action: 'Open it with write access to change it.' }),
    (p) => ({ what: `${p.file} 以只读方式打开。`, meaning: '未作任何修改。', action: '如需修改，请以可写方式打开。' }),
  ),
  'import-in-progress': entry(
    'not-applicable',
    () => ({
      what: 'Another import is being prepared.',
      meaning: 'One import is prepared at a time.',
      action: 'Commit or discard it first.',
    }),
    () => ({ what: '已有一次导入正在准备中。', meaning: '同一时间只能准备一次导入。', action: '请先提交或放弃该次导入。' }),
  ),
  'import-finished': entry(
    'stale',
    () => ({ what: 'This import was already committed or discarded.', meaning: 'Nothing was changed.', action: 'Choose the files again.' }),
    () => ({ what: '该次导入已提交或已放弃。', meaning: '未作任何修改。', action: '请重新选择文件。' }),
  ),
  'amount-out-of-range': entry(
    'invalid-input',
    (p) => ({
      what: `The ledger cannot hold ${p.field} = ${p.value}.`,
      meaning: 'Nothing was changed.',
      action: 'Check the value in the file; it is beyond any real bill.',
    }),
    (p) => ({
      what: `账簿无法容纳 ${p.field} = ${p.value}。`,
      meaning: '未作任何修改。',
      action: '请核对文件中的数值，它超出了任何真实账单的范围。',
    }),
  ),
  'price-out-of-range': entry(
    'invalid-input',
    (p) => ({
      what: `"${p.price}" is not a price per million tokens.`,
      meaning: 'The price was not entered.',
      action: 'Enter a number from 0 to 9,999,999 with at most 12 decimals.',
    }),
    (p) => ({
      what: `“${p.price}”不是有效的每百万 token 价格。`,
      meaning: '价格未录入。',
      action: '请输入 0 至 9,999,999 之间、最多 12 位小数的数字。',
    }),
  ),
  'bad-price-hours': entry(
    'invalid-input',
    (p) => ({
      what: `${p.from} to ${p.to} are not hours of a day.`,
      meaning: 'The price was not entered.',
      action: 'Enter UTC hours from 0 to 24 in steps of half an hour, the end after the start, such as 0.5-16.5.',
    }),
    (p) => ({
      what: `${p.from} 至 ${p.to} 不是一天之内的时段。`,
      meaning: '价格未录入。',
      action: '请输入 0 至 24 之间的 UTC 小时，以半小时为单位，结束须晚于开始，例如 0.5-16.5。',
    }),
  ),
  'discount-out-of-range': entry(
    'invalid-input',
    (p) => ({
      what: `"${p.percent}" is not a discount in percent.`,
      meaning: 'The discount was not entered.',
      action: 'Enter a number from -100 to 100 with at most 6 decimals, such as 12.5.',
    }),
    (p) => ({
      what: `“${p.percent}”不是有效的折扣百分比。`,
      meaning: '折扣未录入。',
      action: '请输入 -100 至 100 之间、最多 6 位小数的数字，例如 12.5。',
    }),
  ),
  'no-such-discount': entry(
    'invalid-input',
    (p) => ({
      what: `There is no discount "${p.id}".`,
      meaning: 'Nothing was changed.',
      action: 'List the discounts: each has its id, and one that was removed is in force no more.',
    }),
    (p) => ({ what: `没有折扣“${p.id}”。`, meaning: '未作任何修改。', action: '请列出折扣查看编号；已移除的折扣不再有效。' }),
  ),
  'no-such-rate': entry(
    'invalid-input',
    (p) => ({
      what: `There is no rate from ${p.base} to ${p.quote} that begins on ${p.from}.`,
      meaning: 'Nothing was changed.',
      action: 'List the rates: a rate is named by its pair and its first day.',
    }),
    (p) => ({
      what: `没有自 ${p.from} 起的 ${p.base} 兑 ${p.quote} 汇率。`,
      meaning: '未作任何修改。',
      action: '请列出汇率：汇率由币种对和起始日确定。',
    }),
  ),
  'no-such-overlap': entry(
    'invalid-input',
    (p) => ({
      what: `No source "${p.family}" of ${p.provider} tells of the same use as another.`,
      meaning: 'Nothing was changed.',
      action: 'List the overlaps: a choice is only needed for a source that gives way to another.',
    }),
    (p) => ({
      what: `${p.provider} 没有与其他来源重复的来源“${p.family}”。`,
      meaning: '未作任何修改。',
      action: '请列出重叠来源：仅对让位于其他来源的来源需要选择。',
    }),
  ),
  'bad-rate': entry(
    'invalid-input',
    (p) => ({
      what: `"${p.rate}" is not a rate from ${p.base} to ${p.quote}.`,
      meaning: 'The rate was not entered.',
      action: 'Enter a number above 0 with at most 14 decimals, for two different currencies.',
    }),
    (p) => ({
      what: `“${p.rate}”不是有效的 ${p.base} 兑 ${p.quote} 汇率。`,
      meaning: '汇率未录入。',
      action: '请为两种不同的币种输入大于 0、最多 14 位小数的数字。',
    }),
  ),
  'bad-price-period': entry(
    'invalid-input',
    (p) => ({
      what: `${p.from} to ${p.to} is not a period.`,
      meaning: 'Nothing was entered.',
      action: 'Enter real dates; the end must be later than the start.',
    }),
    (p) => ({
      what: `期间 ${p.from} 至 ${p.to} 无效。`,
      meaning: '未录入任何内容。',
      action: '请输入真实日期，且结束日期须晚于开始日期。',
    }),
  ),
  'workspace-exists': entry(
    'invalid-input',
    (p) => ({
      what: `There is already a workspace at ${p.file}.`,
      meaning: 'It was not touched.',
      action: 'Open it, or choose another name.',
    }),
    (p) => ({ what: `${p.file} 处已有工作区。`, meaning: '未作任何改动。', action: '请打开该工作区，或换一个名称。' }),
  ),
  'chain-broken': entry(
    'unreadable-file',
    (p) => ({
      what: `The workspace's log does not hold from entry ${p.n} on.`,
      meaning: 'The file was changed outside Ballast, or damaged. Its numbers cannot be relied on.',
      action: 'Restore a copy made before, and compare.',
    }),
    (p) => ({
      what: `工作区日志自第 ${p.n} 条起校验不符。`,
      meaning: '文件曾在 Ballast 之外被修改或已损坏，其数字不可依赖。',
      action: '请恢复此前的副本并比对。',
    }),
  ),
}
