import type Koa from 'koa';

/** Where the caller reached us, `https://host:port`: links in answers are absolute. */
export const originOf = (http: Koa.Context): string => `${http.protocol}://${http.host}`;
