// Words of the Log screen, and how every change of the workspace is said in words: also used by Undo and Redo.
import type { Language } from './text.ts'
import { texts } from './text.ts'

export const logTexts = texts({
  en: {
    name: 'Log',
    title: {
      loading: 'Log',
      empty: 'No change yet',
      changes: (n: string, last: string) => `${n} changes; the last: ${last}`,
      intact: (n: string) => `Log intact: ${n} entries follow from one another`,
      broken: (n: string) => `Log broken at entry ${n}`,
    },
    empty: 'Every import, price, setting and strategy is listed here, with what was undone. Nothing is ever removed from the list.',
    table: { name: 'Changes, newest first', n: 'No.', at: 'When', what: 'What', state: 'State', hash: 'Hash', details: 'Details' },
    state: { stands: 'stands', undone: 'undone' },
    undo: (what: string) => `Undo: ${what}`,
    redo: (what: string) => `Redo: ${what}`,
    nothingToUndo: 'Nothing to undo',
    nothingToRedo: 'Nothing to redo',
    verify: 'Verify the log',
    verifying: 'Recomputing every hash',
    intact: (entries: string, rows: string) => `All ${entries} entries follow from one another and ${rows} usage rows are in place.`,
    broken: (n: string) => `Entry ${n} does not follow from the one before: the file was changed outside this program.`,
    brokenMeaning: 'What stands in the workspace from that entry on is not evidence.',
    brokenAction: 'Go back to a backup from before the change, or import the files again.',
    hashMeaning: 'Each entry carries a hash of itself and of the one before: a change made outside the program shows.',
    hashTitle: 'SHA-256 of this entry and the one before',
    older: (n: string) => `The newest ${n} entries are shown.`,
  },
  zh: {
    name: '日志',
    title: {
      loading: '日志',
      empty: '尚无变更',
      changes: (n: string, last: string) => `共 ${n} 项变更，最近一项：${last}`,
      intact: (n: string) => `日志完整：${n} 项记录前后相连`,
      broken: (n: string) => `日志在第 ${n} 项处断裂`,
    },
    empty: '每次导入、价格、设置与方案的变更都列于此处，包括已撤销的。记录不会被删除。',
    table: { name: '变更记录，最新在前', n: '序号', at: '时间', what: '内容', state: '状态', hash: '哈希', details: '详情' },
    state: { stands: '有效', undone: '已撤销' },
    undo: (what: string) => `撤销：${what}`,
    redo: (what: string) => `重做：${what}`,
    nothingToUndo: '没有可撤销的变更',
    nothingToRedo: '没有可重做的变更',
    verify: '校验日志',
    verifying: '正在重新计算全部哈希',
    intact: (entries: string, rows: string) => `全部 ${entries} 项记录前后相连，${rows} 行用量数据齐全。`,
    broken: (n: string) => `第 ${n} 项与前一项不相连：文件曾在本软件之外被修改。`,
    brokenMeaning: '自该项起，工作区中的内容不能作为证据。',
    brokenAction: '请恢复修改之前的备份，或重新导入文件。',
    hashMeaning: '每项记录都包含自身与前一项的哈希：在本软件之外的修改会显露出来。',
    hashTitle: '本项与前一项的 SHA-256',
    older: (n: string) => `仅显示最新的 ${n} 项。`,
  },
})

type Params = Readonly<Record<string, string>>
type Say = (p: Params) => string
const change = (en: Say, zh: Say): Readonly<Record<Language, Say>> => ({ en, zh })

/** The fields of settings and assumptions, as a change names them. */
const fields: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  company: { en: 'company', zh: '公司' },
  fiscalYearStartMonth: { en: 'start of the fiscal year', zh: '财年起始月' },
  currency: { en: 'currency', zh: '币种' },
  asOf: { en: 'as-of date', zh: '截止日' },
  lockedThrough: { en: 'closed periods', zh: '已关账期间' },
  horizonMonths: { en: 'horizon', zh: '预测期' },
  trials: { en: 'trials', zh: '模拟次数' },
  seed: { en: 'seed', zh: '种子' },
  policy: { en: 'policy bands', zh: '制度区间' },
  liquidity: { en: 'liquidity', zh: '可用流动性' },
  budget: { en: 'budget', zh: '预算' },
  volatility: { en: 'volatility', zh: '波动率' },
  basisSigma: { en: 'basis noise', zh: '基差波动' },
  marginRate: { en: 'margin rate', zh: '保证金率' },
  halfSpread: { en: 'half spread', zh: '半价差' },
  contract: { en: 'contract', zh: '合约' },
  splits: { en: 'spend splits', zh: '支出拆分' },
  beta: { en: 'beta', zh: 'beta' },
  betaSource: { en: 'source of beta', zh: 'beta 来源' },
  betaNote: { en: 'reason for beta', zh: 'beta 依据' },
}

function fieldNames(params: Params, language: Language): string {
  const names = (params.fields ?? '')
    .split(', ')
    .map((name) => (Object.hasOwn(fields, name) ? fields[name]?.[language] : undefined) ?? name)
  return names.join(language === 'zh' ? '、' : ', ')
}

