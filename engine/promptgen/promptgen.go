// Package promptgen says what a prompt generator is: something that reads a
// conversation and writes a reply, a rewritten prompt and its variations,
// while it is being watched. The package holds the contract and the values of
// it; each generator is a file or a folder of its own (composer, openai).
// engine imports it; it never imports the library.
package promptgen

import (
	"context"
	"iter"

	"easel/engine/catalog"
	"easel/engine/prompt"
)

// PromptGenerator writes prompts from a conversation.
type PromptGenerator interface {
	// Info describes the generator; it does no IO.
	Info() Info
	// Refine answers a request event by event. The sequence ends with the last
	// event or with an error (a *problem.Problem where there is something to
	// say about it); what came before an error stays good. Cancelling ctx ends
	// it soon. Events come in this order: any number of ReplyText, at most one
	// Rewritten, then Varied in the order A, B, ...; ReplyText may come between,
	// and Used anywhere.
	// A reply without Rewritten and without Varied is an answer and makes no
	// round.
	Refine(ctx context.Context, r Request) iter.Seq2[Event, error]
}

// Info is what screens and commands show of a prompt generator.
type Info struct {
	Name   string // as in --chat NAME
	Title  string // as its replies are headed: "Composer", "ChatGPT"
	Model  string // empty where there is no choice of models
	ByRule bool   // works by rule; the screen says so
}

// Request is one message with everything it is said about.
type Request struct {
	Conversation []Turn             // what was said before on this branch, oldest first
	Message      string             // what is said now; empty asks for another round from Current
	Current      prompt.Prompt      // what the message is about; empty at the start of a session
	Round        []prompt.Variation // the variations that A, B, ... mean in the message
	Variations   int                // how many variations are wanted, 0 to 12
	Decisions    []Decision         // the message asks for exactly these in Current, and for nothing else; empty leaves it to the message
	Dialect      string             // of the image generator that it is for, a name of package dialect; empty is "openai"
	Axes         []prompt.Axis      // vary exactly these; empty leaves it to the generator (at least two each)
	Seed         uint64             // the same conversation and seed give a built-in generator the same result
}

// Decision is what one axis of a prompt is to become.
type Decision struct {
	Axis  prompt.Axis
	Value string // in a few words; empty for whatever From has, where that is not known
	From  string // text of the prompt it is taken from; empty where a person wrote it
}

// Turn is one earlier message with what came of it.
type Turn struct {
	Message string
	Reply   string
	Before  prompt.Prompt // what the message was said about
	Prompt  prompt.Prompt // what was current when the next message was sent: the rewrite, or what was picked or edited since
}

// Event is one thing that comes of a request: [ReplyText], [Rewritten],
// [Varied], [Used].
type Event interface{ event() }

// ReplyText is the next piece of the reply, to be appended as it is.
type ReplyText struct{ Text string }

// Rewritten is the rewritten prompt, whole. Its ID is empty; Studio gives ids.
type Rewritten struct{ Prompt prompt.Prompt }

// Varied is the next variation, whole. Its ID is empty; Studio gives ids.
type Varied struct{ Variation prompt.Variation }

// Used is what a server counted for one of the calls that a request took.
type Used struct{ Usage catalog.Usage }

func (ReplyText) event() {}
func (Rewritten) event() {}
func (Varied) event()    {}
func (Used) event()      {}
