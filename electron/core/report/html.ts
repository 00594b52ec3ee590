// The board pack as one self-contained HTML text: style, fonts and pictures inside, no script, nothing loaded.
// The same frozen figures give the same text to the byte; the PDF is this text printed.

import type { FrozenResult } from '../../../shared/contract/frozen.ts'
import type { Language } from '../../../shared/language/text.ts'
import { patterns } from './charts/axis.ts'
import { type DocumentContext, documentContext } from './document-context.ts'
import { fontFaces } from './fonts.ts'
import { type Markup, markup } from './markup.ts'
import { alternativesPage } from './pages/alternatives.ts'
import { cashPage } from './pages/cash.ts'
import { decisionPage } from './pages/decision.ts'
import { effectPage } from './pages/effect.ts'
import { exposurePage } from './pages/exposure.ts'
import { forecastPage } from './pages/forecast.ts'
import { hedgePage } from './pages/hedge.ts'
import { marketPage } from './pages/market.ts'
import { methodPage } from './pages/method.ts'
import { spendPage } from './pages/spend.ts'
import { styleSheet } from './styles.ts'

const pages = [
  decisionPage,
  spendPage,
  forecastPage,
  exposurePage,
  marketPage,
  hedgePage,
  alternativesPage,
  effectPage,
  cashPage,
  methodPage,
]
const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"

export async function boardPack(frozen: FrozenResult, language: Language): Promise<string> {
  const context = documentContext(frozen, language)
  const { t } = context
  const header = runningHeader(context)
  const status = frozen.sample ? t.footer.sample : t.footer.draft
  const body = markup`${patterns}<p class="screen">${header}. ${status}.</p><main>${pages.map((page) => page(context))}</main>`
  const running = {
    lang: language,
    header,
    status,
    prepared: `${t.footer.prepared}  ·  ${t.footer.confidential}`,
    page: t.footer.page,
    of: t.footer.of,
    after: language === 'zh' ? ' 页' : '',
  }
  const faces = await fontFaces(`${decoded(body)}${Object.values(running).join('')}0123456789`, language)
  const style: Markup = { markup: `<style>${styleSheet(running, faces)}</style>` }
  const title = `${frozen.sample ? 'SAMPLE ' : ''}${t.title}: ${[frozen.company, context.f.date(frozen.asOf)].filter((part) => part !== '').join(', ')}`
  return `<!doctype html>\n${markup`<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width"><title>${title}</title>${style}</head><body>${body}</body></html>`.markup}\n`
}

function runningHeader({ f, frozen, t }: DocumentContext): string {
  const { header } = t
  return [
    frozen.company,
    t.title,
    header.asOf(f.date(frozen.asOf)),
    header.scenario(frozen.forecast.scenario.name),
    f.unit,
    header.version(String(frozen.version.version), frozen.version.hash.slice(0, 10)),
  ]
    .filter((part) => part !== '')
    .join('  ·  ')
}

/** The characters a reader will see; escapes are written by markup.ts only as decimal references. */
function decoded(body: Markup): string {
  return body.markup.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}
