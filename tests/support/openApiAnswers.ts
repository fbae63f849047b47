import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { buildOpenApi } from '#api/openapi.js';

/** An answer as it came. */
export interface AnswerToValidate {
  readonly status: number;
  /** Header `Content-Type`; empty where there is none. */
  readonly contentType: string;
  /** Parsed where it is JSON. */
  readonly json: unknown;
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

const document = JSON.parse(JSON.stringify(buildOpenApi())) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
// ajv-formats is CommonJS: its default export is the module where Node loads it.
const addFormats = addFormatsModule as unknown as (ajv: Ajv2020) => void;
/** A validator of JSON Schema 2020-12 that knows nothing of the schemas' source: it reads the published document. */
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
// `coerce` of numbers is the reader's business; binary and formats of OpenAPI's own say nothing to JSON.
for (const format of ['binary', 'double', 'int32', 'int64']) ajv.addFormat(format, true);
ajv.addSchema(document, 'openapi');
const compiled = new Map<string, ValidateFunction>();

/**
 * Holds an answer against the published document.
 * @param path router form, `/v1/alerts/:id`
 * @returns what does not conform, empty where everything does
 */
export function nonconformities(method: string, path: string, answer: AnswerToValidate): readonly string[] {
  const documented = path.replaceAll(/:(\w+)/g, '{$1}');
  const operation = document.paths[documented]?.[method.toLowerCase()];
  if (operation === undefined) return [`${method} ${documented} stands not in the document`];
  const status = String(answer.status) in operation.responses ? String(answer.status) : 'default';
  if (status === 'default' && answer.status < 400) return [`status ${answer.status} is not documented`];
  const { content } = operation.responses[status]!;
  const contentType = answer.contentType.split(';')[0]!.trim();
  if (content === undefined) return contentType === '' ? [] : [`a body of ${contentType} is not documented`];
  const media = [contentType, '*/*'].find((type) => type in content);
  if (media === undefined) return [`${contentType} is not documented, only ${Object.keys(content).join(', ')}`];
  if (!contentType.endsWith('json') || answer.json === undefined) return [];
  const pointer = ['paths', documented, method.toLowerCase(), 'responses', status, 'content', media, 'schema']
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const reference = `openapi#/${pointer}`;
  let validate = compiled.get(reference);
  if (validate === undefined) compiled.set(reference, (validate = ajv.compile({ $ref: reference })));
  if (validate(answer.json)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}
