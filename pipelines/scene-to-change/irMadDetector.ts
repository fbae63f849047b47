import { asAnyDetector, type Detector } from './detector.js';
import { scoreByForms } from './formsScore.js';
import { irMadForms, type IrMadFit } from './irMad.js';
import { SMOOTHING_PARAMETERS, smoothingHalo } from './smoothedScore.js';

const detector: Detector<IrMadFit> = {
  name: 'irMad',
  source: 'Nielsen 2007, The regularized iteratively reweighted MAD method, IEEE Trans. Image Proc. 16(2), 463–478',
  needs: { sensors: ['optical', 'rgb'], bands: () => null, gsdM: () => null },
  parameters: {
    ...SMOOTHING_PARAMETERS,
    maximumRounds: { meaning: 'rounds at most; 1 is plain MAD', default: 30, range: [1, 1000] },
    tolerance: {
      meaning: 'stop when no canonical correlation moves by more than this',
      default: 1e-4,
      range: [0, 1],
    },
    noiseFloor: {
      meaning: 'noise that every band is taken to have, as a share of its standard deviation',
      default: 0,
      range: [0, 1],
    },
  },
  cover: 'spectral',
  haloPixels: smoothingHalo,
  fit(sample) {
    const fit = sample.irMad();
    const warnings = emptyBandWarnings(fit, sample.bands);
    if (!fit.isConverged && fit.rounds > 1) warnings.push(`IR-MAD had not settled after ${fit.rounds} rounds`);
    return { fit, warnings };
  },
  forms: (fit, bands) => irMadForms(fit, bands.length),
  score: (fit, window, { bands, parameters }) => scoreByForms(irMadForms(fit, bands.length), window, parameters),
  degreesOfFreedom: (fit) => fit.bands.length,
};

export const irMadDetector = asAnyDetector(detector);

/** Bands that told nothing, in words. */
export function emptyBandWarnings(fit: IrMadFit, bands: readonly string[]): string[] {
  return fit.degenerateBands.map((band) => `band ${bands[band]} holds nothing of its own and was left out`);
}
