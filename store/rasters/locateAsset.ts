import { resolve } from 'node:path';
import type { SceneAsset } from '#domain/scene.js';
import { isRemotePath } from './remoteAccess.js';

/** The asset with the paths of its files, relative to `root`, made absolute; addresses stay as they are. */
export function locateAsset(asset: SceneAsset, root: string): SceneAsset {
  const at = (path: string): string => (isRemotePath(path) ? path : resolve(root, path));
  const { path, quality, files } = asset;
  return {
    ...asset,
    path: at(path),
    ...(files && { files: Object.fromEntries(Object.entries(files).map(([band, file]) => [band, at(file)])) }),
    quality: quality && { ...quality, path: quality.path === null ? null : at(quality.path) },
  };
}
