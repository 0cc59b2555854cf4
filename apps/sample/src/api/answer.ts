/** What the API answers; any server sends the body as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** The input is not what was asked for. */
export const badRequest: Answer = {
  status: 400,
  body: { errors: [{ message: 'Bad Request', extensions: { code: 'BAD_REQUEST' } }] },
};
