// Fireworks usage CSV: per person and model, tokens of serverless use and accelerator seconds of deployments. Times end in
// ` UTC`. There are no costs. Source: Fireworks documentation of the billing export (2026).
import { between, type Format } from '../format.ts'
import { gpuLabels, gpuNamed } from '../gpu-machines.ts'
import { count, over, quantity } from '../measure.ts'

export const fireworksUsageCsv: Format = {
  id: 'fireworks-usage-csv',
  title: 'Fireworks usage export',
  shape: 'csv',
  signature: ['start_time', 'end_time', 'usage_type', 'accelerator_seconds', 'base_model_name'],
  columns: {
    dates: ['start_time', 'end_time'],
    counts: ['prompt_tokens', 'completion_tokens'],
    amounts: ['accelerator_seconds'],
    texts: ['base_model_name', 'accelerator_type'],
    dimensions: ['email', 'usage_type', 'model_bucket'],
    ignored: ['parameter_count'],
  },
  zone: 'UTC',
  population: 'platform',
  standing: 'vendorUsage',
  identity: 'key',
  idle: ['prompt_tokens', 'completion_tokens', 'accelerator_seconds'],
  rule: (texts) => {
    const accelerator = texts.text('accelerator_type')
    const gpu = gpuNamed(accelerator.replaceAll('_', ' ')) || accelerator
    return {
      provider: 'fireworks',
      model: texts.text('base_model_name'),
      tier: /batch/i.test(texts.text('usage_type')) ? 'batch' : 'standard',
      dimensions: gpu === '' ? {} : gpuLabels(gpu, 'on-demand'),
      period: between('start_time', 'end_time'),
      measures: {
        inputUncached: count('prompt_tokens'),
        output: count('completion_tokens'),
        gpuHours: over(quantity('accelerator_seconds'), '3600'),
      },
    }
  },
}
