import { areaOf } from '#domain/area.js';
import { BadInputError } from '#domain/errors.js';
import { bboxOfArea, type AreaGeometry } from '#domain/geometry.js';
import { landCodeOf, SURVEY_CODES } from '#domain/landCodes.js';
import type { Caller } from '#domain/people.js';
import { officeDayOf } from '#domain/time.js';
import { widened } from '#pipelines/geometry/planarWindow.js';
import { geodesicAreaM2 } from '#pipelines/kernels/geodesicArea.js';
import { builtClassesOf, parseRuleSet, type RuleSet } from '#pipelines/patches-to-findings/index.js';
import { checkProposal, PROPOSAL_MARGIN_M } from '#pipelines/proposal-to-conflicts/index.js';
import type { Db } from '#store/database.js';
import { listOwnLandCodes } from '#store/landCodes.js';
import { refuseOtherRegion } from '#store/operator.js';
import { loadParcelContext } from '#store/parcelContext.js';
import { readArea } from '#store/vectors/index.js';
import type { ProposalBody } from './contracts/compliance.js';

/** The one door from the API to the pipelines: a compliance check is answered at once, so it is computed here. */

const MOST_CORNERS = 20_000;
const MOST_AREA_M2 = 100e6;

/**
 * Holds a proposal against everything in force or open on its ground. Nothing is stored.
 * @param ruleSet as data; its tolerances and tables of uses hold
 * @throws BadInputError for coordinates that cannot be used, an unknown use, too large a parcel
 * @throws ForbiddenError where the parcel lies in another region than the caller's
 */
export async function checkCompliance(db: Db, caller: Caller, body: ProposalBody, ruleSet: unknown) {
  const rules = parseRuleSet(ruleSet, 'rule set in force');
  requireKnownUse(body.use, rules);
  const { geometry, notes } = readArea(body.geometry, 'body.geometry', { crs: body.crs, mostCorners: MOST_CORNERS });
  requireModestSize(geometry);
  const on = body.on ?? officeDayOf(new Date().toISOString());
  const box = widened(bboxOfArea(geometry), PROPOSAL_MARGIN_M);
  const context = await loadParcelContext(db, caller, { geometry, box, on });
  if (context.adminCode !== null) refuseOtherRegion(caller, context.adminCode, 'the parcel');
  const { use, caseNumber, projectId } = body;
  const result = checkProposal({ geometry, use, on, caseNumber, projectId }, { ...context, ruleSet: rules });
  const ownCodes = await listOwnLandCodes(db);
  return {
    verdict: result.verdict,
    on,
    area: areaOf(result.areaM2),
    adminCode: context.adminCode,
    geometry,
    notes,
    conflicts: result.conflicts.map(({ areaM2, ...conflict }) => ({ ...conflict, area: areaOf(areaM2) })),
    ground: result.ground.map(({ code, areaM2 }) => ({
      code,
      title: code === null ? null : (landCodeOf(code, SURVEY_CODES, ownCodes)?.title ?? null),
      area: areaOf(areaM2),
    })),
    notChecked: result.notChecked,
    layers: context.layers.map(({ id, version, kind, title }) => ({ id, version, kind, title })),
    ruleSet: result.ruleSet,
  };
}

function requireKnownUse(uses: readonly string[], ruleSet: RuleSet): void {
  const index = uses.findIndex((use) => builtClassesOf([use], ruleSet) === null);
  if (index < 0) return;
  throw new BadInputError('unknown use', {
    code: 'proposal.unknownUse',
    where: `body.use[${index}]`,
    found: uses[index]!,
    expected: `a class of land cover, or a code that begins with ${ruleSet.useClasses.map(({ codePrefix }) => codePrefix).join(', ')}`,
  });
}

function requireModestSize(geometry: AreaGeometry): void {
  const areaM2 = geodesicAreaM2(geometry);
  if (areaM2 <= MOST_AREA_M2) return;
  throw new BadInputError('the parcel is too large to be checked at once', {
    code: 'proposal.tooLarge',
    where: 'body.geometry',
    found: `${(areaM2 / 1e6).toFixed(1)} km²`,
    expected: `at most ${MOST_AREA_M2 / 1e6} km²`,
  });
}
