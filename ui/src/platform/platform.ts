/**
 * The one interface between the screens and the core. Commands go down, events come up.
 * A command fails with a `PlatformError`; a writing command answers once the change is durable on this laptop.
 * Whoever implements it in Rust generates the same names and shapes (camelCase over the bridge).
 */
import type { Created, Day, Id, Named, RowRange, Saved } from './contract/base';
import type {
  AgendaPage,
  AgendaQuery,
  AttendanceMark,
  AttendancePage,
  AttendanceQuery,
  EventChange,
  EventDraft,
  EventSheet,
} from './contract/agenda';
import type {
  ArchivePage,
  ArchiveQuery,
  DocumentChange,
  DocumentDraft,
  DocumentSheet,
  StagedDocument,
} from './contract/archive';
import type { CameBack, Comeback, SealedCodes } from './contract/codes';
import type { DelegateDues, DelegateSheet, DelegationGranted, DelegationsPage, Entrusted } from './contract/delegation';
import type { DevicesSheet, Handover } from './contract/devices';
import type { CoreEvent } from './contract/event';
import type { FeedOpened, FeedsPage } from './contract/feeds';
import type { DuesReceived } from './contract/first-day';
import type { CheckedPart, HistoryPage, HistoryQuery } from './contract/history';
import type { ImportDone, ImportFile, ImportOrder, ImportPlan } from './contract/import';
import type { LatePage } from './contract/late';
import type { MergeGround, MergeReply, MergesPage, TakingOver } from './contract/merge';
import type { PendingPage } from './contract/pending';
import type { RequestDraft, StagedMinutes } from './contract/request';
import type { RollbackPlan, RollbackScope } from './contract/rollback';
import type {
  ContactField,
  ErasureGround,
  ExportFormat,
  NewPerson,
  PersonChange,
  PersonSheet,
  RosterPage,
  RosterQuery,
  TypedPayment,
} from './contract/roster';
import type { SearchHit } from './contract/search';
import type { Enrolment, Start } from './contract/session';
import type { Settings, SettingsSheet } from './contract/settings';
import type { Shield } from './contract/shield';
import type {
  AllAccepted,
  SplitChoice,
  SplitDecided,
  SplitDraft,
  SplitPlan,
  SplitReply,
  SplitsPage,
} from './contract/split';
import type { GroupsPage, Opening, TieReply, TiesPage } from './contract/ties';
import type { UnitDraft, UnitSheet } from './contract/unit';
import type { DeskPlatform } from './desk';
import type { HandoverPlatform } from './handover';

export interface Platform extends HandoverPlatform, DeskPlatform {
  /** First call, and again after each `session` event. */
  start(): Promise<Start>;
  /** Calls `listener` for each event until the answer is called. */
  subscribe(listener: (event: CoreEvent) => void): () => void;

  // The gate: states other than `open`.
  /** `wrong_passphrase` otherwise. */
  unlock(passphrase: string): Promise<void>;
  /** Tries again what failed at the start: keyring, lock of the profile. `keyring_unavailable`, `busy`. */
  reopen(): Promise<void>;
  /** Speaks with the server to renew the lease. `offline`. */
  renew(): Promise<void>;
  /** Destroys the key, then the files of this profile; the next `start` says `first_run`. */
  forget(): Promise<void>;
  /** Whether it is an invitation; what it gives is known once the server has taken it. `invitation_unknown`. */
  checkInvitation(text: string): Promise<void>;
  /** Makes the profile. `too_many_devices`. */
  enrol(enrolment: Enrolment): Promise<void>;
  /** Lets somebody come back by two sealed codes. `codes_unread`, `codes_refused`, `office_held`, `offline`. */
  comeBack(asked: Comeback): Promise<CameBack>;
  /** Null: the dialog was closed. `minutes_unread`, `file_too_large`. */
  chooseMinutes(): Promise<StagedMinutes | null>;
  /** Writes a request for an office. Answers the file's name; null: the dialog was closed. `invalid`, `minutes_gone`, `disk_full`. */
  writeRequest(draft: RequestDraft): Promise<string | null>;
  /**
   * Makes the recovery sheet as a PDF, with a fresh code, and opens it in the system's viewer. Absent where the server
   * gives no such code: then nothing is said of it.
   */
  openRecoverySheet?(): Promise<void>;

