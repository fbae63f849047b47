import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Determination } from '#domain/alertLife.js';
import { bodyOf, client } from '../api/client.js';
import { KEYS } from '../api/queries.js';
import type { components } from '../api/schema.js';

export type OpenReview = components['schemas']['OpenReviewList']['items'][number];
export type ReviewPlan = components['schemas']['ReviewPlan'];
export type ReviewStatistics = components['schemas']['ReviewStatistics'];
export type ReviewOutcome = components['schemas']['ReviewOutcome'];

const REVIEWS = ['reviews'] as const;

export const useOpenReviews = () =>
  useQuery({
    queryKey: [...REVIEWS, 'open'],
    queryFn: async () => (await bodyOf(client.GET('/v1/second-reviews'))).items,
  });
export const useReviewPlan = () =>
  useQuery({ queryKey: [...REVIEWS, 'plan'], queryFn: () => bodyOf(client.GET('/v1/review-plan')) });
export const useReviewStatistics = () =>
  useQuery({ queryKey: [...REVIEWS, 'statistics'], queryFn: () => bodyOf(client.GET('/v1/review-statistics')) });
export const useConfidenceFits = () =>
  useQuery({
    queryKey: [...REVIEWS, 'fits'],
    queryFn: async () => (await bodyOf(client.GET('/v1/confidence-fits'))).items,
  });

/** What the reviewer sees of alerts changes as well. */
function useReviewAct<T, R>(act: (given: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: REVIEWS }),
        queries.invalidateQueries({ queryKey: KEYS.alerts }),
      ]),
  });
}

export const useTaking = () =>
  useReviewAct((id: string) => bodyOf(client.POST('/v1/second-reviews/{id}/take', { params: { path: { id } } })));

export const useSecondDecision = (id: string) =>
  useReviewAct((determination: Determination) =>
    bodyOf(
      client.POST('/v1/second-reviews/{id}/decision', { params: { path: { id } }, body: { determination } as never }),
    ),
  );

export const usePlanning = () => useReviewAct((body: ReviewPlan) => bodyOf(client.PUT('/v1/review-plan', { body })));

export const useFitting = () => useReviewAct(() => bodyOf(client.POST('/v1/confidence-fits')));
