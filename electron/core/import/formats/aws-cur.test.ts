// AWS cost reports: three product codes of Bedrock and its many spellings, rented GPUs, and the lines of a bill that are no use.
// Facts: usage-formats, section 4.
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readBedrockUsage } from '../bedrock-usage-types.ts'
import { clearWritten, fixtures, notOk, ok } from '../fixture-reading.ts'
import { inspectFile } from '../inspection.ts'
import { curColumn } from './aws-cur.ts'

afterAll(clearWritten)

describe('CUR 2.0', () => {
  it('counts tokens by the unit of each line, GPU-hours by the machine, and leaves other services out with their money', async () => {
    const { inspection, summary } = await ok('aws-cur2.csv')
    expect([inspection.format, inspection.questions]).toEqual(['aws-cur-csv', []])
    expect(summary).toMatchObject({ read: 17, rejects: 0, skipped: [{ code: 'other-service', rows: 4, money: { USD: '3.193' } }] })
    expect(summary.totals.tokens).toMatchObject({
      inputUncached: '5500',
      cacheRead: '12000',
      cacheWrite1h: '4000',
      output: '2000',
      cacheWriteOther: '0',
    })
    // p5: 8 used and 8 unused; half an hour of g5.12xlarge: 2; p4d: 8; two hours of one GPU at SageMaker
    expect(summary.totals.gpuHours).toBe('28')
    expect(summary.totals.byKind).toEqual({
      // 0.1 + 0.06 + 0.04 + 0.05 + 0.006 + 20 + 55 + 2 + 55 + 0 + 32 - 32 + 3
      usage: { USD: '135.256' },
      credit: { USD: '-0.1' },
      tax: { USD: '0.02' },
      adjustment: { USD: '-0.01' },
      purchase: { USD: '20' },
    })
  })

  it('gives one model one name, wherever it is written', async () => {
    const { records } = await ok('aws-cur2.csv')
    expect(records.slice(0, 6).map(({ model, tier, context, charge }) => [model, tier, context, charge])).toEqual([
      ['qwen3-32b', 'standard', '', ''],
      ['qwen3-32b', 'flex', '', ''],
      ['claude-opus-5', 'standard', '', ''],
      ['claude-opus-5', 'standard', 'long', ''],
      ['claude-opus-5', 'standard', '', ''],
      ['', 'standard', '', 'USW2-MP:USW2_ProvisionedThroughput_1MonthCommit_ModelUnits_Usage-Units'],
    ])
    expect(records[5]?.annotations).toEqual({ provisionedHours: '1' })
    expect(records[2]?.dimensions).toMatchObject({ routing: 'global', region: 'us-east-1' })
  })

  it('has the price type of GPU-hours, and keeps what is amortised as an annotation: it is never the money', async () => {
    const { records } = await ok('aws-cur2.csv')
    const machines = records.filter(({ gpuHours }) => gpuHours !== '')
    expect(machines.map(({ dimensions, gpuHours }) => [dimensions.gpu, dimensions['price type'], gpuHours])).toEqual([
      ['H100', 'on-demand', '8'],
      ['A10G', 'spot', '2'],
      ['H100', 'unused reservation', '8'],
      ['A100', 'reserved', '8'],
      ['A10G', 'on-demand', '2'],
    ])
    expect(machines[0]?.list).toBe('60')
    expect([machines[3]?.billed, machines[3]?.annotations]).toEqual(['32', { effectiveCost: '20' }])
  })

  it('knows a line by its id and hour, and a delivery by account and month', async () => {
    const { records } = await ok('aws-cur2.csv')
    expect(records[0]).toMatchObject({ identity: 'id', scope: '100 200 2026-09', project: 'ml-prod' })
    expect(records[0]?.rowId.split('\u001f')).toEqual(['id1', '2026-09-05T10:00:00Z/2026-09-05T11:00:00Z', '2026-09-05T10:00:00Z'])
  })

  it('keeps roles without their sessions, users as hashes, and tags that name a part of the firm', async () => {
    const { records } = await ok('aws-cur2.csv')
    expect(records[2]).toMatchObject({ team: 'assist', dimensions: { 'iam role': 'ChatRole' } })
    expect(records[3]?.dimensions['iam user']).toMatch(/^#[0-9a-f]{16}$/)
    expect(JSON.stringify(records)).not.toContain('private')
  })
})

describe('the legacy report', () => {
  it('has other column names, opaque Marketplace codes, E notation and tags as columns', async () => {
    const { inspection, summary, records } = await ok('aws-cur-legacy.csv')
    expect(inspection.format).toBe('aws-cur-csv')
    // half a million by the words of the description; 998.4 tokens are 998
    expect(summary.totals.tokens).toMatchObject({ inputUncached: '500000', output: '998' })
    expect(summary.totals).toMatchObject({ gpuHours: '4', billed: { USD: '1266.30024' } })
    expect(records.map(({ model, kind, charge }) => [model, kind, charge])).toEqual([
      ['claude-3-sonnet', 'usage', ''],
      ['nova-lite', 'usage', ''],
      ['', 'usage', 'USW2-BoxUsage:g4dn.12xlarge'],
      ['', 'purchase', 'RIFee'],
    ])
    expect(new Set(records.map(({ rowId }) => rowId)).size).toBe(4)
    expect(records[0]).toMatchObject({ team: '4711', dimensions: { 'tag cost center': '4711' } })
    expect(JSON.stringify(records)).not.toContain('private')
  })

  it('maps its columns to the names of CUR 2.0', () => {
    expect(
      ['lineItem/UsageType', 'pricing/publicOnDemandCost', 'bill/PayerAccountId', 'savingsPlan/SavingsPlanEffectiveCost'].map(curColumn),
    ).toEqual([
      'line_item_usage_type',
      'pricing_public_on_demand_cost',
      'bill_payer_account_id',
      'savings_plan_savings_plan_effective_cost',
    ])
    expect(['resourceTags/user:Team', 'resource_tags_user_team', 'resourceTags/aws:createdBy'].map(curColumn)).toEqual([
      'tag team',
      'tag team',
      'tag',
    ])
  })
})

describe('usage types', () => {
  it.each([
    ['USE1-NovaPro-input-token-count', 'nova-pro', 'inputUncached', 'standard'],
    ['USE1-NovaPro-cache-read-input-token-count', 'nova-pro', 'cacheRead', 'standard'],
    ['USE1-Nova2.0Pro-input-image-token-count-cross-region-global', 'nova2.0-pro', 'inputUncached', 'standard'],
    ['USE1-Llama4-Maverick-17B-input-tokens-batch', 'llama4-maverick-17b', 'inputUncached', 'batch'],
    ['USE1-xai.grok-4.3-mantle-output-tokens-priority', 'grok-4.3', 'output', 'priority'],
    ['UGW1-openai.gpt-5.6-terra-mantle-cache-write-tokens-30m-standard', 'gpt-5.6-terra', 'cacheWriteOther', 'standard'],
    ['USE1-MP:USE1_InputTokenCount_Global_Batch-Units', '', 'inputUncached', 'batch'],
    ['USE1-MP:USE1_ResponseTokenCount-Units', '', 'output', 'standard'],
  ])('%s', (usageType, model, bucket, tier) => {
    expect(readBedrockUsage(usageType)).toMatchObject({ model, bucket, tier })
  })

  it.each(['USE1-MP:USE1_Reserved_1Month_InputTPM_Geo-Units', 'USE1-Guardrail-ContentPolicyUnitsConsumed', 'USE1-BoxUsage:p5.48xlarge'])(
    '%s counts no tokens',
    (usageType) => {
      expect(readBedrockUsage(usageType)).toBeNull()
    },
  )
})

describe('what is asked or refused', () => {
  it('asks how many tokens `Units` are, showing the price each answer means', async () => {
    const { questions } = await inspectFile({ path: join(fixtures, 'not-ok/aws-units-open.csv') })
    expect(questions).toMatchObject([{ id: 'unit-scale', flag: '--unit-scale', rows: 1, samples: ['claude-opus-5: 0.042'] }])
    expect(questions[0]?.options.at(-1)).toMatchObject({ value: '1000000', tokens: '42000', reading: 'USD 5 / 1M tokens' })
    const { summary, records } = await notOk('aws-units-open.csv', { unitScale: '1000000' })
    expect(summary.totals.tokens).toMatchObject({ inputUncached: '42000', output: '2000' })
    expect(records[0]?.identity).toBe('row')
  })

  it('refuses a line in no currency', async () => {
    expect((await notOk('aws-bad-currency.csv')).rejects).toMatchObject([
      { line: 3, code: 'bad-currency', column: 'line_item_currency_code' },
    ])
  })
})
