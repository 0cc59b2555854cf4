/// <reference types="node" />

/**
 * Creates a function that splits a stream into messages.
 *
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 *
 * @param startup Whether the first message is the start of a session, which has no type.
 * @param onMessage Receives each message with its type, `''` for the start of a session.
 */
export function createMessageReader(
  startup: boolean,
  onMessage: (type: string, message: Buffer) => void,
): (bytes: Buffer) => void {
  let isStartup = startup;
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const header = isStartup ? 0 : 1;
      if (rest.length < header + 4) return;
      const length = header + rest.readUInt32BE(header);
      if (rest.length < length) return;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      isStartup = false;
      onMessage(message.toString('latin1', 0, header), message);
    }
  };
}
