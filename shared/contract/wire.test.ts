// The codec's promises: what goes in comes out, and nothing hostile gets further than BadFrame.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BadFrame, decodeFrame, encodeFrame, type Frame, maxMessageBytes, parseFrame } from './wire.ts'

const call = (args: unknown): Frame => ({ kind: 'call', id: 1, name: 'usage.series', args })
const decode = (bytes: Uint8Array<ArrayBuffer>) => decodeFrame(bytes.buffer)

/** A message with the given header text and no blocks, as an attacker would write it. */
function message(header: string): ArrayBuffer {
  const text = new TextEncoder().encode(header)
  const bytes = new Uint8Array(4 + text.length)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 4)
  return bytes.buffer
}

const typedArray = fc.oneof(fc.float64Array(), fc.int32Array(), fc.uint8Array())
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null), typedArray, fc.constant('\u0000f64:3')),
    fc.array(tie('tree'), { maxLength: 5 }),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('tree'),
      { noNullPrototype: true, maxKeys: 5 },
    ),
  ),
}))

describe('round trip', () => {
  it('gives back any tree of JSON values, special numbers and typed arrays', () => {
    fc.assert(
      fc.property(tree, (args) => {
        expect(decode(encodeFrame(call(args)))).toEqual(call(args))
      }),
    )
  })

  it('keeps NaN, infinities and negative zero, which JSON alone would lose', () => {
    const args = { budget: Number.NaN, high: Infinity, low: -Infinity, zero: -0 }
    expect(decode(encodeFrame(call(args)))).toEqual(call(args))
  })

  it('keeps a view of a larger array as that view only', () => {
    const all = Float64Array.from({ length: 10 }, (_, index) => index)
    const frame = decode(encodeFrame(call(all.subarray(3, 5)))) as Extract<Frame, { kind: 'call' }>
    expect(frame.args).toEqual(Float64Array.of(3, 4))
    expect((frame.args as Float64Array).buffer.byteLength).toBe(16)
  })

  it('starts every block at a multiple of eight bytes, little-endian', () => {
    const bytes = encodeFrame(call([Uint8Array.of(7), Float64Array.of(1)]))
    const double = bytes.byteLength - 8
    expect(double % 8).toBe(0)
    expect(new DataView(bytes.buffer).getFloat64(double, true)).toBe(1)
  })
})

describe('refusals', () => {
  const whole = encodeFrame(call({ a: Float64Array.of(1, 2), b: Uint8Array.of(3) }))

  it('refuses a message cut anywhere', () => {
    for (let length = 0; length < whole.byteLength; length++) expect(() => decodeFrame(whole.buffer.slice(0, length))).toThrow(BadFrame)
  })

  it('refuses bytes after the last block', () => {
    const longer = new Uint8Array(whole.byteLength + 8)
    longer.set(whole)
    expect(() => decode(longer)).toThrow(BadFrame)
  })

  it('refuses any random bytes without another kind of error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(() => decodeFrame(bytes.slice().buffer)).toThrow(BadFrame)
      }),
    )
  })

  it('refuses a message above the limit before reading it', () => {
    expect(() => decodeFrame(new ArrayBuffer(maxMessageBytes + 1))).toThrow(/bytes/)
  })

  it.each([
    ['a field named __proto__', '{"kind":"call","id":1,"name":"x","args":{"__proto__":{"admin":true}}}'],
    ['the same name escaped', '{"kind":"call","id":1,"name":"x","args":{"\\u005f_proto__":1}}'],
    ['a block that is not there', '{"kind":"call","id":1,"name":"x","args":"\\u0000f64:4"}'],
    ['a block longer than memory', '{"kind":"call","id":1,"name":"x","args":"\\u0000f64:999999999"}'],
    ['an unknown mark', '{"kind":"call","id":1,"name":"x","args":"\\u0000constructor"}'],
    ['a frame of no known kind', '{"kind":"eval","code":"1"}'],
    ['a fractional id', '{"kind":"cancel","id":1.5}'],
    ['text that is not JSON', '{"kind":'],
    ['nesting without end', '['.repeat(200_000)],
  ])('refuses %s', (_what, header) => {
    expect(() => decodeFrame(message(header))).toThrow(BadFrame)
  })

  it('refuses a header that is not UTF-8', () => {
    expect(() => decodeFrame(Uint8Array.of(2, 0, 0, 0, 0xff, 0xfe).buffer)).toThrow(BadFrame)
  })

  it('drops fields a frame does not have', () => {
    expect(parseFrame({ kind: 'cancel', id: 3, extra: 'x' })).toEqual({ kind: 'cancel', id: 3 })
  })
})
