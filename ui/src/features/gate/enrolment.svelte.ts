import type { Enrolment } from '../../platform';

export const STEPS = ['invitation', 'person', 'laptop', 'ready'] as const;

export type Step = (typeof STEPS)[number];

/** What the newcomer has answered so far. */
export class EnrolmentDraft {
  step = $state<Step>('invitation');
  text = $state('');
  givenName = $state('');
  familyName = $state('');
  protection = $state<Enrolment['protection']['kind']>('keyring');
  passphrase = $state('');
  /** Typed twice, so that no slip of the finger locks a profile for ever. */
  passphraseAgain = $state('');
  startWithSession = $state(true);

  get enrolment(): Enrolment {
    const { protection, passphrase } = this;
    return {
      invitation: this.text,
      givenName: this.givenName.trim(),
      familyName: this.familyName.trim(),
      protection: protection === 'keyring' ? { kind: protection } : { kind: protection, passphrase },
      startWithSession: this.startWithSession,
    };
  }
}