  // The frame.
  lock(): Promise<void>;
  /** Shows the records of another of the frame's places in all rooms, now and at the next start. */
  workIn(unit: Id): Promise<void>;
  /** Says whether something begun would be lost with the program: it then asks with `quit` before it ends. */
  holdQuit(held: boolean): Promise<void>;
  /** Ends the program. */
  quit(): Promise<void>;
  /** Best finds first, at most twelve. */
  search(text: string): Promise<SearchHit[]>;

  // Fichier.
  roster(query: RosterQuery, range: RowRange): Promise<RosterPage>;
  person(id: Id): Promise<PersonSheet>;
  addPerson(person: NewPerson): Promise<Created>;
  changePerson(id: Id, change: PersonChange): Promise<Saved>;
  /** Marks the contact as verified today. */
  verifyContact(id: Id, field: ContactField): Promise<Saved>;
  removePerson(id: Id): Promise<Saved>;
  /** Where the dues of this year stand; null for whoever doesn't see both them and the members. */
  duesReceived(): Promise<DuesReceived | null>;
  /** Notes what somebody paid, or proposes it to whoever keeps the dues. */
  recordPayment(person: Id, payment: TypedPayment): Promise<Saved>;
  changePayment(id: Id, payment: TypedPayment): Promise<Saved>;
  cancelPayment(id: Id): Promise<Saved>;
  /** The sections that somebody may be sent to. `offline`. */
  destinations(): Promise<Named[]>;
  /** Sends somebody to another section; undo keeps them as long as nobody has answered there. */
  transferPerson(id: Id, to: Named): Promise<Saved>;
  /** Asks that a person be erased for good; `unchanged`: somebody did already. */
  askErasure(id: Id, ground: ErasureGround): Promise<void>;
  /** Agrees to an erasure that somebody else asked for. */
  agreeErasure(erasure: Id): Promise<void>;
  /** Withdraws an erasure, whoever asked for it; `not_found` once it was carried out. */
  withdrawErasure(erasure: Id): Promise<void>;
  /** What may still be changed alone, around a handover; null otherwise. */
  shield(): Promise<Shield | null>;
  /** Writes the people of the query where the system's dialog says; null: the dialog was closed. Answers the file's name. */
  exportRoster(query: RosterQuery, format: ExportFormat): Promise<string | null>;
  /** Asks for the agreement that it takes around a handover. */
  askToExport(): Promise<void>;
  /** Opens the system's dialog and reads the file; null: the dialog was closed. */
  chooseImportFile(): Promise<ImportFile | null>;
  planImport(order: ImportOrder): Promise<ImportPlan>;
  applyImport(order: ImportOrder): Promise<ImportDone>;

  // Agenda.
  agenda(query: AgendaQuery, range: RowRange): Promise<AgendaPage>;
  event(id: Id): Promise<EventSheet>;
  createEvent(draft: EventDraft): Promise<Created>;
  changeEvent(id: Id, change: EventChange): Promise<Saved>;
  cancelEvent(id: Id, reason: string): Promise<Saved>;
  /** The people of the roster, with what was said of each at the event. */
  attendance(id: Id, query: AttendanceQuery, range: RowRange): Promise<AttendancePage>;
  /** Null takes back what was said. */
  markAttendance(id: Id, person: Id, mark: AttendanceMark | null): Promise<Saved>;

