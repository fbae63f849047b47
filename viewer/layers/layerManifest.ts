/** What the form of an import holds: facts of the version, names of the source's fields, and how the file is read. */
export type ImportValues = Readonly<Record<string, string | undefined>>;

export const TEXT_FACTS = ['id', 'version', 'title', 'validFrom', 'validTo', 'owner', 'asOf', 'legalBasis'] as const;
export const REQUIRED_FACTS: readonly string[] = ['kind', 'id', 'version', 'title', 'validFrom'];
export const DAYS: readonly string[] = ['validFrom', 'validTo', 'asOf'];
export const OUR_FIELDS = ['code', 'name', 'use'] as const;
export const SOURCE_HINTS = ['crs', 'encoding', 'layer', 'mapping', 'saveMappingAs'] as const;

/** Names of the form's fields by the step that shows them. */
export const STEP_FIELDS: Readonly<Record<'facts' | 'mapping', readonly string[]>> = {
  facts: ['kind', ...TEXT_FACTS],
  mapping: [...OUR_FIELDS.map((name) => `field.${name}`), ...SOURCE_HINTS],
};

/** The manifest that goes with the file; what was left empty is left out. */
export function manifestOf(values: ImportValues): object {
  const given = ['kind', ...TEXT_FACTS, ...SOURCE_HINTS].filter((name) => values[name]);
  const fields = OUR_FIELDS.filter((name) => values[`field.${name}`]).map((name) => [name, values[`field.${name}`]]);
  const facts = Object.fromEntries(given.map((name) => [name, values[name]])) as object;
  return fields.length === 0 ? facts : { ...facts, fields: Object.fromEntries(fields) as object };
}

/** The form's field that a refusal is about (`manifest.validTo`, `layer a, version b: kind`), or null where there is none. */
export function fieldOfWhere(where: string | null): string | null {
  if (where === null) return null;
  const [subject = '', part] = where.split(': ');
  const path = part ?? (/^layer .+, version /.test(subject) ? 'version' : subject.replace(/^(body\.)?manifest\./, ''));
  const name = path.replace(/^fields\./, 'field.');
  return [...STEP_FIELDS.facts, ...STEP_FIELDS.mapping].find((field) => field === name) ?? null;
}
