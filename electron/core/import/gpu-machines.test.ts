// Hours of machines are hours of GPUs times their number; sizes and names as vendors spell them.
import { describe, expect, it } from 'vitest'
import { awsMachine, azureMachine, gpuNamed } from './gpu-machines.ts'

describe('machines', () => {
  it.each([
    ['p5.48xlarge', 'H100', '8'],
    ['ml.p5en.48xlarge', 'H200', '8'],
    ['p6-b200.48xlarge', 'B200', '8'],
    ['g6f.large', 'L4', '0.125'],
    ['G5.12xlarge', 'A10G', '4'],
  ])('%s of AWS', (type, gpu, count) => {
    expect(awsMachine(type)).toEqual({ gpu, count })
  })

  it.each([
    ['ND96isr H100 v5', 'H100', '8'],
    ['ND96isr H100 v5 Spot', 'H100', '8'],
    ['Standard_NC24ads_A100_v4', 'A100', '1'],
    ['NC6s v3 Low Priority', 'V100', '1'],
    ['NV18ads A10 v5', 'A10', '0.5'],
  ])('%s of Azure', (size, gpu, count) => {
    expect(azureMachine(size)).toEqual({ gpu, count })
  })

  it('without GPUs are none', () => {
    expect([awsMachine('m7i.large'), azureMachine('D2 v3/D2s v3'), azureMachine('')]).toEqual([null, null, null])
  })
})

it.each([
  ['Nvidia H100 80GB GPU running in Americas', 'H100'],
  ['Nvidia Tesla T4 GPU attached to Spot Preemptible VMs', 'T4'],
  ['NVIDIA GB200 NVL72', 'GB200'],
  ['NVIDIA GeForce RTX 4090', 'RTX 4090'],
  ['N2 Instance Core', ''],
])('%s names %s', (words, gpu) => {
  expect(gpuNamed(words)).toBe(gpu)
})