const changes: Readonly<Record<string, Readonly<Record<Language, Say>>>> = {
  import: change(
    (p) => `Import of ${p.files ?? ''}`,
    (p) => `导入 ${p.files ?? ''}`,
  ),
  'price.set': change(
    (p) => `Price of ${p.model ?? ''} from ${p.from ?? ''}`,
    (p) => `${p.model ?? ''} 自 ${p.from ?? ''} 起的价格`,
  ),
  'reconcile.set-invoice': change(
    (p) => ['Invoice', p.number, 'of', p.provider, 'for', p.month].filter(Boolean).join(' '),
    (p) => `${p.provider ?? ''} ${p.month ?? ''} 的发票${p.number ? ` ${p.number}` : ''}`,
  ),
  'reconcile.remove-invoice': change(
    (p) => ['Removal of invoice', p.number, 'of', p.provider, 'for', p.month].filter(Boolean).join(' '),
    (p) => `删除 ${p.provider ?? ''} ${p.month ?? ''} 的发票${p.number ? ` ${p.number}` : ''}`,
  ),
  'reconcile.sign': change(
    (p) => `Sign-off of ${p.provider ?? ''} ${p.month ?? ''} by ${p.by ?? ''}`,
    (p) => `${p.by ?? ''} 签署 ${p.provider ?? ''} ${p.month ?? ''} 的对账`,
  ),
  'reconcile.revoke': change(
    (p) => `Sign-off of ${p.provider ?? ''} ${p.month ?? ''} revoked`,
    (p) => `撤回 ${p.provider ?? ''} ${p.month ?? ''} 的对账签署`,
  ),
  'discount.set': change(
    (p) => `Discount of ${p.percent ?? ''} % on ${p.what ?? ''} from ${p.from ?? ''}`,
    (p) => `${p.what ?? ''} 自 ${p.from ?? ''} 起的折扣 ${p.percent ?? ''}%`,
  ),
  'discount.remove': change(
    (p) => `Removal of the discount on ${p.what ?? ''}`,
    (p) => `移除 ${p.what ?? ''} 的折扣`,
  ),
  'fx.set': change(
    (p) => `Rate ${p.pair ?? ''} from ${p.from ?? ''}`,
    (p) => `${p.pair ?? ''} 自 ${p.from ?? ''} 起的汇率`,
  ),
  'fx.remove': change(
    (p) => `Removal of the rate ${p.pair ?? ''} from ${p.from ?? ''}`,
    (p) => `移除 ${p.pair ?? ''} 自 ${p.from ?? ''} 起的汇率`,
  ),
  'fx.import': change(
    (p) => `${p.rates ?? ''} exchange rates from ${p.source ?? ''}`,
    (p) => `从 ${p.source ?? ''} 导入 ${p.rates ?? ''} 个汇率`,
  ),
  'allocation.set': change(
    (p) => `Allocation: ${p.rules ?? ''} rules`,
    (p) => `分摊规则：${p.rules ?? ''} 条`,
  ),
  'overlap.set': change(
    (p) =>
      p.both === 'yes'
        ? `${p.family ?? ''} of ${p.provider ?? ''} counts beside the others`
        : `${p.family ?? ''} of ${p.provider ?? ''} counts once`,
    (p) =>
      p.both === 'yes' ? `${p.provider ?? ''} 的 ${p.family ?? ''} 与其他来源并计` : `${p.provider ?? ''} 的 ${p.family ?? ''} 只计一次`,
  ),
  'settings.set': change(
    (p) => `Settings: ${fieldNames(p, 'en')}`,
    (p) => `设置：${fieldNames(p, 'zh')}`,
  ),
  'scenario.save': change(
    (p) => `Assumptions of scenario ${p.name ?? ''}`,
    (p) => `情景“${p.name ?? ''}”的假设`,
  ),
  'exposure.set': change(
    (p) => `Exposure assumptions: ${fieldNames(p, 'en')}`,
    (p) => `敞口假设：${fieldNames(p, 'zh')}`,
  ),
  'contract.save': change(
    (p) => `Contract ${p.id ?? ''}`,
    (p) => `合约 ${p.id ?? ''}`,
  ),
  'contract.remove': change(
    (p) => `Removal of contract ${p.id ?? ''}`,
    (p) => `删除合约 ${p.id ?? ''}`,
  ),
  'market.quotes': change(
    (p) => `Prices of ${p.contract ?? ''}`,
    (p) => `录入 ${p.contract ?? ''} 的价格`,
  ),
  'market.history': change(
    (p) => `Index values of ${p.contract ?? ''}`,
    (p) => `录入 ${p.contract ?? ''} 的指数历史`,
  ),
  'hedge.save': change(
    (p) => `Strategy ${p.name ?? ''}`,
    (p) => `方案“${p.name ?? ''}”`,
  ),
  'hedge.choose': change(
    (p) => `Choice of strategy ${p.name ?? ''}`,
    (p) => `选定方案“${p.name ?? ''}”`,
  ),
  'hedge.remove': change(
    (p) => `Removal of strategy ${p.name ?? ''}`,
    (p) => `删除方案“${p.name ?? ''}”`,
  ),
  'report.freeze': change(
    (p) => `Report version ${p.version ?? ''}`,
    (p) => `报告版本 ${p.version ?? ''}`,
  ),
  'sample.mark': change(
    () => 'Sample workspace made',
    () => '生成示例工作区',
  ),
  undo: change(
    (p) => `Undo of change ${p.target ?? ''}`,
    (p) => `撤销第 ${p.target ?? ''} 项变更`,
  ),
  redo: change(
    (p) => `Redo of change ${p.target ?? ''}`,
    (p) => `重做第 ${p.target ?? ''} 项变更`,
  ),
}

/** A change in words: "Import of anthropic-2026-09.csv". An unknown command shows its own name. */
export function describeChange(done: { command: string; params: Params; target?: number | null }, language: Language): string {
  const say = Object.hasOwn(changes, done.command) ? changes[done.command] : undefined
  const params = done.target === null || done.target === undefined ? done.params : { target: String(done.target), ...done.params }
  return say ? say[language](params) : done.command
}
