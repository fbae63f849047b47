import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.js';

/** The path of Chromium, or null with a message where there is none: browser tests are skipped then, and only then. */
export function chromiumOrNull(): string | null {
  try {
    return chromiumPath();
  } catch (error) {
    process.stderr.write(`browser tests are skipped: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}

/** @param language of the browser's own words (dates, say), as `LANGUAGE` takes it; default: the machine's */
export function launchBrowser(language?: string): Promise<Browser> {
  const quiet = ['--disable-gpu', '--disable-component-update', '--disable-sync', '--no-first-run'];
  const env = language === undefined ? {} : { env: { ...process.env, LANGUAGE: language } as Record<string, string> };
  return chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_FLAGS, ...quiet], ...env });
}

/** A page and what went wrong on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors and uncaught exceptions, in order. */
  readonly errors: string[];
  /** Addresses asked for outside of the server under test. */
  readonly foreignRequests: string[];
}

/** @param origin of the server under test, `http://127.0.0.1:N` */
export async function watchedPage(context: BrowserContext, origin: string): Promise<WatchedPage> {
  const page = await context.newPage();
  const errors: string[] = [];
  const foreignRequests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (asked !== origin && protocol !== 'data:' && protocol !== 'blob:') foreignRequests.push(request.url());
  });
  return { page, errors, foreignRequests };
}

/** Serious and critical accessibility findings of the page as it stands, one line each; empty where there are none. */
export async function seriousAxeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`));
}

/**
 * Resolves once `isSo` answers true. The page forbids evaluating text as script, which is how the browser driver would
 * wait by itself.
 * @throws Error naming `what` after `timeoutMs`
 */
export async function eventually(what: string, isSo: () => Promise<boolean>, timeoutMs = 30_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
