import { useTranslation } from 'react-i18next';
import { VIOLATION_KINDS } from '#domain/violation.js';

const RULE_FIELDS = ['enabled', 'toleranceM', 'toleranceM2', 'severity'] as const;
const GENERAL_FIELDS = ['gsdShare', 'minimumAssessedShare', 'baseDate'] as const;

/** What a field of a rule set is called, by its path `/rules/KIND/FIELD`; fields without a name of their own by the path. */
export function useRulePathName(): (path: string) => string {
  const { t } = useTranslation();
  return (path) => {
    const [, list, name, field] = path.split('/');
    const kind = VIOLATION_KINDS.find((known) => list === 'rules' && known === name);
    if (kind !== undefined) {
      const known = RULE_FIELDS.find((one) => one === field);
      return [t(`violation.${kind}`), known === undefined ? (field ?? '') : t(`rules.${known}`)].join(' · ');
    }
    const general = GENERAL_FIELDS.find((one) => path === `/${one}`);
    return general === undefined ? path : t(`rules.field.${general}`);
  };
}
