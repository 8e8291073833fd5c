/** What the room Passation asks of the core. */
import type { Created, Day, Id, RowRange, Saved } from './contract/base';
import type { BureauPage, CaretakerDraft } from './contract/caretaker';
import type { FirstDay } from './contract/first-day';
import type {
  ClaimAnswer,
  ClaimDraft,
  MandateDraft,
  ClaimForecast,
  ClaimSheet,
  HandoverPage,
  SeatSheet,
  SuspensionDraft,
} from './contract/handover';
import type { FactDraft, PromiseDraft, PromiseOutcome } from './contract/memory';
import type { ClaimRequest } from './contract/request';
import type { ExportFormat } from './contract/roster';
import type { RemindPlan, RenewalRow, SeasonPage, SeasonQuery } from './contract/season';

export interface HandoverPlatform {
  handover(): Promise<HandoverPage>;
  /** What whoever takes office receives. */
  firstDay(): Promise<FirstDay>;
  /** The same as pages to print. Answers the file's name; null: the dialog was closed. `disk_full`. */
  exportDossier(): Promise<string | null>;
  addPromise(draft: PromiseDraft): Promise<Created>;
  /** Writes what differs between `seen`, as it was shown, and `draft`. */
  changePromise(promise: Id, seen: PromiseDraft, draft: PromiseDraft): Promise<Saved>;
  /** It leaves the dossier; undo opens it again. `unchanged`. */
  settlePromise(promise: Id, became: PromiseOutcome): Promise<Saved>;
  /** For what was written by mistake. */
  removePromise(promise: Id): Promise<Saved>;
  addFact(draft: FactDraft): Promise<Created>;
  /** As `changePromise`. */
  changeFact(fact: Id, seen: FactDraft, draft: FactDraft): Promise<Saved>;
  removeFact(fact: Id): Promise<Saved>;
  claim(id: Id): Promise<ClaimSheet>;
  /** Reads a request for an office. Null: the dialog was closed. `request_unread`, `request_newer`, `file_too_large`. */
  readRequest(): Promise<ClaimRequest | null>;
  /** Opens the minutes that came with one in the system's viewer. `minutes_gone`. */
  openMinutes(file: Id): Promise<void>;
  /** What a claim would take and do; refuses what `makeClaim` would, and writes nothing. */
  weighClaim(draft: ClaimDraft): Promise<ClaimForecast>;
  /** States that somebody was elected. It isn't undone: whoever made it withdraws it. */
  makeClaim(draft: ClaimDraft): Promise<Created>;
  /** `decided`, `too_late`. */
  answerClaim(id: Id, answer: ClaimAnswer): Promise<void>;
  /** Whether what `recordMandate` would state counts only once a second mandate agreed; refuses what it would, and writes nothing. */
  weighMandate(draft: MandateDraft): Promise<boolean>;
  /** Records a mandate without an election; it isn't undone. Whether it counts only once a second mandate agreed. `invalid`, `forbidden`. */
  recordMandate(draft: MandateDraft): Promise<boolean>;
  /** Who holds which office in a unit below. */
  bureau(unit: Id): Promise<BureauPage>;
  /** One mandate, of whichever unit. `not_found`. */
  seat(id: Id): Promise<SeatSheet>;
  /** Suspends a mandate of a unit below, from now on. `invalid`. */
  suspendMandate(id: Id, draft: SuspensionDraft): Promise<void>;
  liftSuspension(id: Id): Promise<void>;
  /** Ends a mandate with a day, or now; it isn't undone. Whether it only ends once a second mandate agreed. `invalid`. */
  endMandate(id: Id, last: Day | null): Promise<boolean>;
  /** Refuses what `appointCaretaker` would, and writes nothing. `invalid`, `forbidden`. */
  weighCaretaker(draft: CaretakerDraft): Promise<void>;
  /** Puts somebody in charge of a unit below for a time. It isn't undone. */
  appointCaretaker(draft: CaretakerDraft): Promise<void>;
  /** Where the units below stand in a season of elections. */
  season(query: SeasonQuery, range: RowRange): Promise<SeasonPage>;
  /** Where one of them stands in the season that began on that day. */
  renewal(unit: Id, since: Day): Promise<RenewalRow>;
  /** Whom a reminder would reach, of one unit or of all that the query finds. Nothing is written. */
  planReminder(query: SeasonQuery, unit: Id | null): Promise<RemindPlan>;
  /** Reminds them, but for those that were within the week. Answers how many there were. */
  remind(query: SeasonQuery, unit: Id | null): Promise<number>;
  /** Answers the file's name; null: the dialog was closed. `disk_full`. */
  exportSeason(query: SeasonQuery, format: ExportFormat): Promise<string | null>;
}