  /** The addresses at which telephones read the agenda. */
  feeds(): Promise<FeedsPage>;
  /** Opens one. `invalid`; `forbidden` where there is no server. */
  openFeed(name: string): Promise<FeedOpened>;
  /** Answers for one from now on: its address tells the agenda again. `not_found`. */
  takeUpFeed(feed: Id): Promise<void>;
  /** Closes one, for good. `not_found`. */
  closeFeed(feed: Id): Promise<void>;

  /** Those who may say who comes to this event, without an office; null: those who enter dues. */
  delegations(event: Id | null): Promise<DelegationsPage>;
  /** Lets somebody do so up to and including a day; answers once the server has it. `invalid`, `offline`. */
  grantDelegation(task: Entrusted, name: string, until: Day): Promise<DelegationGranted>;
  /** Puts an end to one, for good. `not_found`. */
  endDelegation(delegation: Id): Promise<void>;
  /** In the state `delegated`: what a delegate sees of an event. */
  delegateSheet(text: string, range: RowRange): Promise<DelegateSheet>;
  /** Null takes back what was said. */
  delegateMark(person: Id, mark: AttendanceMark | null): Promise<void>;
  /** In the state `delegated`: what a delegate sees of a year's dues. */
  delegateDues(text: string, range: RowRange): Promise<DelegateDues>;
  /** Enters what somebody paid; year and receipt aren't looked at. Answers which payment that is. */
  delegateRecords(person: Id, payment: TypedPayment): Promise<Id>;
  /** Corrects it, or lets one that was taken back stand again. `not_found` once it was taken over. */
  delegateCorrects(id: Id, payment: TypedPayment): Promise<void>;
  delegateCancels(id: Id): Promise<void>;

  // Archives.
  archives(query: ArchiveQuery, range: RowRange): Promise<ArchivePage>;
  document(id: Id): Promise<DocumentSheet>;
  /** Opens the system's dialog; null: the dialog was closed. */
  chooseDocument(): Promise<StagedDocument | null>;
  addDocument(draft: DocumentDraft): Promise<Created>;
  changeDocument(id: Id, change: DocumentChange): Promise<Saved>;
  removeDocument(id: Id): Promise<Saved>;
  /** Opens the file in the system's viewer; never in the webview. */
  openDocument(id: Id): Promise<void>;

  // Historique.
  history(query: HistoryQuery, range: RowRange): Promise<HistoryPage>;
  /** Checks everything that is kept here again, without a network. */
  checkSeals(): Promise<CheckedPart[]>;
  /** Takes an act back; the undoing is itself an act, so undoing it restores. `not_undoable`. */
  undo(act: Id): Promise<Saved>;
  /** What taking back much at once would do; nothing is written. */
  planRollback(scope: RollbackScope): Promise<RollbackPlan>;
  /** Does it, as one act, if it is still what was `seen`; `changed` otherwise. What is in `except` stays as it is. */
  rollBack(scope: RollbackScope, seen: string, except: Id[]): Promise<Saved>;

  // À vérifier.
  pending(): Promise<PendingPage>;
  acceptProposals(changes: Id[]): Promise<Saved>;
  /** Their author reads that they were declined. */
  declineProposals(changes: Id[]): Promise<void>;
  /** Takes back what one did oneself and what waits. */
  withdrawProposals(changes: Id[]): Promise<void>;
  /** What came after its author's mandate had ended. */
  lateWork(): Promise<LatePage>;
  /** Takes changes over, with those that they make no sense without. `answered`. */
  acceptLate(changes: Id[]): Promise<Saved>;
  /** They wait no longer, and stand in the history. `answered`. */
  declineLate(changes: Id[]): Promise<void>;
  /** Takes somebody in, as somebody new (null) or as somebody here, whose sheet is completed. */
  acceptArrival(id: Id, known: Id | null): Promise<Saved>;
  /** Takes in all who come from a section of this name, but for those who may well be known here. */
  acceptArrivals(from: string): Promise<AllAccepted>;
  /** The person is back in the section they come from; another answer takes another transfer. */
  declineArrival(id: Id): Promise<void>;
  settleOverlap(id: Id, keep: number): Promise<Saved>;
  /** The person has read the refusal; it leaves the list and stays in the history. */
  acknowledgeRefusal(id: Id): Promise<void>;
  /** The person has read that somebody was put in charge of their unit. */
  readAppointment(id: Id): Promise<void>;

