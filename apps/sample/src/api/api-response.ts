/** The result of an operation. Every server sends the body as JSON. */
export interface ApiResponse {
  readonly status: number;
  readonly body: object;
}

/** The response to an invalid input. */
export const badRequest: ApiResponse = {
  status: 400,
  body: { errors: [{ message: 'Bad Request', extensions: { code: 'BAD_REQUEST' } }] },
};
