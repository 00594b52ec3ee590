// What a line of a cloud's bill counts, in the shape its rule lays beside whose line it is.
import type { TokenBucket } from '../../../shared/domain/usage.ts'
import type { Meaning, Measures } from './format.ts'
import type { Measure } from './measure.ts'

export type Use = Pick<Meaning, 'model' | 'tier' | 'context' | 'charge' | 'dimensions' | 'measures'>

export type Modality = '' | 'audio' | 'image'

/** Tokens of one bucket; those of sound or pictures are an annotation as well. */
export const tokenMeasures = (bucket: TokenBucket, tokens: Measure, modality: Modality): Measures =>
  modality === ''
    ? { [bucket]: tokens }
    : { [bucket]: tokens, annotations: { [modality + (bucket === 'output' ? 'Output' : 'Input')]: tokens } }
