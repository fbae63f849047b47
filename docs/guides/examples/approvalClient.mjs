#!/usr/bin/env node
/**
 * An approval system's side of the flag feed, in one file without dependencies (docs/guides/approval-system.md):
 *
 *     node approvalClient.mjs --url http://127.0.0.1:8080 --key pw_… --state flags.json [--once]
 *
 * It asks for what came after the last change it has stored for good, stores changes and place together, and only then acknowledges.
 * It may be killed anywhere: what was not stored is asked for again, what was stored is not applied twice.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    key: { type: 'string' },
    state: { type: 'string', default: 'flags.json' },
    once: { type: 'boolean', default: false },
  },
});
const PAGE = 100;
const PAUSE_MS = 1000;

/** `after`: sequence of the last change stored; `flags`: what each flag is now, by id. */
let state = await readState();

for (;;) {
  try {
    const isBehind = await takePage();
    if (!isBehind && values.once) break;
    if (!isBehind) await pause();
  } catch (error) {
    // The server or the network is away: nothing was stored, so the same question is asked again.
    process.stderr.write(`${error.message}\n`);
    await pause();
  }
}
const report = await ask('/v1/flags/reconciliation', {
  upTo: state.after,
  flags: Object.entries(state.flags).map(([flagId, { status }]) => ({ flagId, status })),
});
process.stdout.write(`${JSON.stringify({ after: state.after, isEqual: report.isEqual })}\n`);
process.exitCode = report.isEqual ? 0 : 1;

/** Takes the next changes over; true where more wait. */
async function takePage() {
  const { events, next, hasMore } = await ask(`/v1/flags?after=${state.after}&limit=${PAGE}`);
  const flags = { ...state.flags };
  for (const { data } of events) {
    // Delivered again, by whatever way: known already.
    if (data.sequence <= (flags[data.flagId]?.sequence ?? 0)) continue;
    flags[data.flagId] = data;
  }
  if (next > state.after) {
    await writeState({ after: next, flags });
    await ask('/v1/flags/acknowledgements', { upTo: next });
  }
  return hasMore;
}

async function ask(path, body) {
  const answer = await fetch(new URL(path, values.url), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Authorization: `Bearer ${values.key}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function readState() {
  try {
    return JSON.parse(await readFile(values.state, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return { after: 0, flags: {} };
  }
}

/** Whole or not at all: a renamed file is the old one or the new one, never half of it. */
async function writeState(next) {
  await writeFile(`${values.state}.part`, JSON.stringify(next));
  await rename(`${values.state}.part`, values.state);
  state = next;
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
