import { describe, expect, it } from 'vitest'
import { formatDate } from '../../../shared/units/format-date.ts'
import { figuresOf } from './figures.ts'
import { frozenFixture } from './fixtures/frozen.ts'
import { boardPack } from './html.ts'
import { cssString, escapeMarkup, markup } from './markup.ts'

const frozen = frozenFixture()
const decode = (text: string): string => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
const withoutFonts = (html: string): string => html.replace(/base64,[A-Za-z0-9+/=]+/g, '')
/** Every figure of the document: the frozen text it stands for, and what is printed. */
const figures = (html: string): { value: string; shown: string }[] =>
  [...html.matchAll(/<data value="([^"]*)">([^<]*)<\/data>/g)].map(([, value = '', shown = '']) => ({
    value: decode(value),
    shown: decode(shown),
  }))

describe.each(['en', 'zh'] as const)('the board pack, %s', (language) => {
  const pack = boardPack(frozen, language)

  it('prints the frozen figures by the one formatter', async () => {
    const html = await pack
    const values = new Set(figures(html).map((figure) => figure.value))
    const { consequences, vsNone, totals } = frozen.evaluations[1] ?? frozen.evaluations[0] ?? expect.fail('no evaluation')
    const wanted = [
      consequences.expected,
      consequences.p95,
      consequences.down60,
      consequences.up60,
      consequences.peakMargin.p95,
      consequences.peakMargin.stress,
      consequences.costs,
      vsNone.expected,
      vsNone.p95,
      totals.contractValue,
      frozen.risk.margin.peakP95,
      frozen.risk.margin.liquidity ?? '',
      ...frozen.forecast.quarters.flatMap((quarter) => [
        quarter.spend.p50,
        quarter.spend.p75,
        quarter.spend.p90,
        quarter.spend.p95,
        quarter.budget ?? '',
      ]),
      ...frozen.exposure.statement.map((line) => line.amount),
      ...frozen.risk.stresses.flatMap((stress) => [stress.spend, stress.hedgeGain, stress.net, stress.peakMargin]),
    ]
    expect(wanted.filter((value) => !values.has(value))).toEqual([])
    const f = figuresOf(frozen, language)
    const shown = new Map(figures(html).map((figure) => [figure.value, figure.shown]))
    expect(shown.get(consequences.p95)).toBe(f.bare(consequences.p95))
    expect(shown.get(vsNone.p95)?.startsWith(language === 'en' ? '(' : '-')).toBe(true)
  })

  it('holds no script, loads nothing and escapes every name', async () => {
    const html = withoutFonts(await pack)
    expect(html).not.toMatch(/<script|javascript:|<b>own|<Ltd>|src="|href=|@import|url\((?!data:font|#hatch)/i)
    expect(html).toContain('default-src &#39;none&#39;')
    expect(decode(html)).toContain('方案甲 & <b>own</b>')
    expect(html).toContain('=HYPERLINK(')
    // The company reaches the running header through CSS: no quote may end the string there.
    expect(html).toContain('\\3c Ltd\\3e ')
  })

  it('marks every sheet of a sample, and a real one as a draft', async () => {
    expect((await pack).match(/@top-right\{content:"[^"]*SAMPLE/)).not.toBeNull()
    const real = await boardPack(frozenFixture({ sample: false }), language)
    expect(real).not.toContain('SAMPLE')
    expect(real).toContain(language === 'en' ? 'DRAFT until signed' : '草稿，签署后生效')
  })

  it('is the same text every time, in its language, with its fonts', async () => {
    const html = await pack
    expect(await boardPack(frozenFixture(), language)).toBe(html)
    expect(html).toContain(`<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">`)
    expect(html).toContain(formatDate(frozen.asOf, language))
    expect(html).toMatch(/@font-face\{font-family:"Noto Sans SC"/)
    expect(html.length).toBeLessThan(2_500_000)
  })
})

describe('states of a plan', () => {
  const withRisk = (changes: Partial<typeof frozen.risk>): typeof frozen => frozenFixture({ risk: { ...frozen.risk, ...changes } })

  it('says that nothing is proposed when nothing is', async () => {
    const html = await boardPack(frozenFixture({ chosen: 'none' }), 'en')
    expect(html).toContain('Take note: no hedge is proposed')
    expect(html).toContain('No contracts are proposed; everything stays open')
    expect(html).not.toContain('Limits requested')
  })

  it('asks for limits only while the contract cannot be traded, and for the hedge once it can', async () => {
    expect(await boardPack(frozen, 'en')).toContain('that cannot be traded yet')
    const listed = frozenFixture({ contract: { ...frozen.contract, status: { ...frozen.contract.status, value: 'listed' } } })
    expect(await boardPack(listed, 'en')).toContain('Approve a hedge of 525 contracts')
  })

  it('does not take missing liquidity as infinite', async () => {
    const html = await boardPack(withRisk({ margin: { ...frozen.risk.margin, liquidity: null, headroom: null }, reverseShift: null }), 'en')
    expect(html).toContain('available liquidity is not entered')
    expect(html).not.toContain('within available liquidity')
  })

  it('names the gap when liquidity is too small', async () => {
    const html = await boardPack(withRisk({ margin: { ...frozen.risk.margin, liquidity: '100000.00' }, reverseShift: 0 }), 'en')
    expect(html).toContain('more than available liquidity')
    expect(html).toContain('Initial margin alone uses all available liquidity.')
  })

  it('stands without prices, budget, quarters or history', async () => {
    const bare = frozenFixture({
      curve: { ...frozen.curve, points: [], quotes: [], asOf: null, ageDays: null },
      usage: [],
      forecast: { ...frozen.forecast, quarters: [], history: [], total: { ...frozen.forecast.total, budget: null, overBudget: null } },
      exposure: { ...frozen.exposure, heat: [], remainder: [] },
      chosen: 'none',
    })
    for (const language of ['en', 'zh'] as const)
      expect(withoutFonts(await boardPack(bare, language))).not.toMatch(/NaN|undefined|Infinity/)
  })
})

describe('markup', () => {
  it('escapes parts, keeps markup, drops control characters', () => {
    expect(markup`<p title="${'"\'>'}">${'<a&b>'}${markup`<b>${1}</b>`}${null}${['x', markup`<i></i>`]}</p>`.markup).toBe(
      '<p title="&#34;&#39;&#62;">&#60;a&#38;b&#62;<b>1</b>x<i></i></p>',
    )
    expect(escapeMarkup('a\u0000\u001bb')).toBe('ab')
  })

  it('writes CSS strings that cannot be ended', () => {
    expect(cssString('a"}</style>\\中')).toBe('"a\\22 \\7d \\3c /style\\3e \\5c 中"')
  })
})
