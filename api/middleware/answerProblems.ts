import type Koa from 'koa';
import { log } from '#runtime/log.js';
import { problemOf } from '../problems.js';
import { requestIdOf } from './requestContext.js';

/** The one catch: whatever was thrown becomes application/problem+json. */
export const answerProblems: Koa.Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    const { problem, headers, isDefect } = problemOf(error, requestIdOf(ctx));
    if (isDefect) log().error({ err: error }, 'Request:Answer:Defect');
    else if (problem.status === 503) log().warn({ err: error }, 'Request:Answer:Unavailable');
    ctx.status = problem.status;
    ctx.remove('ETag');
    ctx.set({ ...headers, 'Cache-Control': 'no-store' });
    ctx.body = JSON.stringify(problem);
    ctx.type = 'application/problem+json';
  }
};
