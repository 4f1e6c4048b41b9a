/** One client: asks over one connection that stays open. */
import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
}
export type Client = (url: string, body: string) => Promise<Answer>;

const ANSWER_DEADLINE_MS = 15_000;

export function createClient(): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (url, body) =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const signal = AbortSignal.timeout(ANSWER_DEADLINE_MS);
      const asked = request(url, { method: 'POST', agent, headers, signal }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes: Buffer.concat(chunks) }));
      });
      asked.on('error', reject);
      asked.end(body);
    });
}
