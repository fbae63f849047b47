import * as store from '#store/review/index.js';
import * as contract from '../contracts/secondReviews.js';
import { route } from '../route.js';

const plan = route(contract.readReviewPlan, async ({ caller }, { db }) => ({
  body: await store.ownReviewPlan(db, caller),
}));

const planAnew = route(contract.putReviewPlan, async ({ body, caller }, { db }) => ({
  body: await store.saveReviewPlan(db, caller, body),
}));

const open = route(contract.listOpenReviews, async ({ caller }, { db }) => ({
  body: { items: await store.listOpenReviews(db, caller) },
}));

const take = route(contract.takeReview, async ({ params, caller }, { db }) => {
  await store.takeReview(db, caller, params.id, new Date().toISOString());
  return { body: null };
});

const decide = route(contract.decideReview, async ({ params, body, caller }, { db }) => {
  const decision = { alertId: params.id, determination: body.determination };
  return { body: await store.decideReview(db, caller, decision, new Date().toISOString()) };
});

const LAST_DAY = '9999-12-31';

const statistics = route(contract.readReviewStatistics, async ({ query, caller }, { db }) => {
  const period = { from: query.from ?? null, to: query.to ?? LAST_DAY };
  const precision = await store.precisionTable(db, caller, period);
  return { body: { ...(await store.reviewStatistics(db, caller)), precision } };
});

const fits = route(contract.listConfidenceFits, async ({ caller }, { db }) => ({
  body: { items: await store.listFits(db, caller) },
}));

const fit = route(contract.createConfidenceFit, async ({ caller }, { db }) => ({
  body: await store.fitToDeterminations(db, caller),
}));

export const secondReviewRoutes = [plan, planAnew, open, take, decide, statistics, fits, fit];
