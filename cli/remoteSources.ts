import { InvalidArgumentError } from 'commander';
import type { Config } from '#runtime/config.js';
import { allowRemote } from '#store/rasters/index.js';

/** Lets this process and the threads that it starts from now on read what the configuration, and the user, allow. */
export function allowRemoteSources(config: Config, named: readonly string[] = []): void {
  const { remoteSources, s3Endpoint, s3Region, s3AccessKeyId, s3SecretAccessKey } = config;
  const listed = remoteSources
    .split(',')
    .map((source) => source.trim())
    .filter(Boolean);
  const s3 =
    s3AccessKeyId === null || s3SecretAccessKey === null
      ? null
      : {
          endpoint: s3Endpoint,
          region: s3Region,
          accessKeyId: s3AccessKeyId,
          secretAccessKey: s3SecretAccessKey,
        };
  allowRemote({ sources: [...listed, ...named], s3 });
}

/** Option text of commands that read rasters. */
export const ALLOW_SOURCE = [
  '--allow-source <source>',
  'let rasters be read from a host or an s3://bucket; may be repeated',
] as const;

/** Collects the values of `--allow-source`. */
export function collectSource(text: string, before: readonly string[] = []): readonly string[] {
  if (/^(https?:\/\/|s3:\/\/)?[\w.-]+(:\d+)?\/?$/.test(text)) return [...before, text];
  throw new InvalidArgumentError('Expected host[:port], https://host[:port] or s3://bucket.');
}
