import { expect, test } from '@jest/globals';
import { isPassing, problemOf, problemOfAnswer, ProblemError } from '../../../viewer/api/problem.js';

test('a problem keeps what the server said: where, found and expected', () => {
  const body = {
    title: 'bad input',
    detail: 'not a box',
    code: 'bbox.wrong',
    where: 'bbox',
    found: 'x',
    expected: 'w,s,e,n',
  };
  expect(problemOfAnswer(422, 'Unprocessable', body)).toEqual({ ...body, status: 422, requestId: null });
});

test('an answer of another shape still tells its status', () => {
  const problem = problemOfAnswer(502, 'Bad Gateway', '<html>proxy</html>');
  expect(problem).toMatchObject({ status: 502, title: '502 Bad Gateway', code: 'http.status', where: null });
  expect(isPassing(problem)).toBe(true);
});

test('no answer at all is told apart from a defect of the viewer', () => {
  expect(problemOf(new TypeError('Failed to fetch')).code).toBe('network.unreachable');
  expect(problemOf(new Error('oops'))).toMatchObject({ code: 'viewer.defect', title: 'oops', status: 0 });
});

test('what is wrong with a request is not tried again', () => {
  const refused = problemOf(new ProblemError(problemOfAnswer(400, 'Bad Request', {})));
  expect(isPassing(refused)).toBe(false);
});
