// The words of work that takes a while: which step runs, at what, how far it is, how fast, and how long it may still take.
import { formatCount } from '../units/format.ts'
import type { Pace } from '../units/pace.ts'
import { type Language, texts } from './text.ts'

/** The same shape as the contract's Progress. */
export interface ToldProgress {
  readonly step: string
  readonly about?: string | undefined
  readonly part?: { readonly n: number; readonly of: number } | undefined
  readonly unit?: 'rows' | 'bytes' | 'files' | 'steps' | undefined
  readonly done: number
  readonly total: number
}

const progressTexts = texts({
  en: {
    step: {
      upload: 'Copying into the program',
      inspect: 'Looking at',
      read: 'Reading',
      compare: 'Comparing with the workspace',
      commit: 'Writing to the workspace',
      freeze: 'Freezing the result',
      write: 'Writing the documents',
    },
    part: (n: string, of: string) => ` (${n} of ${of})`,
    rows: (done: string, total: string) => (total === '' ? `${done} rows` : `${done} of ${total} rows`),
    files: (done: string, total: string) => `${done} of ${total} files`,
    share: (percent: string) => `${percent} %`,
    perSecond: (rows: string) => `${rows} rows a second`,
    left: (seconds: number) =>
      seconds < 90 ? `about ${Math.max(1, Math.round(seconds))} s left` : `about ${Math.round(seconds / 60)} min left`,
    colon: ': ',
    comma: ', ',
  },
  zh: {
    step: {
      upload: '正在复制到程序',
      inspect: '正在识别',
      read: '正在读取',
      compare: '正在与工作区比对',
      commit: '正在写入工作区',
      freeze: '正在固定结果',
      write: '正在生成文档',
    },
    part: (n: string, of: string) => `（第 ${n}/${of} 个）`,
    rows: (done: string, total: string) => (total === '' ? `${done} 行` : `${done} / ${total} 行`),
    files: (done: string, total: string) => `${done} / ${total} 个文件`,
    share: (percent: string) => `${percent}%`,
    perSecond: (rows: string) => `每秒 ${rows} 行`,
    left: (seconds: number) => (seconds < 90 ? `约剩 ${Math.max(1, Math.round(seconds))} 秒` : `约剩 ${Math.round(seconds / 60)} 分钟`),
    colon: '：',
    comma: '，',
  },
})

/** "Reading september.csv (2 of 5)": the step without its figures; a step this page does not know stands for itself. */
export function progressName({ step, about = '', part }: ToldProgress, language: Language): string {
  const text = progressTexts[language]
  const name = Object.hasOwn(text.step, step) ? text.step[step as keyof typeof text.step] : step
  const what = about === '' ? name : `${name} ${about}`
  return part ? what + text.part(String(part.n), String(part.of)) : what
}

/** "412,000 of 1,031,552 rows, 120,000 rows a second, about 5 s left"; '' while nothing can be said. */
export function progressCounts({ unit, done, total }: ToldProgress, language: Language, pace: Pace | null = null): string {
  const text = progressTexts[language]
  const count = (value: number): string => formatCount(String(Math.round(value)), { language, unit: 'one', sign: 'minus' })
  const size = total > 0 ? count(total) : ''
  const counted =
    done <= 0 && total <= 0
      ? ''
      : unit === 'rows'
        ? text.rows(count(done), size)
        : unit === 'files'
          ? total > 1
            ? text.files(count(done), size)
            : ''
          : total > 0
            ? text.share(String(Math.min(100, Math.floor((done / total) * 100))))
            : ''
  return [
    counted,
    pace && unit === 'rows' && pace.perSecond >= 1 ? text.perSecond(count(pace.perSecond)) : '',
    pace?.secondsLeft == null ? '' : text.left(pace.secondsLeft),
  ]
    .filter((part) => part !== '')
    .join(text.comma)
}

/** Both in one line. */
export function describeProgress(told: ToldProgress, language: Language, pace: Pace | null = null): string {
  const counts = progressCounts(told, language, pace)
  return counts === '' ? progressName(told, language) : `${progressName(told, language)}${progressTexts[language].colon}${counts}`
}
