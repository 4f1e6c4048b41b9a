/** The life of the server; each phase only follows the one before it. */
export type Phase = 'running' | 'draining' | 'closing' | 'closed';

/** The phase, shared by those who must know it (readiness) and the one who moves it (shutdown). */
export interface PhaseHolder {
  phase: Phase;
}
