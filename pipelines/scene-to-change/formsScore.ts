import { sumOfSquares, takeRoots, type LinearForms } from './linearForms.js';
import type { Parameters, PixelScores, ScoredWindow } from './detector.js';
import { smoothScore } from './smoothedScore.js';

/** Scores a window by a detector's linear forms, smoothed as the recipe says. */
export function scoreByForms(forms: LinearForms, window: ScoredWindow, parameters: Parameters): PixelScores {
  const own = sumOfSquares(forms, window.before, window.after, window.isSeen);
  if (forms.smoothed === 'root') takeRoots(own);
  const score = smoothScore(own, window, parameters);
  return forms.smoothed === 'root' ? { score, own } : { score: takeRoots(score), own: takeRoots(own) };
}
