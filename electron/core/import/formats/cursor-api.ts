// Cursor's Admin API. Usage events (POST /teams/filtered-usage-events, and the dashboard's own list of them): times are Unix
// milliseconds as text, money is CENTS with decimals. chargedCents is what counts (model cost less discount, plus Cursor's
// token fee), and only where the event is chargeable: plan use states what it would have cost. Answers from before
// chargedCents have the two parts. Spend (POST /teams/spend): each member's paid use since the start of the billing cycle;
// it says no end, so the period is asked, and it repeats the money of the events.
// Source: Cursor Admin API documentation (2025 to 2026).
import { askedPeriod } from '../asked-period.ts'
import { type Format, momentOf } from '../format.ts'
import { flatten } from '../json-rows.ts'
import { isJsonArray, type JsonObject, type JsonValue } from '../json-text.ts'
import { entriesOf, objectsAt, rowOfTexts, textAt } from '../json-values.ts'
import { amount, count, type Measure, plus, required, times, zero } from '../measure.ts'
import type { Texts } from '../texts.ts'
import { isPaidBesidePlan } from './cursor-usage-csv.ts'

/** Cents to dollars. */
const scale = '0.01'

const modelCents = 'tokenusage.totalcents'
const lists = ['usageEvents', 'usageEventsDisplay']

const isPage = (page: JsonObject): boolean => lists.some((list) => isJsonArray(page.get(list)))
const isEvent = (event: JsonObject): boolean =>
  event.has('timestamp') && event.has('model') && (event.has('tokenUsage') || event.has('requestsCosts'))

/** The events of an answer, or a list of events that was cut out of one. */
const eventsOf = (document: JsonValue): readonly JsonObject[] =>
  entriesOf(document).flatMap((page) => (isPage(page) ? lists.flatMap((list) => objectsAt(page, list)) : isEvent(page) ? [page] : []))

function isPaid(texts: Texts): boolean {
  const chargeable = texts.text('ischargeable').toLowerCase()
  return chargeable === '' ? isPaidBesidePlan(texts.text('kind')) : chargeable === 'true'
}

/** Dollars of the event before discounts: the model's cost where tokens were counted, otherwise what is charged for a request. */
const listOf = (texts: Texts): Measure => amount(texts.text('istokenbasedcall').toLowerCase() === 'false' ? 'chargedcents' : modelCents)

export const cursorEventsJson: Format = {
  id: 'cursor-events-json',
  title: 'Cursor usage events API',
  shape: 'json',
  signature: ['timestamp', 'model', 'kind', ['useremail', 'ischargeable', 'maxmode', 'requestscosts', modelCents]],
  columns: {
    dates: ['timestamp'],
    counts: ['tokenusage.inputtokens', 'tokenusage.outputtokens', 'tokenusage.cachewritetokens', 'tokenusage.cachereadtokens'],
    amounts: ['chargedcents', modelCents, 'cursortokenfee', 'requestscosts'],
    texts: ['model'],
    dimensions: ['kind', 'useremail', 'maxmode', 'istokenbasedcall', 'ischargeable', 'isheadless', 'isfreebugbot'],
    ignored: [
      'tokenusage',
      'tokenusage.discountpercentoff',
      'usagebasedcosts',
      'conversationid',
      'customsubscriptionname',
      'owninguser',
      'owningteam',
    ],
  },
  json: {
    claims: (document) => entriesOf(document).some((page) => isPage(page) || isEvent(page)),
    rows: (document) => eventsOf(document).map((event) => flatten(event)),
  },
  money: { amount: 'chargedcents', scale, currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'seats',
  standing: 'bill',
  identity: 'row',
  rule: (texts) => {
    const charged = texts.has('chargedcents') ? amount('chargedcents') : plus(amount(modelCents), 'cursortokenfee')
    return {
      provider: 'cursor',
      model: texts.text('model'),
      currency: 'USD',
      period: momentOf('timestamp'),
      measures: {
        inputUncached: count('tokenusage.inputtokens'),
        cacheRead: count('tokenusage.cachereadtokens'),
        cacheWriteOther: count('tokenusage.cachewritetokens'),
        output: count('tokenusage.outputtokens'),
        billed: isPaid(texts) ? times(charged, scale) : zero,
        list: times(listOf(texts), scale),
        annotations: { premiumRequests: amount('requestscosts') },
      },
    }
  },
}

export const cursorSpendJson: Format = {
  id: 'cursor-spend-json',
  title: 'Cursor team spend API',
  shape: 'json',
  signature: ['member_email', 'member_role', 'spend_cents'],
  columns: {
    dates: [],
    counts: ['fast_premium_requests'],
    amounts: ['spend_cents', 'overall_spend_cents'],
    texts: ['member'],
    dimensions: ['member_email', 'member_role'],
    ignored: [],
  },
  json: {
    claims: (document) => entriesOf(document).some((page) => isJsonArray(page.get('teamMemberSpend'))),
    rows: (document) =>
      entriesOf(document).flatMap((page) =>
        objectsAt(page, 'teamMemberSpend').map((member) =>
          rowOfTexts({
            member: textAt(member, 'userId'),
            member_email: textAt(member, 'email'),
            member_role: textAt(member, 'role'),
            spend_cents: textAt(member, 'spendCents'),
            overall_spend_cents: textAt(member, 'overallSpendCents'),
            fast_premium_requests: textAt(member, 'fastPremiumRequests'),
          }),
        ),
      ),
  },
  money: { amount: 'spend_cents', scale, currency: { code: 'USD' } },
  zone: 'UTC',
  population: 'seats',
  standing: 'observer',
  identity: 'key',
  asks: { period: {} },
  rule: (texts) => ({
    role: 'cost',
    provider: 'cursor',
    currency: 'USD',
    charge: 'on-demand',
    personal: { member: texts.text('member') },
    period: askedPeriod(texts),
    measures: {
      billed: required(times(amount('spend_cents'), scale)),
      list: times(amount('overall_spend_cents'), scale),
      annotations: { premiumRequests: count('fast_premium_requests') },
    },
  }),
}
