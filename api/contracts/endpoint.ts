import type { z } from 'zod';
import type { Right } from '#domain/people.js';

/**
 * Who may call an endpoint. A right of the role table, or `signedIn` (any session or key), `person` (a session: keys have no
 * account of their own), or `anonymous`. It is not optional: an endpoint without a right does not compile.
 */
export type Access = Right | 'signedIn' | 'person' | 'anonymous';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A body that is not JSON: bytes of a picture or a tile, a stream of events, or text. */
export interface MediaResponse {
  readonly mediaType: string;
  readonly description: string;
}

export type Tag =
  | 'session'
  | 'people'
  | 'scenes'
  | 'plans'
  | 'watching'
  | 'rules'
  | 'alerts'
  | 'flags'
  | 'tiles'
  | 'ogc'
  | 'indicators'
  | 'operations';

/** Everything about a route but the handler: what authorizes, validates and documents it. */
export interface Endpoint {
  readonly id: string;
  readonly method: HttpMethod;
  /** Router form, `/v1/scenes/:id`. */
  readonly path: string;
  readonly right: Access;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** JSON body. */
  readonly body?: z.ZodType;
  /** Multipart form accepted beside JSON: its file part is streamed, so the handler reads the request itself. */
  readonly upload?: { readonly parts: z.ZodObject; readonly description: string };
  /** Statuses of success; all of them answer with `response`. */
  readonly success: readonly [number, ...number[]];
  /** Schema of a JSON answer, a medium, or null where there is no body. */
  readonly response: z.ZodType | MediaResponse | null;
  /** Media type of a JSON answer; default `application/json`. */
  readonly responseType?: 'application/json' | 'application/geo+json';
  /** Open to people who must choose a password before anything else. */
  readonly isForNewcomers?: true;
  /** Accepts `Idempotency-Key`: the same key with the same body gives the same answer. */
  readonly isIdempotent?: true;
}

/** Keeps the literal types of an endpoint, so that its handler is checked against its schemas. */
export function defineEndpoint<const E extends Endpoint>(endpoint: E): E {
  return endpoint;
}

export function isMediaResponse(response: Endpoint['response']): response is MediaResponse {
  return response !== null && 'mediaType' in response;
}
