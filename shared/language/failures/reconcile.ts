// Failures of tying a vendor's months to its bills.
import { entry } from './entry.ts'

export const reconcileFailures = {
  'invoice-missing': entry(
    'missing-data',
    (p) => ({
      what: `There is no invoice "${p.id}".`,
      meaning: 'Nothing was changed.',
      action: 'Read the list again; it may have been removed.',
    }),
    (p) => ({ what: `没有发票“${p.id}”。`, meaning: '未作任何修改。', action: '请重新读取列表，该发票可能已被删除。' }),
  ),
  'invoice-exists': entry(
    'invalid-input',
    (p) => ({
      what: `${p.number ? `Invoice ${p.number}` : 'An invoice without a number'} of ${p.provider} for ${p.month} in ${p.currency} is entered already.`,
      meaning: 'It was not written over, and none was added.',
      action: 'Edit the one that is there, or give this one its own number.',
    }),
    (p) => ({
      what: `${p.provider} ${p.month}（${p.currency}）${p.number ? `的发票 ${p.number}` : '已有一张无编号的发票'}${p.number ? '已录入' : ''}。`,
      meaning: '原发票未被覆盖，也未新增。',
      action: '请修改已有的发票，或为本发票填写编号。',
    }),
  ),
  'reconcile-missing': entry(
    'missing-data',
    (p) => ({
      what: `Nothing is known of ${p.provider} in ${p.month} in ${p.currency}.`,
      meaning: 'There is nothing to sign.',
      action: 'Check vendor, month and currency, or import its usage or cost report.',
    }),
    (p) => ({
      what: `没有 ${p.provider} 在 ${p.month} 以 ${p.currency} 计的数据。`,
      meaning: '没有可签署的内容。',
      action: '请检查供应商、月份与币种，或导入其用量或成本报告。',
    }),
  ),
  'reconcile-one-sided': entry(
    'not-applicable',
    (p) => ({
      what: `${p.provider} in ${p.month} has only one side.`,
      meaning: 'There is nothing to compare it with, so there is nothing to sign.',
      action: 'Enter the invoice, or import the cost report or the usage of that month.',
    }),
    (p) => ({
      what: `${p.provider} ${p.month} 只有一方数据。`,
      meaning: '没有可比较的对象，因此无法签署。',
      action: '请录入发票，或导入该月的成本报告或用量。',
    }),
  ),
  'reconcile-beyond-tolerance': entry(
    'not-applicable',
    (p) => ({
      what: `${p.unexplained} is unexplained; the tolerance is ${p.limit}.`,
      meaning: 'It was not signed.',
      action: 'Find what explains it, or sign with a wider tolerance and the reason for it.',
    }),
    (p) => ({
      what: `未解释金额为 ${p.unexplained}，容差为 ${p.limit}。`,
      meaning: '未签署。',
      action: '请查明差异原因，或放宽容差并注明理由后签署。',
    }),
  ),
  'reconcile-needs-reason': entry(
    'invalid-input',
    () => ({
      what: 'More than the usual tolerance is unexplained, and no reason is given.',
      meaning: 'It was not signed: a wider tolerance is evidence only with its reason.',
      action: 'Say what was reviewed and why the rest is accepted.',
    }),
    () => ({
      what: '未解释金额超过通常容差，且未注明理由。',
      meaning: '未签署：放宽的容差须有理由才能作为证据。',
      action: '请说明已复核的内容以及接受余额的理由。',
    }),
  ),
  'reconcile-not-signed': entry(
    'not-applicable',
    (p) => ({
      what: `${p.provider} in ${p.month} in ${p.currency} is not signed.`,
      meaning: 'Nothing was changed.',
      action: 'Read the list again.',
    }),
    (p) => ({ what: `${p.provider} ${p.month}（${p.currency}）尚未签署。`, meaning: '未作任何修改。', action: '请重新读取列表。' }),
  ),
} as const
