import { expect, test } from '@jest/globals';
import { startProgress } from '#cli/progress.js';

/** Stands in for standard error that no terminal shows. */
function recorder(): { readonly stream: NodeJS.WriteStream; readonly lines: string[] } {
  const lines: string[] = [];
  const stream = { isTTY: false, write: (text: string) => lines.push(text) > 0 } as unknown as NodeJS.WriteStream;
  return { stream, lines };
}

test('without a terminal, each quarter is told once, and the end', () => {
  const { stream, lines } = recorder();
  const progress = startProgress('scenes', 8, stream);
  for (let done = 0; done <= 8; done++) progress.set(done, `scene ${done}`);
  progress.finish('8 stored');
  expect(lines).toEqual([
    'scenes: 25 % scene 2\n',
    'scenes: 50 % scene 4\n',
    'scenes: 75 % scene 6\n',
    'scenes: done 8 stored\n',
  ]);
});

test('a leap over several quarters is told once', () => {
  const { stream, lines } = recorder();
  const progress = startProgress('scenes', 100, stream);
  progress.set(60);
  progress.set(61);
  expect(lines).toEqual(['scenes: 60 %\n']);
});
