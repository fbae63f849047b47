import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { officeDayOf } from '#domain/time.js';
import { useLayers, useScenes } from '../api/queries.js';
import { LoadingNotice } from '../layout/LoadingNotice.js';
import { ProblemNotice } from '../layout/ProblemNotice.js';
import type { Ring } from '../state/markedAlerts.js';
import { layersInForce } from '../state/layersInForce.js';
import { areaOfText, textOfRing } from '../state/proposalText.js';
import { CheckAnswer } from './CheckAnswer.js';
import { CheckMap } from './CheckMap.js';
import { useComplianceCheck } from './complianceQueries.js';
import { EMPTY_PROPOSAL, ProposalForm, type ProposalText } from './ProposalForm.js';
import styles from './compliance.module.css';

/** Holds a proposal against plans, permits and open alerts; nothing of it is stored. */
export default function CompliancePage(): ReactElement {
  const { t } = useTranslation();
  const scenes = useScenes();
  const layers = useLayers();
  const check = useComplianceCheck();
  const [proposal, setProposal] = useState<ProposalText>(EMPTY_PROPOSAL);
  const [corners, setCorners] = useState<Ring | null>(null);
  const [shownConflict, setShownConflict] = useState<number | null>(null);
  const [today] = useState(() => officeDayOf(new Date().toISOString()));
  const on = proposal.on === '' ? today : proposal.on;
  const inForce = useMemo(() => layersInForce(layers.data ?? [], on), [layers.data, on]);
  const drawn = useMemo(() => {
    const { geometry } = areaOfText(proposal.area);
    return proposal.crs === '' ? geometry : null;
  }, [proposal.area, proposal.crs]);
  if (scenes.isError) return <ProblemNotice thrown={scenes.error} onRetry={() => void scenes.refetch()} />;
  if (scenes.isPending) return <LoadingNotice />;
  const change = (next: ProposalText): void => {
    setProposal(next);
    check.reset();
    setShownConflict(null);
  };
  return (
    <div className={styles['page']}>
      <section className={styles['panel']} aria-labelledby="check-title">
        <h1 id="check-title">{t('check.title')}</h1>
        <p className={styles['quiet']}>{t('check.intro')}</p>
        <ProposalForm
          proposal={proposal}
          onProposal={change}
          isDrawing={corners !== null}
          onDraw={() => setCorners([])}
          isChecking={check.isPending}
          onCheck={(values) => check.mutate(values)}
        />
        {check.isError && <ProblemNotice thrown={check.error} />}
        {check.isSuccess && <CheckAnswer answer={check.data} shown={shownConflict} onShow={setShownConflict} />}
      </section>
      <div className={styles['map']}>
        <CheckMap
          scenes={scenes.data}
          layers={inForce}
          proposal={check.data?.geometry ?? drawn}
          conflict={shownConflict === null ? null : (check.data?.conflicts[shownConflict]?.geometry ?? null)}
          drawing={
            corners === null
              ? null
              : {
                  corners,
                  onCorners: setCorners,
                  onCancel: () => setCorners(null),
                  onEnd: () => {
                    if (corners.length >= 3) change({ ...proposal, area: textOfRing(corners), crs: '' });
                    setCorners(null);
                  },
                }
          }
        />
      </div>
    </div>
  );
}
