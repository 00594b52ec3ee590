// The board pack printed by a headless Chromium: tagged, with an outline, offline, without script. The browser is
// found by the caller; null means there is none and the PDF is left out with a remark.

/** An executable and its arguments, or null when this machine has none. */
export type FindChromium = () => Promise<Chromium | null>

export interface Chromium {
  readonly path: string
  readonly args: readonly string[]
}

const printTimeoutMs = 120_000

export async function printPdf(html: string, browserAt: Chromium, signal?: AbortSignal): Promise<Uint8Array> {
  signal?.throwIfAborted()
  // Loaded when it is needed: it takes longer to load than all the rest of the core.
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({
    executablePath: browserAt.path,
    args: [...browserAt.args],
    headless: true,
    timeout: printTimeoutMs,
  })
  const stop = (): void => void browser.close()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    signal?.throwIfAborted()
    // The document needs no network and no script; neither is given, whatever its texts contain.
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true, locale: 'en-US' })
    const page = await context.newPage()
    await page.setContent(html, { waitUntil: 'load', timeout: printTimeoutMs })
    return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true })
  } catch (problem) {
    signal?.throwIfAborted()
    throw problem
  } finally {
    signal?.removeEventListener('abort', stop)
    await browser.close()
  }
}
