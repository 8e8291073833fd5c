/**
 * Every way a command can fail that a screen treats differently. Nobody matches on text:
 * the sentence a person reads is the Fluent message `error-<code>`.
 */
export type ErrorCode =
  /** Needs the server, which cannot be reached. Nothing was lost. */
  | 'offline'
  /** Whoever answers at the server's address doesn't prove to be the server. Nothing was sent. */
  | 'server_unproven'
  /** The same command works if repeated in a moment. */
  | 'busy'
  /** The subject is gone: removed, erased, or out of this mandate's reach. */
  | 'not_found'
  /** It isn't any more what was shown when somebody decided. */
  | 'changed'
  /** It waits no longer: somebody else answered, or it was erased. */
  | 'answered'
  /** It stands so already: somebody else did the same. */
  | 'unchanged'
  /** The mandate does not give this. */
  | 'forbidden'
  /** A value breaks a rule: `details.field` and `details.rule` (a `RuleCode`). */
  | 'invalid'
  | 'wrong_passphrase'
  | 'keyring_unavailable'
  | 'invitation_unknown'
  | 'invitation_used'
  | 'too_many_devices'
  /** A sealed code, or the server's address, that can't be read, or not two different ones. */
  | 'codes_unread'
  /** Sealed codes that the server doesn't take: spent, or made anew since. */
  | 'codes_refused'
  /** Sealed codes bring nobody back but those who hold an office, while anybody does. */
  | 'office_held'
  /** The code serves later, from `details.opens` on, where this computer is. */
  | 'invitation_waits'
  /** The chosen file is not of a kind that is read here: `details.name`. */
  | 'file_unreadable'
  /** `details.name`, `details.limit` in megabytes. */
  | 'file_too_large'
  /** No request of somebody who was elected, or one that can't be read: `details.name`. */
  | 'request_unread'
  /** It was written by a later version: `details.name`. */
  | 'request_newer'
  /** The file that was chosen for minutes is empty, or can't be read: `details.name`. */
  | 'minutes_unread'
  /** The minutes that were chosen, or came with a request, were put away for another file. */
  | 'minutes_gone'
  /** A claim was decided already. */
  | 'decided'
  /** The time in which a claim can be contested is over. */
  | 'too_late'
  /** What was done cannot be taken back (something was sent, someone was erased). */
  | 'not_undoable'
  /** Around a handover, somebody else has to agree first: `details.others`; asked already when `details.asked` is 1. */
  | 'unagreed'
  /** The server sends no mail. */
  | 'no_mail'
  /** It has begun to be sent. */
  | 'begun'
  | 'disk_full'
  /** A fault of the program; logged, with nothing to understand for the reader. */
  | 'bug';

/** The rule that a refused value breaks; the sentence is `rule-<code>`. */
export type RuleCode =
  | 'required'
  /** Something else has it, and only one may. */
  | 'taken'
  | 'too_long'
  | 'email'
  | 'phone'
  | 'day'
  | 'future'
  | 'past'
  /** A time that isn't over, within a year. */
  | 'to_come'
  | 'amount'
  | 'end_before_start'
  | 'passphrase_short'
  /** More than thirty days ahead. */
  | 'too_early'
  /** More than 184 days long. */
  | 'too_far'
  /** Nobody puts themselves in charge. */
  | 'oneself'
  /** Nor is whoever is suspended there. */
  | 'suspended'
  /** A delegation lasts from today on, and 92 days at most. */
  | 'delegation_span'
  /** As many delegations as may be are open. */
  | 'delegations_full';

/** What crosses the border when a command fails. */
export interface Failure {
  code: ErrorCode;
  /** For logs, in English, lower case; never shown. */
  message: string;
  details: Readonly<Record<string, string | number>>;
}

/** A `Failure` as the interface throws it. */
export class PlatformError extends Error implements Failure {
  readonly code: ErrorCode;
  readonly details: Failure['details'];

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'PlatformError';
    this.code = failure.code;
    this.details = failure.details;
  }
}
