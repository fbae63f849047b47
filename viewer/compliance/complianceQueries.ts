import { useMutation } from '@tanstack/react-query';
import type { AreaGeometry } from '#domain/geometry.js';
import { bodyOf, client } from '../api/client.js';
import type { components } from '../api/schema.js';

export type ComplianceCheck = components['schemas']['ComplianceCheck'];
export type Conflict = components['schemas']['Conflict'];

export interface ProposalValues {
  readonly geometry: AreaGeometry;
  /** '' for longitude and latitude. */
  readonly crs: string;
  readonly use: readonly string[];
  /** '' for today. */
  readonly on: string;
  /** '' for none. */
  readonly caseNumber: string;
}

export const useComplianceCheck = () =>
  useMutation({
    mutationFn: ({ geometry, crs, use, on, caseNumber }: ProposalValues) => {
      const body = {
        geometry: geometry as components['schemas']['ProposedArea'],
        crs: crs === '' ? null : crs,
        use: [...use],
        caseNumber: caseNumber === '' ? null : caseNumber,
        projectId: null,
        ...(on === '' ? {} : { on }),
      };
      return bodyOf(client.POST('/v1/compliance-checks', { body }));
    },
  });
