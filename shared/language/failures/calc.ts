// Failures of the calculator.
import { entry } from './entry.ts'

export const calcFailures = {
  'calc-unknown': entry(
    'invalid-input',
    (p) => ({
      what: `There is no function "${p.name}".`,
      meaning: 'Nothing was calculated.',
      action: p.near ? `Did you mean ${p.near}?` : '"ballast calc --list" names all of them.',
    }),
    (p) => ({
      what: `没有名为“${p.name}”的函数。`,
      meaning: '未进行计算。',
      action: p.near ? `是否指 ${p.near}？` : '“ballast calc --list”列出全部函数。',
    }),
  ),
  'calc-argument': entry(
    'invalid-input',
    (p) => ({
      what: `${p.name} was given ${p.argument} = ${p.value}.`,
      meaning: `Allowed is: ${p.allowed}.`,
      action: 'Correct the input.',
    }),
    (p) => ({ what: `${p.name} 收到 ${p.argument} = ${p.value}。`, meaning: `允许的取值：${p.allowed}。`, action: '请更正输入。' }),
  ),
  'calc-no-convergence': entry(
    'did-not-converge',
    (p) => ({
      what: `${p.name} found no answer: ${p.search}.`,
      meaning: 'Nothing was calculated.',
      action: 'Check that the inputs belong together; such a case may have no solution.',
    }),
    (p) => ({ what: `${p.name} 未得到结果：${p.search}。`, meaning: '未进行计算。', action: '请检查各项输入是否一致；该情形可能无解。' }),
  ),
  'calc-no-number': entry(
    'not-applicable',
    (p) => ({
      what: `${p.name} has no ${p.field} for these inputs.`,
      meaning: 'Nothing is given rather than a number that is none.',
      action: 'Bring the inputs into the range of doubles.',
    }),
    (p) => ({
      what: `在此输入下，${p.name} 没有 ${p.field} 的结果。`,
      meaning: '不给出无效数值。',
      action: '请将输入调整到可计算的范围。',
    }),
  ),
  'calc-line': entry(
    'invalid-input',
    (p) => ({
      what: `This is no question: ${p.reason}.`,
      meaning: 'The line was answered by this error; the others are not affected.',
      action: 'Write {"id": ..., "function": "black76", "inputs": {...}}, one per line.',
    }),
    (p) => ({
      what: `无法识别该行：${p.reason}。`,
      meaning: '仅该行返回错误，其余各行不受影响。',
      action: '请每行写一个 {"id": ..., "function": "black76", "inputs": {...}}。',
    }),
  ),
}
