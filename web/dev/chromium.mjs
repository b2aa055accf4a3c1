import { chromium } from 'playwright-core';

/** Debian's Chromium, without its background traffic; software GL as it comes (WebGL2 works). */
export function launchChromium({ sound = true } = {}) {
  return chromium.launch({
    executablePath: process.env.CITYWALL_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(sound ? ['--autoplay-policy=no-user-gesture-required'] : []),
    ],
  });
}
