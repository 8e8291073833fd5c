# Around every room: rail, status line, palette, toasts.
program = Coopol
skip-to-content = Skip to content
rooms = Rooms
room-roster = Roster
room-agenda = Agenda
room-archives = Archives
room-handover = Handover
room-history = History
room-settings = Settings
room-pending = To check
search = Search
shortcuts = Shortcuts

place-change = Change unit
place-closed = Closed unit

office-secretary = Secretary
office-deputy = Deputy secretary
office-treasurer = Treasurer
office-deputy_treasurer = Deputy treasurer
office-bureau_member = Bureau member
office-first_federal_secretary = First federal secretary
office-federal_deputy = Deputy first federal secretary
office-federal_treasurer = Federal treasurer
office-membership_bureau = Federal membership bureau
themed-office = { $office } ({ $theme })
office-federal_secretary = Federal secretary for a theme
office-federal_council_member = Federal council
office-rollout_officer = Roll-out
office-national_administrator = National administration
office-national_membership_office = National membership office
office-above = Level above
office-server = Server

status = State of your work
status-shared = Everything is saved and shared
status-leaving = { $count ->
    [one] Everything is saved, 1 change is leaving
   *[other] Everything is saved, { $count } changes are leaving
}
status-offline = Offline: everything is saved on this computer
status-offline-waiting = { $count ->
    [one] Offline: 1 change is waiting
   *[other] Offline: { $count } changes are waiting
}
status-failing = The server answers badly: everything is saved on this computer
status-failing-waiting = { $count ->
    [one] The server answers badly: 1 change waits
   *[other] The server answers badly: { $count } changes wait
}
status-restoring = The server was restored; this computer is giving back what it lacks
status-restoring-waiting = { $count ->
    [one] The server was restored; this computer is giving back what it lacks. { $count } change is waiting here
   *[other] The server was restored; this computer is giving back what it lacks. { $count } changes are waiting here
}
status-distrusted = Coopol trusts the server no more, and only reads
status-alone = Everything is saved on this computer, and nowhere else
status-see-history = See why
status-refused = { $count ->
    [one] 1 change refused: see
   *[other] { $count } changes refused: see
}
status-to-verify = To check: { $count }
status-silent = No notifications here: see the agenda
status-last-today = Last exchange at { $time }
status-last = Last exchange on { $moment }

palette-title = Search everywhere
palette-placeholder = A person, an event, a document, an action
palette-found = Results
palette-empty = Nothing matches “{ $text }”. Try a name, a town or a word of the title.
palette-people = People
palette-lists = Lists
palette-events = Events
palette-documents = Documents
palette-commands = Actions
palette-roster = Open the roster
palette-agenda = Open the agenda
palette-archives = Open the archives
palette-handover = Open the handover
palette-history = Open the history
palette-import = Import a list
palette-dues = Open the dues
palette-settings = Open the settings
palette-undo = Undo the last action
palette-lock = Lock

shortcuts-title = Keyboard shortcuts
shortcut-palette = Search everywhere
shortcut-find = Filter the list
shortcut-new = Add
shortcut-undo = Undo
shortcut-redo = Redo
shortcut-edit = Edit the open sheet
shortcut-back = Back to the list
shortcut-help = See this list
shortcut-arrows = Move in a list

key-palette = Ctrl + K
key-find = Ctrl + F
key-new = Ctrl + N
key-undo = Ctrl + Z
key-redo = Ctrl + Shift + Z
key-edit = F2
key-back = Esc
key-help = { "?" }

toast-label = Message
undo = Undo
undone = Undone.
redone = Done again.
nothing-to-undo = There is nothing to undo since this window opened. The rest can be undone in the history.

leave-title = Leave without saving?
leave-text = { $begun } If you leave now, nothing of it is kept.
leave-stay = Stay and go on
leave-go = Leave without saving
begun-field = You changed “{ $field }”, and it isn’t saved yet.
begun-person = You have begun to add somebody.
begun-payment = You have begun to note a payment.
begun-event = You have begun to add an event.
begun-cancel = You have begun to say why an event is cancelled.
begun-document = You have begun to add a document.
begun-list = You began to name a list.
begun-message = You began to write a message.
begun-promise = You have begun to write a promise.
begun-opening = You have begun to open a section.
begun-unit = You have begun to correct this unit.
begun-fact = You have begun to write something to know.
begun-import = You have begun to import “{ $file }”.
begun-claim = You have begun to declare a handover.
begun-caretaker = You have begun to put somebody in charge for a time.
begun-answer = You have begun to write your reasons.
begun-rollback = You have begun to prepare taking something back.
