/** Where the rpc room reports. Fields hold method and topic names, codes and durations, never content. */
export type RpcLog = (event: RpcEvent, fields: Readonly<Record<string, string | number>>) => void;

export type RpcEvent =
  | 'slow'
  | 'handler-threw'
  | 'answer-invalid'
  | 'topic-invalid'
  | 'message-refused'
  | 'line-cut';

/** One line of text for each event, where the shell keeps it. */
export const logToStderr: RpcLog = (event, fields) => {
  process.stderr.write(`rpc ${event} ${JSON.stringify(fields)}\n`);
};
