import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { bodyOf, client } from '../api/client.js';
import type { components } from '../api/schema.js';

export type StandingFindings = components['schemas']['StandingFindings'];
export type PermitFinding = StandingFindings['permits'][number];
export type QuotaFinding = StandingFindings['quotas'][number];

/** What the last run of each watch area says of permits and quotas. */
export function useStandingFindings(): UseQueryResult<StandingFindings> {
  return useQuery({ queryKey: ['standingFindings'], queryFn: () => bodyOf(client.GET('/v1/standing-findings', {})) });
}
