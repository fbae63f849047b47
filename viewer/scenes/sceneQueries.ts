import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sendForm } from '../api/client.js';
import type { Scene } from '../api/model.js';
import { KEYS } from '../api/queries.js';

/** What is said about a scene beside its pixels, as `POST /v1/scenes` takes it. */
export interface SceneFacts {
  readonly title?: string;
  readonly acquiredAt: string;
  readonly sensor: string;
  readonly platform?: string;
  readonly bands?: Readonly<Record<string, number>>;
  readonly quality?: { readonly band: number; readonly coding: string };
}

export function useSceneUpload() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ facts, file }: { readonly facts: SceneFacts; readonly file: File }) =>
      sendForm<Scene>('/v1/scenes', facts, file),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEYS.scenes }),
  });
}
