import type { BundleFile, JudgedInput, ProvDocument } from '#domain/evidenceBundle.js';
import { judgedInputFile } from '#domain/evidenceBundle.js';
import { contentHashOf } from '#domain/id.js';
import type { BundleSources } from './bundleSources.js';

type Facts = Record<string, unknown>;
type Records = Record<string, Facts>;

const text = (value: string, type: string): Facts => ({ $: value, type });
const time = (value: string): Facts => text(value, 'xsd:dateTime');
const labelled = (type: string, label: string, facts: Facts = {}): Facts => ({
  'prov:type': text(type, 'xsd:QName'),
  'prov:label': label,
  ...facts,
});

/**
 * Where the alert came from, in terms of PROV-DM: scenes → detection → patch → judging (by layers, permits and rules as known
 * then) → judgement → alert; what people did with it, each act under the hash of its entry in the audit trail; the files.
 */
export function provenanceOf(sources: BundleSources, files: readonly BundleFile[]): ProvDocument {
  const graph = createGraph();
  graph.agent('pw:planwatch', labelled('prov:SoftwareAgent', 'Planwatch'));
  const alertId = `pw:alert/${sources.alert.id}`;
  graph.entity(alertId, labelled('pw:Alert', sources.alert.kind, { 'pw:status': sources.alert.status }));
  for (const scene of sources.scenes) {
    const facts = { 'pw:sha256': scene.contentHash, 'pw:acquiredAt': time(scene.acquiredAt) };
    graph.entity(`pw:scene/${scene.id}`, labelled('pw:Scene', scene.title, facts));
  }
  for (const input of sources.inputs) addJudging(graph, input, alertId);
  addActs(graph, sources, alertId);
  for (const { path, sha256, bytes } of files) {
    graph.entity(
      `file:${path}`,
      labelled('pw:File', path, { 'prov:atLocation': path, 'pw:sha256': sha256, 'pw:bytes': bytes }),
    );
    graph.derived(`file:${path}`, alertId);
  }
  return graph.document();
}

function addJudging(graph: Graph, input: JudgedInput, alertId: string): void {
  const { patch, run, judgement } = input;
  const [detection, judging] = [`pw:run/${run.id}`, `pw:judging/${patch.id}`];
  const [patchId, judgementId] = [`pw:patch/${patch.id}`, `pw:judgement/${patch.id}`];
  graph.activity(
    detection,
    labelled('pw:Detection', patch.detector, {
      'prov:startTime': run.createdAt,
      ...(run.finishedAt !== null && { 'prov:endTime': run.finishedAt }),
    }),
  );
  graph.associated(detection, 'pw:planwatch');
  for (const id of [...run.beforeSceneIds, run.afterSceneId]) graph.used(detection, `pw:scene/${id}`);
  const recipe = `pw:recipe/${run.recipe.hash}`;
  graph.entity(recipe, labelled('prov:Plan', `${run.recipe.name} ${run.recipe.version}`));
  graph.used(detection, recipe);
  graph.entity(patchId, labelled('pw:Patch', patch.id, { 'pw:areaM2': patch.areaM2 }));
  graph.generated(patchId, detection);
  graph.activity(judging, labelled('pw:Judging', 'patches → findings'));
  graph.associated(judging, 'pw:planwatch');
  for (const id of [patchId, ...rulesAndPlans(graph, input)]) graph.used(judging, id);
  const location = { 'prov:atLocation': judgedInputFile(patch.id) };
  graph.entity(judgementId, labelled('pw:Judgement', judgement?.verdict ?? 'notJudged', location));
  graph.generated(judgementId, judging);
  graph.derived(alertId, judgementId);
}

/** Names what a patch was held against, and gives the names. */
function rulesAndPlans(graph: Graph, { run, layers, features, permits, orders }: JudgedInput): string[] {
  const names: string[] = [];
  const add = (name: string, facts: Facts): void => {
    graph.entity(name, facts);
    names.push(name);
  };
  const { id, version, hash } = run.ruleSet;
  add(`pw:ruleSet/${hash}`, labelled('prov:Plan', `${id} ${version}`));
  for (const layer of layers) {
    const of = features.filter(({ layerId, layerVersion }) => layerId === layer.id && layerVersion === layer.version);
    if (of.length === 0) continue;
    const facts = { 'pw:validFrom': layer.validFrom, 'pw:asOf': layer.asOf, 'pw:featuresSha256': contentHashOf(of) };
    add(`pw:layer/${layer.id}/${layer.version}`, labelled('pw:LayerVersion', layer.title, facts));
  }
  for (const permit of permits) {
    const facts = { 'pw:grantedOn': permit.grantedOn, 'pw:sha256': contentHashOf(permit) };
    add(`pw:permit/${permit.caseNumber}/${permit.revision}`, labelled('pw:Permit', permit.kind, facts));
  }
  for (const order of orders)
    add(`pw:order/${order.id}`, labelled('pw:Order', order.kind, { 'pw:issuedOn': order.issuedOn }));
  return names;
}

function addActs(graph: Graph, { audit }: BundleSources, alertId: string): void {
  for (const { sequence, at, actor, actorId, act, hash } of audit) {
    const activity = `pw:act/${sequence}`;
    graph.activity(
      activity,
      labelled('pw:Act', act, { 'prov:startTime': at, 'prov:endTime': at, 'pw:auditHash': hash }),
    );
    graph.used(activity, alertId);
    const agent = actorId === null ? 'pw:planwatch' : `pw:person/${actorId}`;
    if (actorId !== null) graph.agent(agent, labelled('prov:Person', actor));
    graph.associated(activity, agent);
  }
}

type Graph = ReturnType<typeof createGraph>;

function createGraph() {
  const entity: Records = {};
  const activity: Records = {};
  const agent: Records = {};
  const [used, wasGeneratedBy, wasDerivedFrom, wasAssociatedWith]: Records[] = [{}, {}, {}, {}];
  const relate = (records: Records, name: string, facts: Facts): void => {
    records[`_:${name}${Object.keys(records).length + 1}`] = facts;
  };
  const define =
    (records: Records) =>
    (id: string, facts: Facts): void => {
      records[id] = facts;
    };
  return {
    entity: define(entity),
    activity: define(activity),
    agent: define(agent),
    used: (by: string, what: string) => relate(used!, 'u', { 'prov:activity': by, 'prov:entity': what }),
    generated: (what: string, by: string) => relate(wasGeneratedBy!, 'g', { 'prov:entity': what, 'prov:activity': by }),
    derived: (what: string, from: string) =>
      relate(wasDerivedFrom!, 'd', { 'prov:generatedEntity': what, 'prov:usedEntity': from }),
    associated: (activityId: string, by: string) =>
      relate(wasAssociatedWith!, 'a', { 'prov:activity': activityId, 'prov:agent': by }),
    document: (): ProvDocument => ({
      prefix: {
        prov: 'http://www.w3.org/ns/prov#',
        xsd: 'http://www.w3.org/2001/XMLSchema#',
        pw: 'urn:planwatch:',
        file: 'urn:planwatch:file:',
      },
      entity,
      activity,
      agent,
      used: used!,
      wasGeneratedBy: wasGeneratedBy!,
      wasDerivedFrom: wasDerivedFrom!,
      wasAssociatedWith: wasAssociatedWith!,
    }),
  };
}
