// What the kernel offers. Memory is laid out by shared/kernel/kernel.ts.
export { simulate } from './market'
export { evaluate } from './strategy'

/** Where free memory begins. */
export function base(): usize {
  return __heap_base
}
