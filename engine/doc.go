// Package engine is everything that is true without a screen: Studio and its
// open sessions hold the verbs that the screen and the commands share.
//
// # How it fits together
//
// A [Studio] is made once, with the library, the pictures folder, a clock and
// a source of randomness. It lists the generators (generators.go and
// services.go make them) and opens sessions. An [OpenSession] is a session
// that this process holds: it is the one writer of that session. Every verb
// (Send, Pick, Edit, Use, Undo, Generate, Keep, ...) builds an event, checks
// it by applying it to the session (pure, package session), makes it durable
// in the library, and only then lets it be seen.
//
// A session is an immutable value, so what a verb gives back is the whole new
// session rather than a change to be folded in: a screen that receives two of
// them out of order keeps the longer one and needs no more bookkeeping.
//
// Send and Generate take time. They are sequences of [Update]: what was
// committed, and what is still on its way (reply text, variations, progress).
// What is on its way is for looking at only; what was committed is never lost.
// Until a reply or a generation is an event, it is an arrival (arriving.go):
// kept outside the tree as it comes, so that a crash or a full disk leaves it to
// the next start or the next commit.
//
// What is paid is in the library's journal before it leaves (money.go, bill.go),
// goes on for a while when nobody waits any more (crossing.go), and what a
// program that was killed left there is told at the next start (stock.go). What
// a server took as a job can outlive us: TakeUp fetches its pictures later
// (jobs.go).
//
// # Where things are
//
//	prompt, session     values and pure functions
//	promptgen, imagegen what writes prompts and what paints, each behind one small interface
//	wire, secret, keys  the one door to the network, and the keys for it
//	catalog             data: services, models, prices, limits
//	dialect             one prompt written for each kind of generator, and read back; data and pure functions
//	picture             a saved file: name, atomic write, metadata, safe decoding
//	library             SQLite: sessions, favourites, generations, drafts, ledger, journal
//	exchange            collections of prompts of other programs, in and out
//	config              settings and where each comes from
//	problem             the kinds of failure
//
// Nothing in engine imports tui, themes or a Charm module; a test keeps it so.
package engine
