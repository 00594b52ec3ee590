// Azure's AI meters have no grammar: these are spellings that were seen, and what each must count as.
import { describe, expect, it } from 'vitest'
import { hoursInUnit, readAzureMeter, tokensInMeterUnit } from './azure-meters.ts'

describe('a meter', () => {
  it.each([
    ['gpt 4o 1120 Inp glbl Tokens', 'Azure OpenAI', 'gpt-4o-1120', 'inputUncached', 'standard', 'global'],
    ['gpt 4o 1120 cached Inp glbl Tokens', 'Azure OpenAI', 'gpt-4o-1120', 'cacheRead', 'standard', 'global'],
    ['o3 0416 Outp glbl Tokens', 'Azure OpenAI', 'o3-0416', 'output', 'standard', 'global'],
    ['GPT 5 Inpt Glbl 1M Tokens', 'Azure OpenAI GPT5', 'gpt-5', 'inputUncached', 'standard', 'global'],
    ['5.4 inp Gl 1M Tokens', 'Azure OpenAI GPT5', 'gpt-5.4', 'inputUncached', 'standard', 'global'],
    ['5.5 ShortCo opt Dz 1M Tokens', 'Azure OpenAI GPT5', 'gpt-5.5', 'output', 'standard', 'data zone'],
    ['5 pp cd inp Gl 1M Tokens', 'Azure OpenAI GPT5', 'gpt-5', 'cacheRead', 'priority', 'global'],
    ['54 mini Inp Flex Gl', 'Azure OpenAI GPT5', 'gpt-54-mini', 'inputUncached', 'flex', 'global'],
    ['5.6 sol ShortCo Inp Std Gl 1M Tokens Batch', 'Azure OpenAI GPT5', 'gpt-5.6-sol', 'inputUncached', 'batch', 'global'],
    ['GPT 5 Nano Batch Inpt cchd Dzone 1M Tokens', 'Azure OpenAI GPT5', 'gpt-5-nano', 'cacheRead', 'batch', 'data zone'],
    ['gpt 4o mini0718 BatchOutp DataZone', 'Azure OpenAI', 'gpt-4o-mini-0718', 'output', 'batch', 'data zone'],
    ['gpt-35-trb16K-Batch-125-Inp-glbl', 'Azure OpenAI', 'gpt-35-trb16k-125', 'inputUncached', 'batch', 'global'],
    ['gpt 4.1 Inp regnl Tokens', 'Azure OpenAI', 'gpt-4.1', 'inputUncached', 'standard', 'regional'],
    ['V4 Pro cached glbl Tokens', 'Azure Deepseek Models', 'deepseek-v4-pro', 'cacheRead', 'standard', 'global'],
    ['5.6 sol LongCo Cd Wr Std Gl 1M Tokens', 'Azure OpenAI GPT5', 'gpt-5.6-sol', 'cacheWriteOther', 'standard', 'global'],
    ['text embedding 3 small DZ Tokens', 'Azure OpenAI Embedding', 'text-embedding-3-small', 'inputUncached', 'standard', 'data zone'],
    [
      'Claude Sonnet 4.6 - msft-flat-100 - paygo-inference-input-tokens',
      'SaaS',
      'claude-sonnet-4.6',
      'inputUncached',
      'standard',
      undefined,
    ],
  ])('%s', (name, family, model, bucket, tier, routing) => {
    const meter = readAzureMeter(name, family)
    expect(meter).toMatchObject({ model, bucket, tier })
    expect(meter.dimensions.routing).toBe(routing)
  })

  it.each([
    'gpt-4o-0806-FT-Trng-glbl tkn Tokens',
    'gpt-35-turbo4K-FT-Hstng-glbl Unit',
    'Provisioned Managed Global Unit',
    'davinci-002-base-glbl Tokens',
    'Image-Dall-E-3 Std HighRes-glbl Images',
    'file-search-tool-calls-glbl Calls',
  ])('%s counts no tokens of a request', (name) => {
    expect(readAzureMeter(name, 'Azure OpenAI').bucket).toBeNull()
  })

  it('tells long context, fine-tuned models and sound apart', () => {
    expect(readAzureMeter('5.4 longco cd inp Gl 1M Tokens', 'Azure OpenAI GPT5').context).toBe('long')
    expect(readAzureMeter('gpt-4o-0806-cached-FT-inp-glbl Tokens', '').dimensions).toEqual({ 'fine-tuned': 'yes', routing: 'global' })
    expect(readAzureMeter('gpt4o realtimePrvwAudInp DataZone', '')).toMatchObject({ modality: 'audio', bucket: 'inputUncached' })
  })
})

describe('a unit of measure', () => {
  it.each([
    ['1K', 'x', '1000'],
    ['1M', 'x', '1000000'],
    ['10K', 'x', '10000'],
    ['1K Tokens', 'x', '1000'],
    ['1', '5.4 inp Gl 1M Tokens', '1000000'],
    ['1', 'paygo-inference-input-tokens', ''],
    ['1 Hour', '5.4 inp Gl 1M Tokens', null],
    ['100', 'Images', null],
  ])('%s of %s', (unit, meter, tokens) => {
    expect(tokensInMeterUnit(unit, meter)).toBe(tokens)
  })

  it('is a number of hours, or none', () => {
    expect(['1 Hour', '10 Hours', '1/Hour', '1 GB/Month'].map(hoursInUnit)).toEqual(['1', '10', '1', null])
  })
})
