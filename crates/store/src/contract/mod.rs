//! The contract of a backend, as one suite: whatever passes it may keep what the server keeps.
//!
//! A backend runs all of it in its own tests, each clause on an empty database: the tests of [`crate::memory`] show how.

pub mod accounts;
pub mod adopting;
pub mod blobs;
pub mod claims;
pub mod crash;
pub mod directory;
pub mod erasures;
pub mod held;
pub mod load;
pub mod looks;
pub mod mail;
pub mod master;
pub mod pages;
pub mod pen;
pub mod pushes;
pub mod scene;
pub mod snapshots;
pub mod trees;
pub mod witness;

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

/// One test for each clause of the contract. The argument names a function that takes an `AsyncFnOnce(Backend)`, and
/// runs it on an empty database.
#[macro_export]
macro_rules! contract {
    ($bed:path) => {
        $crate::clauses! { $bed;
            accounts: a_token_opens_until_it_expires, a_refresh_token_serves_once, of_two_at_once_one_is_served,
                signing_out_ends_every_sign_in,
                an_ended_sign_in_is_not_remembered,
                a_nonce_is_spent_once, settings_are_kept, another_master_key_opens_nothing,
                a_store_belongs_to_one_authority, a_store_moves_to_another_key_as_a_whole;
            adopting: what_was_erased_elsewhere_is_gone_here;
            blobs: an_upload_goes_on_where_it_stood, a_blob_is_known_in_its_own_stream_only,
                a_blob_that_nobody_names_is_an_orphan, a_blob_loses_its_key_with_the_last_who_names_it,
                those_erased_at_once_name_nothing_any_more, a_blob_from_before_gets_a_key,
                only_what_nobody_names_is_condemned;
            claims: a_claim_is_listed_until_it_is_decided, what_is_touched_under_the_shield_is_remembered;
            crash: what_is_not_committed_was_never_there, a_group_is_written_as_a_whole;
            directory: rights_follow_mandates, a_federation_reaches_below, a_unit_names_whom_it_concerns,
                a_stream_speaks_of_its_own_unit_only, a_device_stays_where_it_was_enrolled, a_revoked_device_signs_no_more,
                a_device_revoked_after_its_signature_was_checked_comes_again;
            erasures: an_erasure_takes_the_content_and_leaves_the_tree, an_erased_subject_is_gone_for_good,
                nothing_erased_is_told_from_memory,
                erasures_wait_seven_days, a_ledger_is_replayed_over_an_older_backup;
            held: a_held_change_waits_until_it_is_quoted, a_late_change_is_quarantined_and_taken_over,
                a_change_is_quoted_in_its_own_stream_only;
            looks: a_number_has_one_owner, a_number_that_was_given_up_is_free,
                a_number_moves_within_one_group;
            mail: a_mail_is_handed_over_by_one, a_mail_that_was_cut_off_is_given_up, mails_are_put_down_and_forgotten;
            master: a_new_master_key_wraps_all_whenever_it_is_cut_off, a_stranger_to_the_master_key_wraps_nothing;
            pages: a_page_keeps_to_its_limits, a_whole_page_ends_with_a_push, a_page_gives_each_key_and_push_once, beyond_the_end_there_is_no_page,
                a_tail_is_the_page_that_would_be_read;
            pushes: an_accepted_push_is_read_back, a_replay_has_the_same_answer_and_no_entry,
                out_of_order_and_forked_pushes_write_nothing, pushes_at_once_get_dense_numbers,
                a_refused_change_is_an_entry_without_payload, a_push_sees_those_before_it_in_its_group,
                a_change_has_one_entry, strangers_and_unknown_streams_are_rejected, a_chain_is_told_by_stream;
            snapshots: a_snapshot_is_the_fold_of_its_stream, a_snapshot_carries_what_waits,
                an_erasure_discards_the_snapshot;
            trees: roots_and_proofs_hold_across_tiles, a_push_that_saw_another_past_is_rejected;
            witness: a_cosignature_is_told_to_whoever_has_not_heard_of_it, a_witness_is_shown_what_grew;
        }
    };
}

/// The tests of [`contract!`](crate::contract!).
#[doc(hidden)]
#[macro_export]
macro_rules! clauses {
    ($bed:path; $($part:ident: $($clause:ident),+;)+) => {
        $($(
            #[test]
            fn $clause() {
                $bed($crate::contract::$part::$clause);
            }
        )+)+
    };
}

/// Drives all of them to their ends, side by side.
pub(crate) async fn at_once<T>(futures: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut running: Vec<(Pin<Box<_>>, Option<T>)> =
        futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    poll_fn(|context| {
        for (future, done) in running.iter_mut().filter(|(_, done)| done.is_none()) {
            if let Poll::Ready(value) = future.as_mut().poll(context) {
                *done = Some(value);
            }
        }
        if running.iter().all(|(_, done)| done.is_some()) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    running.into_iter().filter_map(|(_, done)| done).collect()
}
