// User stories in a real browser against the built program. The browser is found (and, the first time,
// unpacked) here, before any worker starts, and it talks to nobody but the loopback host.
import { defineConfig } from '@playwright/test'
import { findChromium } from '../electron/host/chromium.ts'

const chromium = await findChromium()
if (chromium === null) throw new Error('No Chromium was found: set CHROMIUM_PATH to one, or run npm ci on Linux x64.')

export default defineConfig({
  testDir: '../e2e',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  // Simulations are waited for on machines that do other work; a word that never comes still fails in good time.
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    headless: true,
    actionTimeout: 15_000,
    locale: 'en-US',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { executablePath: chromium.path, args: chromium.args },
  },
})
