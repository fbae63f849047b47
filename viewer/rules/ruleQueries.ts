import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AsKnown, ReplayChange } from '#domain/replay.js';
import { bodyOf, client } from '../api/client.js';
import type { components } from '../api/schema.js';

type Schemas = components['schemas'];
export type RuleSetVersion = Schemas['RuleSetVersion'];
export type RuleSet = Schemas['RuleSet'];
export type RuleSetProblem = Schemas['RuleSetValidation']['problems'][number];
export type Replay = Schemas['Replay'];
export type ReplayDifference = Schemas['ReplayDifference'];

export interface RuleSetName {
  readonly id: string;
  readonly version: string;
}

const RULE_SETS = ['ruleSets'] as const;
const REPLAYS = ['replays'] as const;
/** While a replay waits or is worked on. */
const LOOK_AGAIN_MS = 700;

export function useRuleSets() {
  return useQuery({
    queryKey: RULE_SETS,
    queryFn: async () => (await bodyOf(client.GET('/v1/rule-sets'))).items,
  });
}

export function useRuleSet({ id, version }: RuleSetName) {
  return useQuery({
    queryKey: [...RULE_SETS, id, version],
    queryFn: () => bodyOf(client.GET('/v1/rule-sets/{id}/{version}', { params: { path: { id, version } } })),
  });
}

/** What is wrong with rules that are being written; null while they are not asked about. */
export function useRuleProblems(content: unknown, isAsked: boolean) {
  return useQuery({
    queryKey: [...RULE_SETS, 'problems', JSON.stringify(content)],
    queryFn: async (): Promise<readonly RuleSetProblem[]> =>
      (await bodyOf(client.POST('/v1/rule-sets/validate', { body: { content } }))).problems,
    enabled: isAsked,
    placeholderData: (previous) => previous,
    gcTime: 60_000,
  });
}

/** Stores a new draft. */
export function useNewDraft() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly content: Record<string, unknown>; readonly note: string | null }) =>
      bodyOf(client.POST('/v1/rule-sets', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: RULE_SETS }),
  });
}

/** Changes, publishes or throws away a version; the lists are read anew. */
export function useRuleSetActs({ id, version }: RuleSetName) {
  const queries = useQueryClient();
  const params = { path: { id, version } };
  const onSuccess = () => queries.invalidateQueries({ queryKey: RULE_SETS });
  const change = useMutation({
    mutationFn: (body: {
      readonly content: Record<string, unknown>;
      readonly note: string | null;
      readonly expectedRevision: number;
    }) => bodyOf(client.PUT('/v1/rule-sets/{id}/{version}', { params, body })),
    onSuccess,
  });
  const publish = useMutation({
    mutationFn: (body: { readonly hash: string; readonly note: string }) =>
      bodyOf(client.POST('/v1/rule-sets/{id}/{version}/publish', { params, body })),
    onSuccess,
  });
  const discard = useMutation({
    mutationFn: () => bodyOf(client.DELETE('/v1/rule-sets/{id}/{version}', { params })),
    onSuccess,
  });
  return { change, publish, discard };
}

/** What a run is to be judged by again: nothing for its own rules. */
export interface ReplayRequest {
  readonly runId: string;
  readonly ruleSet?: RuleSetName;
  readonly content?: Record<string, unknown>;
  readonly asKnown: AsKnown;
}

/** Asks for replays, one after the other. */
export function useNewReplays() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (requests: readonly ReplayRequest[]): Promise<readonly Replay[]> => {
      const replays: Replay[] = [];
      for (const { runId, ...body } of requests) {
        replays.push(await bodyOf(client.POST('/v1/runs/{id}/replays', { params: { path: { id: runId } }, body })));
      }
      return replays;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [...REPLAYS, 'list'] }),
  });
}

const replayQuery = (id: string) => ({
  queryKey: [...REPLAYS, id],
  queryFn: () => bodyOf(client.GET('/v1/replays/{id}', { params: { path: { id } } })),
  refetchInterval: ({ state }: { state: { data?: Replay | undefined } }) =>
    state.data === undefined || state.data.status === 'queued' ? LOOK_AGAIN_MS : (false as const),
});

/** A replay, looked at again until it is done. */
export const useReplay = (id: string) => useQuery(replayQuery(id));

/** Several at once, in the order of the ids. */
export const useReplaysById = (ids: readonly string[]) => useQueries({ queries: ids.map(replayQuery) });

/** The newest replays. */
export function useReplays() {
  return useQuery({
    queryKey: [...REPLAYS, 'list'],
    queryFn: async () => (await bodyOf(client.GET('/v1/replays', { params: { query: { limit: 20 } } }))).items,
    refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === 'queued') ? LOOK_AGAIN_MS * 3 : false),
  });
}

/** The first differences of a replay, 200 at most. */
export function useReplayDifferences(id: string, change: ReplayChange | null, isNeeded: boolean) {
  return useQuery({
    queryKey: [...REPLAYS, id, 'differences', change],
    enabled: isNeeded,
    queryFn: () => {
      const query = { limit: 200, ...(change !== null && { change }) };
      return bodyOf(client.GET('/v1/replays/{id}/differences', { params: { path: { id }, query } }));
    },
  });
}
