export { isBlindTo } from './blind.js';
export { fitToDeterminations, listFits, type KeptFit } from './confidenceFits.js';
export { decideReview, listOpenReviews, ownReviewPlan, saveReviewPlan, takeReview } from './reviews.js';
export { precisionTable, reviewStatistics } from './statistics.js';
