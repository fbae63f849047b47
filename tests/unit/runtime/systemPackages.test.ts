import { describe, expect, test } from '@jest/globals';
import { visibleStatus } from '../../../setup/aptCatalogue.mjs';

function entry(name: string, fields: Record<string, string> = {}): string {
  const rest = Object.entries(fields).map(([field, value]) => `\n${field}: ${value}`);
  return `Package: ${name}\nStatus: install ok installed${rest.join('')}`;
}

const STATUS = [
  entry('libc6', { Priority: 'optional' }),
  entry('dash', { Essential: 'yes', 'Pre-Depends': 'libc6 (>= 2.36)' }),
  entry('mawk', { Priority: 'required', Provides: 'awk', Depends: 'libc6' }),
  entry('base', { Priority: 'important', Depends: 'awk | gawk, tool:any (>= 1)' }),
  entry('tool', { Priority: 'optional' }),
  entry('postgresql-15', { Priority: 'optional', Depends: 'libc6' }),
  entry('report', { Priority: 'optional', Depends: 'postgresql-15 | mysql, libc6' }),
  entry('gone', { Priority: 'optional' }).replace('install ok installed', 'deinstall ok config-files'),
].join('\n\n');

const namesIn = (status: string): string[] => [...status.matchAll(/^Package: (\S+)$/gm)].map(([, name]) => name!);

describe('what apt shall count as installed', () => {
  test('is what is installed, without what is hidden and what then lacks something', () => {
    const status = visibleStatus(STATUS, { isHidden: (name) => name.startsWith('postgresql'), asOnEmptySystem: false });
    expect(namesIn(status)).toEqual(['libc6', 'dash', 'mawk', 'base', 'tool']);
  });

  test('on an empty system is the base with all that it needs', () => {
    const status = visibleStatus(STATUS, { isHidden: () => false, asOnEmptySystem: true });
    expect(namesIn(status)).toEqual(['libc6', 'dash', 'mawk', 'base', 'tool']);
  });
});
