// Failures while reading a usage export. A failure concerns a whole file: nothing of it is taken.
import { fileKindTexts } from '../file-kind.ts'
import { describeReject } from '../reject.ts'
import type { Language } from '../text.ts'
import { entry } from './entry.ts'

const kindWords = (words: Readonly<Record<string, string>>, kind: string | undefined) => words[kind ?? ''] ?? words.binary ?? ''

const officeKinds: ReadonlySet<string> = new Set(['old-office', 'xlsb', 'ods', 'numbers', 'document'])

/** Why a row was refused, from the fields of its reject. */
function refusal(
  { line, column = '', value = '', code = '', amount = '', currency = '' }: Record<string, string>,
  language: Language,
): string {
  return describeReject({ line: Number(line ?? 0), column, value, code, amount, currency }, language)
}

const nothingTaken = { en: 'Nothing was taken from it.', zh: '未从中导入任何数据。' }

export const importFailures = {
  'empty-file': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is empty (0 bytes).`,
      meaning: 'Nothing was read from it.',
      action: 'Export the file again and drop the new copy.',
    }),
    (p) => ({ what: `${p.file} 是空文件（0 字节）。`, meaning: '未从中读取任何数据。', action: '请重新导出后再拖入。' }),
  ),
  'file-not-found': entry(
    'unreadable-file',
    (p) => ({ what: `There is no file ${p.file}.`, meaning: 'Nothing was read.', action: 'Check the name and the folder.' }),
    (p) => ({ what: `找不到文件 ${p.file}。`, meaning: '未读取任何数据。', action: '请检查文件名与所在文件夹。' }),
  ),
  'is-a-folder': entry(
    'invalid-input',
    (p) => ({
      what: `${p.file} is a folder.`,
      meaning: 'Nothing was read.',
      action: 'Import it as a folder, or name the files inside it.',
    }),
    (p) => ({ what: `${p.file} 是文件夹。`, meaning: '未读取任何数据。', action: '请按文件夹导入，或指定其中的文件。' }),
  ),
  'not-a-plain-file': entry(
    'invalid-input',
    (p) => ({ what: `${p.file} is not an ordinary file.`, meaning: 'Nothing was read.', action: 'Save the export to disk first.' }),
    (p) => ({ what: `${p.file} 不是普通文件。`, meaning: '未读取任何数据。', action: '请先将导出内容保存到磁盘。' }),
  ),
  'file-not-permitted': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} may not be read by this user.`,
      meaning: 'Nothing was read.',
      action: 'Change its permissions or copy it elsewhere.',
    }),
    (p) => ({ what: `当前用户无权读取 ${p.file}。`, meaning: '未读取任何数据。', action: '请修改权限或复制到其他位置。' }),
  ),
  'file-unreadable': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} could not be read: ${p.reason}.`,
      meaning: nothingTaken.en,
      action: 'Copy the file to a local disk and try again.',
    }),
    (p) => ({ what: `无法读取 ${p.file}：${p.reason}。`, meaning: nothingTaken.zh, action: '请将文件复制到本地磁盘后重试。' }),
  ),
  'file-changed': entry(
    'stale',
    (p) => ({
      what: `${p.file} changed while it was being imported.`,
      meaning: nothingTaken.en,
      action: 'Wait until it is written completely and import it again.',
    }),
    (p) => ({ what: `${p.file} 在导入过程中被修改。`, meaning: nothingTaken.zh, action: '请等文件写完后重新导入。' }),
  ),
  'foreign-file': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is ${kindWords(fileKindTexts.en, p.kind)}, not a text export.`,
      meaning: nothingTaken.en,
      action: officeKinds.has(p.kind ?? '')
        ? 'Save it as an Excel workbook (XLSX) or as CSV UTF-8 and import that.'
        : 'Import the CSV, JSON or XLSX export, or a ZIP archive of them.',
    }),
    (p) => ({
      what: `${p.file} 是${kindWords(fileKindTexts.zh, p.kind)}，不是文本导出文件。`,
      meaning: nothingTaken.zh,
      action: officeKinds.has(p.kind ?? '')
        ? '请另存为 Excel 工作簿（XLSX）或 CSV UTF-8 后导入。'
        : '请导入 CSV、JSON 或 XLSX 导出文件，或包含它们的 ZIP 压缩包。',
    }),
  ),
  'several-tables': entry(
    'invalid-input',
    (p) => ({
      what: `${p.file} holds more than one table: ${p.names}.`,
      meaning: 'Nothing was read.',
      action: 'Import the whole file, or save the table you mean on its own.',
    }),
    (p) => ({ what: `${p.file} 包含多个表：${p.names}。`, meaning: '未读取任何数据。', action: '请导入整个文件，或将所需的表单独保存。' }),
  ),
  'nothing-inside': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} holds no table.`,
      meaning: nothingTaken.en,
      action: 'Check that it is the usage or cost export, and download it again.',
    }),
    (p) => ({ what: `${p.file} 中没有任何表。`, meaning: nothingTaken.zh, action: '请确认它是用量或费用导出文件，然后重新下载。' }),
  ),
  'folder-too-deep': entry(
    'invalid-input',
    (p) => ({
      what: `${p.file} lies more than ${p.limit} folders deep.`,
      meaning: 'What is below it was not read.',
      action: 'Import that folder by itself.',
    }),
    (p) => ({ what: `${p.file} 的文件夹层数超过 ${p.limit} 层。`, meaning: '其下的内容未被读取。', action: '请单独导入该文件夹。' }),
  ),
  'too-many-files': entry(
    'invalid-input',
    (p) => ({
      what: `${p.file} holds more than ${p.limit} files.`,
      meaning: 'Nothing was read.',
      action: 'Import it in parts, for example month by month.',
    }),
    (p) => ({ what: `${p.file} 中的文件超过 ${p.limit} 个。`, meaning: '未读取任何数据。', action: '请分批导入，例如按月导入。' }),
  ),
  'zip-cut': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} ends before the table of contents of its ZIP archive.`,
      meaning: `The download is incomplete. ${nothingTaken.en}`,
      action: 'Download the file again.',
    }),
    (p) => ({ what: `${p.file} 在 ZIP 目录之前就结束了。`, meaning: `下载不完整。${nothingTaken.zh}`, action: '请重新下载。' }),
  ),
  'zip-damaged': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} does not unpack to what its ZIP archive promises.`,
      meaning: `The archive is damaged. ${nothingTaken.en}`,
      action: 'Download the file again.',
    }),
    (p) => ({ what: `${p.file} 解压后的内容与 ZIP 目录不符。`, meaning: `压缩包已损坏。${nothingTaken.zh}`, action: '请重新下载。' }),
  ),
  'zip-encrypted': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is encrypted inside its ZIP archive.`,
      meaning: nothingTaken.en,
      action: 'Unpack the archive with its password and import the files.',
    }),
    (p) => ({ what: `${p.file} 在 ZIP 压缩包中已加密。`, meaning: nothingTaken.zh, action: '请用密码解压后导入其中的文件。' }),
  ),
  'zip-method': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is packed in a way that is rare in ZIP archives.`,
      meaning: nothingTaken.en,
      action: 'Unpack the archive and import the files, or pack them again as an ordinary ZIP.',
    }),
    (p) => ({
      what: `${p.file} 采用了 ZIP 中少见的压缩方式。`,
      meaning: nothingTaken.zh,
      action: '请解压后导入其中的文件，或重新打包为普通 ZIP。',
    }),
  ),
  'zip-in-zip': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is a ZIP archive inside another.`,
      meaning: nothingTaken.en,
      action: 'Unpack the outer archive and import the inner one.',
    }),
    (p) => ({
      what: `${p.file} 是另一个 ZIP 压缩包中的压缩包。`,
      meaning: nothingTaken.zh,
      action: '请先解压外层压缩包，再导入内层压缩包。',
    }),
  ),
  'unpacks-too-large': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} would unpack to far more than a table of its size holds.`,
      meaning: `It may be made to fill the disk. ${nothingTaken.en}`,
      action: 'Make sure where it comes from; if it is right, unpack it and import the files.',
    }),
    (p) => ({
      what: `${p.file} 解压后的大小远超正常表格。`,
      meaning: `它可能是用来占满磁盘的恶意文件。${nothingTaken.zh}`,
      action: '请确认其来源；若无误，请自行解压后导入其中的文件。',
    }),
  ),
  'workbook-encrypted': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is a workbook behind a password.`,
      meaning: nothingTaken.en,
      action: 'Open it with its password, save a copy without one, and import the copy.',
    }),
    (p) => ({ what: `${p.file} 是带密码的工作簿。`, meaning: nothingTaken.zh, action: '请用密码打开，另存一份不带密码的副本后导入。' }),
  ),
  'workbook-damaged': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is an Excel workbook whose sheets cannot be read.`,
      meaning: nothingTaken.en,
      action: 'Open it in a spreadsheet and save it again as XLSX or CSV UTF-8.',
    }),
    (p) => ({
      what: `${p.file} 是工作表无法读取的 Excel 工作簿。`,
      meaning: nothingTaken.zh,
      action: '请用电子表格软件打开并重新另存为 XLSX 或 CSV UTF-8。',
    }),
  ),
  'zstd-cut': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} ends in the middle of its Zstandard data.`,
      meaning: `The download is incomplete. ${nothingTaken.en}`,
      action: 'Download the file again.',
    }),
    (p) => ({ what: `${p.file} 的 Zstandard 数据在中途结束。`, meaning: `下载不完整。${nothingTaken.zh}`, action: '请重新下载。' }),
  ),
  'zstd-damaged': entry(
    'unreadable-file',
    (p) => ({ what: `${p.file} has damaged Zstandard data.`, meaning: nothingTaken.en, action: 'Download the file again.' }),
    (p) => ({ what: `${p.file} 的 Zstandard 数据已损坏。`, meaning: nothingTaken.zh, action: '请重新下载。' }),
  ),
  'gzip-cut': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} ends in the middle of its gzip data.`,
      meaning: `The download is incomplete. ${nothingTaken.en}`,
      action: 'Download the file again.',
    }),
    (p) => ({ what: `${p.file} 的 gzip 数据在中途结束。`, meaning: `下载不完整。${nothingTaken.zh}`, action: '请重新下载。' }),
  ),
  'gzip-damaged': entry(
    'unreadable-file',
    (p) => ({ what: `${p.file} has damaged gzip data.`, meaning: nothingTaken.en, action: 'Download the file again.' }),
    (p) => ({ what: `${p.file} 的 gzip 数据已损坏。`, meaning: nothingTaken.zh, action: '请重新下载。' }),
  ),
  'json-cut': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is cut off on line ${p.line}, after "${p.near}".`,
      meaning: `The JSON is incomplete. ${nothingTaken.en}`,
      action: 'Export the page again.',
    }),
    (p) => ({
      what: `${p.file} 在第 ${p.line} 行“${p.near}”之后被截断。`,
      meaning: `JSON 不完整。${nothingTaken.zh}`,
      action: '请重新导出。',
    }),
  ),
  'json-broken': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is not valid JSON on line ${p.line}, near "${p.near}".`,
      meaning: nothingTaken.en,
      action: 'Export the page again, unedited.',
    }),
    (p) => ({
      what: `${p.file} 第 ${p.line} 行“${p.near}”附近不是有效的 JSON。`,
      meaning: nothingTaken.zh,
      action: '请重新导出，且不要手工修改。',
    }),
  ),
  'json-too-large': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} has one piece of JSON of more than ${p.limit} MB.`,
      meaning: `It cannot be read in one piece. ${nothingTaken.en}`,
      action: 'Save one page per file, or one object per line (JSON lines).',
    }),
    (p) => ({
      what: `${p.file} 中有超过 ${p.limit} MB 的单段 JSON。`,
      meaning: `无法整体读取。${nothingTaken.zh}`,
      action: '请每个文件保存一页，或改为每行一个对象（JSON Lines）。',
    }),
  ),
  'json-without-rows': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is JSON without a list of usage or cost rows.`,
      meaning: nothingTaken.en,
      action: 'Save the answer of the usage or cost interface as it came.',
    }),
    (p) => ({
      what: `${p.file} 是 JSON，但其中没有用量或费用记录列表。`,
      meaning: nothingTaken.zh,
      action: '请原样保存用量或费用接口的返回内容。',
    }),
  ),
  'quote-never-closed': entry(
    'unreadable-file',
    (p) => ({
      what: `A quotation mark opened on line ${p.line} of ${p.file} is never closed.`,
      meaning: `The file is cut off or damaged there. ${nothingTaken.en}`,
      action: 'Export the file again.',
    }),
    (p) => ({
      what: `${p.file} 第 ${p.line} 行的引号没有闭合。`,
      meaning: `文件在此处被截断或损坏。${nothingTaken.zh}`,
      action: '请重新导出。',
    }),
  ),
  'record-too-long': entry(
    'unreadable-file',
    (p) => ({
      what: `The row on line ${p.line} of ${p.file} is longer than a million characters.`,
      meaning: `Probably a quotation mark is never closed. ${nothingTaken.en}`,
      action: 'Export the file again.',
    }),
    (p) => ({
      what: `${p.file} 第 ${p.line} 行超过一百万个字符。`,
      meaning: `可能有引号未闭合。${nothingTaken.zh}`,
      action: '请重新导出。',
    }),
  ),
  'no-header': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} has no header: its first row holds values (${p.sample}).`,
      meaning: nothingTaken.en,
      action: 'Add a first row that names the columns.',
    }),
    (p) => ({ what: `${p.file} 没有表头：第一行是数据（${p.sample}）。`, meaning: nothingTaken.zh, action: '请在首行补充列名。' }),
  ),
  'reject-list-only': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is a list of refused rows that says why, without the rows themselves.`,
      meaning: nothingTaken.en,
      action: 'Mend the rows while their import is checked, or download the list there: it then holds the rows.',
    }),
    (p) => ({
      what: `${p.file} 是被拒绝行的清单，只有原因，没有原始行。`,
      meaning: nothingTaken.zh,
      action: '请在核对导入时直接修正这些行，或在该步骤下载清单（其中包含原始行）。',
    }),
  ),
  'no-columns': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is text without columns: no comma, semicolon, tab or bar divides its lines.`,
      meaning: nothingTaken.en,
      action: 'Import a CSV or JSON export.',
    }),
    (p) => ({
      what: `${p.file} 是没有分列的文本：未发现逗号、分号、制表符或竖线分隔。`,
      meaning: nothingTaken.zh,
      action: '请导入 CSV 或 JSON 导出文件。',
    }),
  ),
  'unknown-format': entry(
    'invalid-input',
    (p) => ({ what: `There is no import format "${p.format}".`, meaning: 'Nothing was read.', action: `Use one of: ${p.known}.` }),
    (p) => ({ what: `没有名为“${p.format}”的导入格式。`, meaning: '未读取任何数据。', action: `可用格式：${p.known}。` }),
  ),
  'wrong-format': entry(
    'invalid-input',
    (p) => ({
      what: `${p.file} is not ${p.format}: it lacks ${p.missing}.`,
      meaning: nothingTaken.en,
      action: 'Leave the format out to have it recognised.',
    }),
    (p) => ({ what: `${p.file} 不是 ${p.format}：缺少 ${p.missing}。`, meaning: nothingTaken.zh, action: '不指定格式即可自动识别。' }),
  ),
  'bad-mapping': entry(
    'invalid-input',
    (p) => ({
      what: `The mapping is not valid at ${p.field}: ${p.reason}.`,
      meaning: 'Nothing was read.',
      action: 'Correct the mapping profile.',
    }),
    (p) => ({ what: `列映射配置在 ${p.field} 处无效：${p.reason}。`, meaning: '未读取任何数据。', action: '请修正映射配置。' }),
  ),
  'mapped-column-missing': entry(
    'invalid-input',
    (p) => ({
      what: `The mapping takes ${p.field} from "${p.column}", and ${p.file} has no such column.`,
      meaning: nothingTaken.en,
      action: `Choose one of: ${p.columns}.`,
    }),
    (p) => ({
      what: `映射要求从“${p.column}”列读取 ${p.field}，但 ${p.file} 没有该列。`,
      meaning: nothingTaken.zh,
      action: `可选列：${p.columns}。`,
    }),
  ),
  'bad-encoding': entry(
    'invalid-input',
    (p) => ({
      what: `"${p.encoding}" is not an encoding that can be read.`,
      meaning: 'Nothing was read.',
      action: 'Use utf-8, utf-16le, utf-16be, gb18030 or windows-1252.',
    }),
    (p) => ({
      what: `不支持编码“${p.encoding}”。`,
      meaning: '未读取任何数据。',
      action: '可用编码：utf-8、utf-16le、utf-16be、gb18030、windows-1252。',
    }),
  ),
  'bad-zone': entry(
    'invalid-input',
    (p) => ({
      what: `"${p.zone}" is not a time zone.`,
      meaning: 'Nothing was read.',
      action: 'Use a name such as Asia/Shanghai, UTC, or an offset such as +08:00.',
    }),
    (p) => ({ what: `“${p.zone}”不是有效时区。`, meaning: '未读取任何数据。', action: '请使用 Asia/Shanghai、UTC 或 +08:00 这样的写法。' }),
  ),
  'bad-period': entry(
    'invalid-input',
    (p) => ({
      what: `The period is "${p.value}".`,
      meaning: 'Nothing was read.',
      action: 'Give the first and the last day, such as 2026-09-01/2026-09-30.',
    }),
    (p) => ({ what: `期间为“${p.value}”。`, meaning: '未读取任何数据。', action: '请给出首日和末日，例如 2026-09-01/2026-09-30。' }),
  ),
  'bad-day-index-start': entry(
    'invalid-input',
    (p) => ({ what: `"${p.value}" is not a date.`, meaning: 'Day 0 of the file cannot be placed.', action: 'Write it as 2026-09-01.' }),
    (p) => ({ what: `“${p.value}”不是有效日期。`, meaning: '无法确定文件中第 0 天的日期。', action: '请写成 2026-09-01。' }),
  ),
  'open-question': entry(
    'missing-data',
    (p) => ({
      what: `${p.file} leaves a question open: ${p.question}.`,
      meaning: 'It is never guessed, so nothing was read.',
      action: `Answer it with ${p.flag}.`,
    }),
    (p) => ({
      what: `${p.file} 有一个问题尚未回答：${p.question}。`,
      meaning: '程序不会猜测，因此未读取任何数据。',
      action: `请用 ${p.flag} 回答。`,
    }),
  ),
  'nothing-to-import': entry(
    'not-applicable',
    () => ({
      what: 'There is nothing to import.',
      meaning: 'Every row is already there, was rejected, or waits for an answer.',
      action: 'Answer the open questions or mend the rejected rows, then preview again.',
    }),
    () => ({
      what: '没有可导入的内容。',
      meaning: '所有行均已存在、被拒绝或等待答复。',
      action: '请回答未决问题或修正被拒绝的行，然后重新预览。',
    }),
  ),
  'no-such-preview': entry(
    'stale',
    () => ({ what: 'This preview is no longer there.', meaning: 'Nothing was imported.', action: 'Preview the files again.' }),
    () => ({ what: '该预览已失效。', meaning: '未导入任何数据。', action: '请重新预览文件。' }),
  ),
  'no-such-reject': entry(
    'invalid-input',
    (p) => ({
      what: `Line ${p.line} of ${p.file} is not among the refused rows.`,
      meaning: 'Nothing was changed.',
      action: 'Choose a row of the list; a row that came in already needs no mending.',
    }),
    (p) => ({
      what: `${p.file} 第 ${p.line} 行不在被拒绝的行中。`,
      meaning: '未作任何修改。',
      action: '请从列表中选择；已接受的行无需修正。',
    }),
  ),
  'no-such-column': entry(
    'invalid-input',
    (p) => ({
      what: `${p.file} has no column "${p.column}".`,
      meaning: 'The row was not changed.',
      action: 'Name the column as the head of the file names it.',
    }),
    (p) => ({ what: `${p.file} 没有“${p.column}”列。`, meaning: '该行未修改。', action: '请使用文件表头中的列名。' }),
  ),
  'still-refused': entry(
    'invalid-input',
    (p) => ({
      what: `The row is still refused. ${refusal(p, 'en')}`.trim(),
      meaning: 'It stays among the refused rows as it was.',
      action: 'Correct the value named, or leave the row out.',
    }),
    (p) => ({
      what: `该行仍被拒绝。${refusal(p, 'zh')}`,
      meaning: '该行仍按原样保留在被拒绝的行中。',
      action: '请修正所指的值，或不导入该行。',
    }),
  ),
  'open-decision': entry(
    'missing-data',
    (p) => ({
      what:
        p.decision === 'locked-period'
          ? `${p.rows} rows change days up to ${p.about}, which are closed.`
          : p.decision === 'regrouped'
            ? `The days of ${p.about} add up to the same as ${p.rows} rows that are there, in other groups: the same use may count twice.`
            : `The files hold less of ${p.about} than is there: ${p.rows} rows would have to go, or stay beside the new ones.`,
      meaning: 'It is never guessed, so nothing was imported.',
      action: `Decide with ${p.flags}.`,
    }),
    (p) => ({
      what:
        p.decision === 'locked-period'
          ? `有 ${p.rows} 行会更改截至 ${p.about} 的已关账日期。`
          : p.decision === 'regrouped'
            ? `${p.about} 的每日合计与账簿中以其他方式分组的 ${p.rows} 行相同：同一用量可能重复计算。`
            : `文件中 ${p.about} 的内容少于账簿已有内容：${p.rows} 行须移除，或与新行并存。`,
      meaning: '程序不会猜测，因此未导入任何数据。',
      action: `请用 ${p.flags} 决定。`,
    }),
  ),
  'parquet-broken': entry(
    'unreadable-file',
    (p) => ({
      what: `${p.file} is a Parquet file that cannot be read to its end: ${p.reason}`,
      meaning: 'Nothing was taken from this file.',
      action: 'Copy or download it again; one that is complete ends with the letters PAR1.',
    }),
    (p) => ({
      what: `${p.file} 是 Parquet 文件，但无法完整读取：${p.reason}`,
      meaning: '未从该文件读取任何数据。',
      action: '请重新复制或下载；完整的文件以 PAR1 结尾。',
    }),
  ),
}