  // Réglages.
  settings(): Promise<SettingsSheet>;
  changeSettings(change: Partial<Settings>): Promise<void>;
  /** The unit that is worked in, when it is null. `not_found`. */
  unit(unit: Id | null): Promise<UnitSheet>;
  /** Writes what differs between `seen`, as it was shown, and `draft`. */
  changeUnit(unit: Id, seen: UnitDraft, draft: UnitDraft): Promise<Saved>;
  ties(): Promise<TiesPage>;
  /** The units that may be asked to stand above this one, or below it. `offline`. */
  tieCandidates(above: boolean): Promise<Named[]>;
  /** Isn't undone, but withdrawn. */
  askTie(other: Named, above: boolean): Promise<void>;
  /** Isn't undone. `not_found` once it is settled. */
  answerTie(tie: Id, reply: TieReply): Promise<void>;
  /** Opens a section or a working group below, with who leads it, and answers once the server has the invitation. `offline`. */
  openSection(draft: UnitDraft, secretary: string, group: boolean): Promise<Opening>;
  groups(): Promise<GroupsPage>;
  merges(): Promise<MergesPage>;
  /** Refuses what `decideMerge` would, and writes nothing. `invalid`, `forbidden`. */
  weighMerge(unit: Id, into: Id, ground: MergeGround): Promise<void>;
  /** Isn't undone, but withdrawn until both have agreed. The same again does what is left to do. */
  decideMerge(unit: Id, into: Id, ground: MergeGround): Promise<void>;
  /** Isn't undone. `not_found` once it is settled. */
  answerMerge(unit: Id, into: Id, reply: MergeReply): Promise<void>;
  /** Who would be taken over from a section that became a part of this one; nothing is written. `not_found`. */
  planTakingOver(unit: Id): Promise<TakingOver>;
  /** Takes them over as one act, if they are those who were seen. `changed`, `not_found`, `forbidden`. */
  takeOver(unit: Id, seen: Id[]): Promise<Saved>;
  splits(): Promise<SplitsPage>;
  /** Refuses what `decideSplit` would, and writes nothing. `invalid`, `forbidden`. */
  weighSplit(draft: SplitDraft): Promise<void>;
  /** Opens the new section and asks the other; the same again makes another code. `offline`. */
  decideSplit(draft: SplitDraft): Promise<SplitDecided>;
  /** Isn't undone. `not_found` once it is settled. */
  answerSplit(newborn: Id, reply: SplitReply): Promise<void>;
  /** Who would pass; nothing is written. `not_found`. */
  planSplit(newborn: Id, choice: SplitChoice): Promise<SplitPlan>;
  /** Sends them as one act, if they still are those who were `seen`; `changed` otherwise. */
  passSplit(newborn: Id, choice: SplitChoice, seen: Id[]): Promise<Saved>;
  devices(): Promise<DevicesSheet>;
  /** Makes an invitation for one laptop of `holder`; answers once the server has it. `offline`. */
  inviteDevice(holder: Id): Promise<Handover>;
  /** Puts an end to an invitation that waits. */
  contestInvitation(id: Id): Promise<void>;
  /** Shuts a laptop out, for good; never this one. */
  revokeDevice(id: Id): Promise<void>;
  sealedCodes(): Promise<SealedCodes>;
  /** Makes three and opens their sheets in the system's viewer; whether they serve at once. `offline`. */
  makeSealedCodes(): Promise<boolean>;
}
