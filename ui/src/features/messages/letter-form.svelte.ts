import { untrack } from 'svelte';
import type { Desk } from '../../app/desk.svelte';
import { failureText } from '../../app/failure-text';
import { toasts } from '../../kit/toasts.svelte';
import { addDays, moment } from '../../l10n/dates';
import { language, t } from '../../l10n/l10n.svelte';
import {
  PlatformError,
  type ByServer,
  type Day,
  type KeptMessage,
  type Letter,
  type MessagePurpose,
  type RosterQuery,
  type Saved,
} from '../../platform';

/** A message that is being written: its text, to whom it goes, and what of it is kept. */
export class LetterForm {
  subject = $state('');
  body = $state('');
  to = $state.raw<RosterQuery>({ text: '', filters: [], sort: { column: 'name', descending: false } });
  /** Templates and drafts to begin with. */
  texts = $state.raw<KeptMessage[]>([]);
  /** The text that it began with. */
  from = $state.raw<KeptMessage | null>(null);
  /** To whom it goes, as last weighed. */
  letter = $state.raw<Letter | null>(null);
  refused = $state<string | null>(null);
  /** The message that is opened next, of those that it takes. */
  next = $state(0);
  /** Somebody else has to agree before addresses leave; `asked` when they were. */
  unagreed = $state<'asked' | 'unasked' | null>(null);
  /** What was done last: a toast would lie over the form's own actions. */
  told = $state<string | null>(null);
  /** All addresses, where the system let none be copied. */
  addresses = $state.raw<string[] | null>(null);
  /** How it leaves: now, by one's own mail program, or later, by the server. */
  way = $state<'own' | 'server'>('own');
  day = $state<Day | ''>('');
  time = $state('18:30');
  /** That the server sends no message without words. */
  refusedBody = $state<string | null>(null);
  /** Why it isn't scheduled for then. */
  refusedTime = $state<string | null>(null);
  #round = 0;

  constructor(readonly desk: Desk) {}

  /** Whether something would be lost. */
  get begun(): boolean {
    return this.subject !== (this.from?.subject ?? '') || this.body !== (this.from?.body ?? '');
  }

  /** What the server can do of it, as last weighed. */
  get byServer(): ByServer {
    return this.letter?.byServer ?? 'no_mail';
  }

  async begin(to: RosterQuery): Promise<void> {
    this.to = to;
    this.way = 'own';
    // A day that begins meanwhile begins no message anew.
    this.day = addDays(
      untrack(() => this.desk.frame.today),
      1,
    );
    this.refusedTime = null;
    this.take(null);
    this.letter = null;
    this.addresses = null;
    this.unagreed = null;
    this.told = null;
    this.next = 0;
    this.texts = await this.desk.platform.keptMessages();
  }

  /** Goes on with this text; a draft says to whom it goes. */
  take(text: KeptMessage | null): void {
    this.from = text;
    this.subject = text?.subject ?? '';
    this.body = text?.body ?? '';
    this.refused = null;
    this.refusedBody = null;
    if (text?.query) this.to = text.query;
  }

  async weigh(): Promise<void> {
    this.#round += 1;
    const mine = this.#round;
    const letter = await this.desk.platform.weighLetter(this.to, this.subject, this.body);
    if (mine !== this.#round) return;
    // Other messages than those of which some were opened begin anew.
    if (letter.batches.join() !== this.letter?.batches.join()) this.next = 0;
    this.letter = letter;
  }

  /** Keeps it on the desk of the office: over the draft or the template that it came from, or as a new one. */
  async keep(purpose: MessagePurpose): Promise<void> {
    const { platform } = this.desk;
    const query = purpose === 'draft' ? this.to : null;
    const draft = { purpose, subject: this.subject, body: this.body, query };
    const known = this.from?.purpose === purpose ? this.from : null;
    this.refused = null;
    let id = known?.id ?? '';
    const told = t(`message-kept-${purpose}`, { subject: this.subject.trim() });
    const sentence = await this.#act(told, async () => {
      if (known) return platform.changeMessage(known.id, known, draft);
      const created = await platform.keepMessage(draft);
      id = created.id;
      return created;
    });
    if (sentence !== null) {
      this.refused = sentence;
      return;
    }
    this.texts = await platform.keptMessages();
    this.from = this.texts.find((text) => text.id === id) ?? null;
  }

  async drop({ id, subject }: KeptMessage): Promise<void> {
    const sentence = await this.#act(t('message-dropped', { subject }), () => this.desk.platform.dropMessage(id));
    if (sentence !== null) return;
    this.take(null);
    this.texts = await this.desk.platform.keptMessages();
  }

  /** Has the server send it; a draft has gone with that. Answers whether it is scheduled. */
  async schedule(): Promise<boolean> {
    this.refused = this.subject.trim() === '' ? t('rule-required') : null;
    this.refusedBody = this.body.trim() === '' ? t('rule-required') : null;
    this.refusedTime = this.day === '' ? t('rule-required') : null;
    if (this.refused !== null || this.refusedBody !== null || this.refusedTime !== null) return false;
    const at = `${this.day}T${this.time}`;
    const { platform } = this.desk;
    const told = t('mailing-scheduled', { at: moment(at, language()) });
    const sentence = await this.desk.act(told, () => platform.scheduleMailing(this.to, this.subject, this.body, at));
    this.refusedTime = sentence;
    if (sentence !== null) return false;
    if (this.from?.purpose === 'draft') {
      await platform.dropMessage(this.from.id).catch((error: unknown) => {
        toasts.failed(failureText(error));
      });
    }
    return true;
  }

  /** Opens the message whose turn it is; then it is the next one's. */
  async open(): Promise<void> {
    const batch = this.next;
    await this.#out(async () => {
      await this.desk.platform.openLetter(this.to, this.subject, this.body, batch);
      this.next = (batch + 1) % (this.letter?.batches.length ?? 1);
      this.told = t('letter-opened');
    });
  }

  async copy(): Promise<void> {
    await this.#out(async () => {
      const addresses = await this.desk.platform.letterAddresses(this.to);
      try {
        await navigator.clipboard.writeText(addresses.join(', '));
        this.told = t('letter-copied', { count: addresses.length });
      } catch {
        this.addresses = addresses;
      }
    });
  }

  /** Asks somebody else to agree that addresses leave. */
  async ask(): Promise<void> {
    await this.#out(async () => {
      await this.desk.platform.askToExport();
      this.unagreed = 'asked';
    });
  }

  async #act(told: string, command: () => Promise<Saved>): Promise<string | null> {
    const sentence = await this.desk.act(told, command);
    if (sentence !== null) return sentence;
    toasts.close();
    this.told = told;
    return null;
  }

  async #out(leave: () => Promise<void>): Promise<void> {
    try {
      await leave();
    } catch (error) {
      const unagreed = error instanceof PlatformError && error.code === 'unagreed';
      if (unagreed) this.unagreed = error.details['asked'] === 1 ? 'asked' : 'unasked';
      else toasts.failed(failureText(error));
    }
  }
}
