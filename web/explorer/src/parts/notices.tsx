/** What stands where an answer is on its way, failed, or empty. */
import type { ComponentChildren } from 'preact';
import { ApiError } from '../api/client.ts';
import type { Asked } from '../api/use-query.ts';
import { useWords } from '../language/language.ts';

export function FailureNotice({ error }: { readonly error: Error }) {
  const { say } = useWords();
  const message = error instanceof ApiError ? error.message : say('unreachable');
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <div class="notice failure" role="alert">
      <p>
        <strong>{say('failed')}</strong> {message}
      </p>
      {requestId === null ? null : <p class="quiet">{say('requestId', { id: requestId })}</p>}
      <button type="button" onClick={() => location.reload()}>
        {say('tryAgain')}
      </button>
    </div>
  );
}

interface AnsweredProps<Data> {
  readonly asked: Asked<Data>;
  readonly children: (data: Data) => ComponentChildren;
}

/** The children once there is an answer; an older answer stays, dimmed, while a new one is on its way. */
export function Answered<Data>({ asked, children }: AnsweredProps<Data>) {
  const { say } = useWords();
  const { state, data } = asked;
  return (
    <>
      {state === 'failed' ? <FailureNotice error={asked.error} /> : null}
      {data === null && state === 'loading' ? (
        <p class="notice loading" role="status">
          {say('loading')}
        </p>
      ) : null}
      {data === null ? null : (
        <div class={state === 'loading' ? 'answer stale' : 'answer'} aria-busy={state === 'loading'}>
          {children(data)}
        </div>
      )}
    </>
  );
}
