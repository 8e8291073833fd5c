//! Every column of the server's database, and what it means to devices.

use sqlx::{AssertSqlSafe, Row as _, SqliteConnection};

/// What an altered value can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It feeds a device: whatever is done to it is said.
    Feeds,
    /// It is altered too, and may do nothing: why.
    Spared(&'static str),
    /// It isn't altered: why.
    Left(&'static str),
}

use Role::{Feeds, Left, Spared};

const SIGN_IN: Role = Left("a sign-in, which carries no right: devices sign in again, by signature");
const RETENTION: Role = Spared("says what may be swept, and when: nothing of it is told to devices");
const TIMER: Role = Spared("says where the timer of handovers looks: what it states is checked by devices");
const UNIQUE: Role = Spared("which numbers are taken: read when a new one is judged, told to nobody");
const WAITS: Role = Spared("what still waits is told by snapshots, beside the entries that say so themselves");
const NEW_ONLY: Role = Spared("read when what is new is judged; a state that differs is found at the next snapshot");

const TOUCHED: Role = Left(
    "how much somebody still does alone around a handover: read when what is new is judged, and empty but for that day",
);

const MAIL: Role = Left(
    "to whom a mailing that has begun still goes: read by who hands mail over, told to no device, and empty but for that hour",
);

const NOT_MISSED: Role = Spared("without a snapshot the whole history is read, which gives the same");
const CHAIN: Role = Spared("which chain goes on, and from what: the device knows its own");
const FOUND: Role = Spared("rows of entries find it together; the entries name it in `bytes`");
const KEYS: Role = Spared("what the keys in their files are compared with, written anew where it is missing");
const NOT_SERVED: Role = Left("there while a server moves, which serves nothing then: empty otherwise");
const LEDGER: Role = Spared("put back from the ledger, which lies elsewhere, before anybody is served");

const COSIGNED: Role =
    Spared("what isn't a known witness's cosignature says nothing: the day of the last one stands still");

/// A whole row, taken away.
pub const ROW: &str = "*";

/// A table, its columns, what they do. What becomes of a row that is taken away stands first.
pub const COLUMNS: &[(&str, &[(&str, Role)])] = &[
    (
        "streams",
        &[
            (ROW, Feeds),
            ("id", Feeds),
            ("unit", NEW_ONLY),
            ("compartment", NEW_ONLY),
            ("size", Feeds),
            ("frontier", Feeds),
            ("recorded_at", Spared("the least instant of what is recorded next; devices check that it never falls")),
            ("key", Feeds),
            ("subjects", Spared("chooses between a page and a snapshot, which give the same")),
            (
                "erased",
                Spared("tells when to look for erasures: fewer are found out by the entries that came without content"),
            ),
        ],
    ),
    (
        "pushes",
        &[
            (ROW, Feeds),
            ("hash", CHAIN),
            ("device", CHAIN),
            ("stream", CHAIN),
            ("number", CHAIN),
            ("holder", Spared("who may confirm what: the entries name the push, which is signed")),
            ("bytes", Feeds),
        ],
    ),
    (
        "entries",
        &[
            (ROW, Feeds),
            ("stream", Feeds),
            ("seq", Feeds),
            (
                "change",
                Spared("finds the first answer to a change that comes again; the entry itself stands in `bytes`"),
            ),
            ("subject", Feeds),
            ("device", FOUND),
            ("number", FOUND),
            ("leaf", Spared("hashed again from `bytes` by devices; read for roots and proofs outside complete tiles")),
            ("bytes", Feeds),
            ("sealed", Feeds),
        ],
    ),
    ("waiting", &[(ROW, WAITS), ("stream", WAITS), ("seq", WAITS)]),
    ("tiles", &[(ROW, Feeds), ("stream", Feeds), ("number", Feeds), ("hash", Feeds)]),
    (
        "subjects",
        &[(ROW, Feeds), ("stream", Feeds), ("id", Feeds), ("key", Feeds), ("state", NEW_ONLY), ("seq", NEW_ONLY)],
    ),
    ("looks", &[(ROW, UNIQUE), ("stream", UNIQUE), ("look", UNIQUE), ("subject", UNIQUE)]),
    (
        "units",
        &[(ROW, Feeds), ("id", Feeds), ("stream", Feeds), ("parent", Spared("whose rights reach here from above"))],
    ),
    (
        "mandates",
        &[
            (ROW, Feeds),
            ("id", Feeds),
            ("stream", Feeds),
            (
                "unit",
                Left(
                    "finds who keeps the dues when the new is judged: devices follow verdicts, and judge none again (J4.2)",
                ),
            ),
            ("holder", Feeds),
        ],
    ),
    ("devices", &[(ROW, Feeds), ("id", Feeds), ("stream", Feeds)]),
    (
        "snapshots",
        &[
            (ROW, NOT_MISSED),
            ("stream", NOT_MISSED),
            ("seq", Spared("where it is said to stand: elsewhere it doesn't open, and at 0 there is none")),
            ("frontier", Spared("the one inside what is sealed is what devices get")),
            ("state_root", Feeds),
            ("sealed", Feeds),
        ],
    ),
    ("open_claims", &[(ROW, TIMER), ("stream", TIMER), ("subject", TIMER)]),
    (
        "touched",
        &[
            (ROW, TOUCHED),
            ("stream", TOUCHED),
            ("holder", TOUCHED),
            ("subject", TOUCHED),
            ("at", TOUCHED),
            ("held", TOUCHED),
        ],
    ),
    (
        "mail_queue",
        &[
            (ROW, MAIL),
            ("stream", MAIL),
            ("mailing", MAIL),
            ("person", MAIL),
            ("standing", MAIL),
            ("tries", MAIL),
            ("at", MAIL),
        ],
    ),
    (
        "moves",
        &[
            (ROW, Feeds),
            ("stream", Feeds),
            ("number", Spared("the order of a stream's moves: each names the key that the one before led to")),
            ("note", Feeds),
        ],
    ),
    (
        "cosignatures",
        &[
            (ROW, COSIGNED),
            ("stream", COSIGNED),
            ("device", COSIGNED),
            ("level", COSIGNED),
            ("number", COSIGNED),
            ("size", Spared("chooses the proof, which doesn't hold elsewhere: then it is said")),
            ("note", COSIGNED),
        ],
    ),
    ("confirmed", &[(ROW, RETENTION), ("stream", RETENTION), ("subject", RETENTION), ("confirmed_at", RETENTION)]),
    (
        "erasures",
        &[
            (ROW, LEDGER),
            ("stream", LEDGER),
            ("number", LEDGER),
            ("subject", LEDGER),
            ("at", Spared("counts towards the cap of a day")),
        ],
    ),
    (
        "tokens",
        &[
            (ROW, SIGN_IN),
            ("hash", SIGN_IN),
            ("kind", SIGN_IN),
            ("device", SIGN_IN),
            ("family", SIGN_IN),
            ("expires", SIGN_IN),
            ("used_at", SIGN_IN),
        ],
    ),
    ("nonces", &[(ROW, SIGN_IN), ("hash", SIGN_IN), ("expires", SIGN_IN)]),
    ("settings", &[(ROW, KEYS), ("name", KEYS), ("sealed", Feeds)]),
    (
        "blobs",
        &[
            (ROW, Feeds),
            ("stream", Feeds),
            ("name", Feeds),
            ("size", Feeds),
            ("received", Feeds),
            ("begun_at", RETENTION),
            ("key", Feeds),
            ("seal", Spared("between two keys each part is looked for under both: the same bytes are found, or none")),
        ],
    ),
    ("blob_uses", &[(ROW, RETENTION), ("stream", RETENTION), ("name", RETENTION), ("subject", RETENTION)]),
    (
        "relocation",
        &[(ROW, NOT_SERVED), ("one", NOT_SERVED), ("way", NOT_SERVED), ("place", NOT_SERVED), ("key", NOT_SERVED)],
    ),
    (
        "schema_floor",
        &[
            (ROW, Left("read by whoever opens the database, before anybody is served")),
            ("one", Left("there is one row")),
            ("step", Left("read by whoever opens the database, before anybody is served")),
        ],
    ),
    (
        "_sqlx_migrations",
        &[
            (ROW, Spared("a step that does nothing in a file is taken again without a trace")),
            (
                "version",
                Spared(
                    "a step of another number is one of a newer program; that which is lacking is taken again, as above",
                ),
            ),
            ("description", Left("a comment of the migrations' own table")),
            ("installed_on", Left("a comment of the migrations' own table")),
            ("success", Left("read by the migrations alone, which run before anybody is served")),
            ("checksum", Feeds),
            ("execution_time", Left("a comment of the migrations' own table")),
        ],
    ),
];

/// Tables and their columns, as the database itself lists them.
pub async fn of(database: &mut SqliteConnection) -> Vec<(String, String)> {
    let listed = "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
                  WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid";
    let rows = sqlx::query(AssertSqlSafe(listed)).fetch_all(database).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// The role of a column.
pub fn role(table: &str, column: &str) -> Option<Role> {
    let columns = COLUMNS.iter().find(|(name, _)| *name == table)?.1;
    columns.iter().find(|(name, _)| *name == column).map(|(_, role)| *role)
}
