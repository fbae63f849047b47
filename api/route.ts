import type { Readable } from 'node:stream';
import type Koa from 'koa';
import type { z } from 'zod';
import type { Caller } from '#domain/people.js';
import type { Endpoint, MediaResponse } from './contracts/endpoint.js';
import type { ApiServices } from './services.js';

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** Read-only all the way down, so that the domain's records can be answered as they are. */
type Answerable<T> = T extends (infer I)[]
  ? readonly Answerable<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Answerable<T[K]> }
    : T;

type BodyOf<E extends Endpoint> = E['response'] extends z.ZodType
  ? Answerable<z.input<E['response']>>
  : E['response'] extends MediaResponse
    ? Buffer | string | Readable
    : null;

/** A request that may be made by this caller, with everything validated. */
export interface ApiRequest<E extends Endpoint> {
  readonly params: Parsed<E['params']>;
  readonly query: Parsed<E['query']>;
  /** Undefined where a form is uploaded: the handler reads `http.req` itself. */
  readonly body: E['upload'] extends object ? Parsed<E['body']> | undefined : Parsed<E['body']>;
  readonly caller: E['right'] extends 'anonymous' ? null : Caller;
  /** For what is not in the schemas: cookies, streams, the address of the caller. */
  readonly http: Koa.Context;
}

export interface Reply<B> {
  readonly body: B;
  /** One of the endpoint's success statuses; default the first. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler<E extends Endpoint> = (request: ApiRequest<E>, services: ApiServices) => Promise<Reply<BodyOf<E>>>;

/** An endpoint with the code that serves it. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly handler: Handler<Endpoint>;
}

/** Puts an endpoint and its handler together; the handler's types follow from the endpoint's schemas. */
export function route<const E extends Endpoint>(endpoint: E, handler: Handler<E>): Route {
  // The schemas that make the narrower types true are the ones `serve` validates with.
  return { endpoint, handler: handler as unknown as Handler<Endpoint> };
}
