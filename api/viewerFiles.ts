import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import type Koa from 'koa';

/** Paths that are never pages of the viewer, so that a mistyped address gets a 404 instead of a page. */
const NOT_PAGES = /^\/(v1|tiles|docs|metrics|healthz|readyz|openapi\.json)(\/|$)/;

/**
 * Serves the built viewer: files as they are, and `index.html` for every other page address, since the viewer routes by
 * itself. Files under `assets/` carry a hash in their name and are kept for a year; the rest is asked about each time.
 */
export function serveViewer(viewerDir: string): Koa.Middleware {
  const root = resolve(viewerDir);
  return async (ctx, next) => {
    if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || NOT_PAGES.test(ctx.path)) return next();
    ctx.state['route'] = 'viewer';
    const file = await fileOf(root, ctx.path);
    if (file === null) return next();
    ctx.type = extname(file.path);
    ctx.length = file.bytes;
    ctx.lastModified = file.modifiedAt;
    const isHashed = file.path.startsWith(join(root, 'assets') + sep);
    ctx.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    ctx.body = createReadStream(file.path);
  };
}

interface ViewerFile {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

/** The file of an address; a page address (no extension) is `index.html`; null where there is none. */
async function fileOf(root: string, address: string): Promise<ViewerFile | null> {
  const relative = decoded(address);
  if (relative === null) return null;
  const path = normalize(join(root, relative));
  if (path !== root && !path.startsWith(root + sep)) return null;
  const isPage = extname(path) === '' || path === root;
  return regularFile(root, isPage ? join(root, 'index.html') : path);
}

function decoded(address: string): string | null {
  try {
    const text = decodeURIComponent(address);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** The file itself, not a folder, nor what a symbolic link leads to outside the root. */
async function regularFile(root: string, path: string): Promise<ViewerFile | null> {
  try {
    const [realRoot, realFile] = await Promise.all([realpath(root), realpath(path)]);
    const facts = await stat(realFile);
    const isOwn = facts.isFile() && realFile.startsWith(realRoot + sep);
    return isOwn ? { path, bytes: facts.size, modifiedAt: facts.mtime } : null;
  } catch {
    return null;
  }
}
