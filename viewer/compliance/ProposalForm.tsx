import { Button, Input, Select } from 'antd';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ZONE_CODES } from '#domain/landCodes.js';
import { areaOfText, type WrittenArea } from '../state/proposalText.js';
import type { ProposalValues } from './complianceQueries.js';
import { FileInput } from '../layout/FileInput.js';
import styles from './compliance.module.css';

/** The form as it is filled in. */
export interface ProposalText {
  readonly area: string;
  readonly crs: string;
  readonly use: readonly string[];
  readonly on: string;
  readonly caseNumber: string;
}

export const EMPTY_PROPOSAL: ProposalText = { area: '', crs: '', use: [], on: '', caseNumber: '' };
/** A file larger than this is no parcel. */
const MOST_FILE_BYTES = 5_000_000;

export function ProposalForm(props: {
  readonly proposal: ProposalText;
  readonly onProposal: (proposal: ProposalText) => void;
  readonly isDrawing: boolean;
  readonly onDraw: () => void;
  readonly isChecking: boolean;
  readonly onCheck: (values: ProposalValues) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { proposal, onProposal } = props;
  const [isTried, setTried] = useState(false);
  const [isTooLarge, setTooLarge] = useState(false);
  const written = areaOfText(proposal.area);
  const problemText = useAreaProblem();
  const areaProblem = isTooLarge ? t('check.problem.tooLarge') : isTried ? problemText(written) : null;
  const useProblem = isTried && proposal.use.length === 0 ? t('check.problem.use') : null;
  const readFile = async (file: File | undefined): Promise<void> => {
    setTooLarge(file !== undefined && file.size > MOST_FILE_BYTES);
    if (file !== undefined && file.size <= MOST_FILE_BYTES) onProposal({ ...proposal, area: await file.text() });
  };
  const submit = (): void => {
    setTried(true);
    if (written.geometry !== null && proposal.use.length > 0) {
      props.onCheck({ ...proposal, geometry: written.geometry });
    }
  };
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={t('check.area')} problem={areaProblem} hint={t('check.areaHint')}>
        {(id, describedBy) => (
          <>
            <div className={styles['row']}>
              <Button onClick={props.onDraw} type={props.isDrawing ? 'primary' : 'default'}>
                {t(props.isDrawing ? 'check.drawing' : 'check.draw')}
              </Button>
              <FileInput
                label={t('check.file')}
                accept=".json,.geojson,.txt,.csv"
                onFiles={([file]) => void readFile(file)}
              />
            </div>
            <Input.TextArea
              id={id}
              aria-describedby={describedBy}
              aria-invalid={areaProblem !== null}
              status={areaProblem === null ? '' : 'error'}
              rows={4}
              value={proposal.area}
              placeholder={'120.10 30.20\n120.11 30.20\n120.11 30.21'}
              onChange={({ target }) => onProposal({ ...proposal, area: target.value })}
            />
          </>
        )}
      </Field>
      <Field label={t('check.crs')} problem={null} hint={t('check.crsHint')}>
        {(id, describedBy) => (
          <Input
            id={id}
            aria-describedby={describedBy}
            value={proposal.crs}
            placeholder="EPSG:4549"
            onChange={({ target }) => onProposal({ ...proposal, crs: target.value.trim() })}
          />
        )}
      </Field>
      <Field label={t('check.use')} problem={useProblem} hint={null}>
        {(id, describedBy) => (
          <Select
            id={id}
            aria-describedby={describedBy}
            aria-label={t('check.use')}
            mode="tags"
            status={useProblem === null ? '' : 'error'}
            value={[...proposal.use]}
            placeholder={t('check.usePlaceholder')}
            options={ZONE_CODES.map(({ code, title }) => ({ value: code, label: `${code} ${title}` }))}
            optionFilterProp="label"
            onChange={(use) => onProposal({ ...proposal, use })}
          />
        )}
      </Field>
      <div className={styles['columns']}>
        <Field label={t('check.on')} problem={null} hint={t('check.onHint')}>
          {(id, describedBy) => (
            <Input
              id={id}
              aria-describedby={describedBy}
              type="date"
              value={proposal.on}
              onChange={({ target }) => onProposal({ ...proposal, on: target.value })}
            />
          )}
        </Field>
        <Field label={t('check.caseNumber')} problem={null} hint={t('check.caseHint')}>
          {(id, describedBy) => (
            <Input
              id={id}
              aria-describedby={describedBy}
              value={proposal.caseNumber}
              onChange={({ target }) => onProposal({ ...proposal, caseNumber: target.value })}
            />
          )}
        </Field>
      </div>
      <Button type="primary" htmlType="submit" loading={props.isChecking}>
        {t('check.submit')}
      </Button>
    </form>
  );
}

/** A field with its hint, and beside it what is wrong. */
function Field(props: {
  readonly label: string;
  readonly problem: string | null;
  readonly hint: string | null;
  readonly children: (id: string, describedBy: string) => ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{props.label}</label>
      {props.children(id, `${id}-said`)}
      <small id={`${id}-said`} className={props.problem === null ? styles['quiet'] : styles['wrong']}>
        {props.problem ?? props.hint}
      </small>
    </div>
  );
}

function useAreaProblem(): (written: WrittenArea) => string | null {
  const { t } = useTranslation();
  return (written) => {
    if (written.problem === null) return null;
    return t(`check.problem.${written.problem}`, { line: written.line ?? 0 });
  };
}
