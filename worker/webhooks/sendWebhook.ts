import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { flagEvent } from '#domain/flagEvent.js';
import type { Sealing } from '#domain/sealing.js';
import { isAllowed, publicLookup, publicUrl } from '#runtime/publicAddress.js';
import { sealedFor, type OutgoingDelivery } from '#store/webhooks/index.js';

const TIMEOUT_MS = 10_000;
/** Nothing of the answer is of interest; a receiver that keeps talking is left. */
const MOST_ANSWER_BYTES = 64 * 1024;

/** How an attempt ended: the status that was answered, or why none was. */
export type Attempt = { readonly status: number } | { readonly error: string };

export type WebhookSender = (delivery: OutgoingDelivery, at: Date) => Promise<Attempt>;

/** Sends changes of flags to their receivers. */
export function createWebhookSender(allowedHosts: readonly string[], sealing: Sealing): WebhookSender {
  const post = createSignedPost(allowedHosts);
  return async (delivery, at) => {
    try {
      const secret = sealing.open(delivery.sealedSecret, sealedFor(delivery.webhookId));
      return await post({ url: delivery.url, secret, id: messageIdOf(delivery), body: bodyOf(delivery) }, at);
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** What is posted: `id` the same for every attempt, so that who has it already need not take it again. */
export interface SignedPost {
  readonly url: string;
  readonly secret: string;
  readonly id: string;
  readonly body: Buffer;
}

/**
 * Posts signed messages (Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`). Redirects are not
 * followed; addresses inside are not asked but those that the operator allows, whatever a name says at this moment.
 */
export function createSignedPost(allowedHosts: readonly string[]): (post: SignedPost, at: Date) => Promise<Attempt> {
  const lookup = publicLookup();
  return (post, at) =>
    new Promise((resolve) => {
      try {
        const url = publicUrl(post.url, allowedHosts, 'url');
        const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
        const request = send(url, {
          method: 'POST',
          headers: { ...signedHeaders(post, at), 'Content-Length': String(post.body.length) },
          timeout: TIMEOUT_MS,
          signal: AbortSignal.timeout(TIMEOUT_MS),
          ...(isAllowed(url, allowedHosts) ? {} : { lookup }),
        });
        request.on('response', (response) => {
          let bytes = 0;
          const done = (): void => resolve({ status: response.statusCode ?? 0 });
          response.on('data', (part: Buffer) => {
            bytes += part.length;
            if (bytes > MOST_ANSWER_BYTES) response.destroy();
          });
          response.on('close', done);
        });
        request.on('timeout', () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
        request.on('error', (error) => resolve({ error: error.message }));
        request.end(post.body);
      } catch (error) {
        resolve({ error: error instanceof Error ? error.message : String(error) });
      }
    });
}

const messageIdOf = ({ webhookId, change }: Pick<OutgoingDelivery, 'webhookId' | 'change'>): string =>
  `msg_${webhookId}_${change.sequence}`;
const bodyOf = ({ change }: OutgoingDelivery): Buffer => Buffer.from(JSON.stringify(flagEvent(change)));

/** @param at stands in the signature, so that an old message cannot be sent again by somebody else */
export function signedHeaders({ secret, id, body }: Omit<SignedPost, 'url'>, at: Date): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return {
    'Content-Type': 'application/cloudevents+json; charset=utf-8',
    'User-Agent': 'Planwatch',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
