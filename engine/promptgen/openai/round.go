package openai

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/sashabaranov/go-openai"

	"easel/engine/catalog"
	"easel/engine/dialect"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
	"easel/engine/wire"
)

// round is one request while it is being answered.
type round struct {
	g       *Generator
	r       promptgen.Request
	yield   func(promptgen.Event, error) bool
	stopped bool // nobody listens any more

	turns   []promptgen.Turn // of the conversation, as far as they fit
	leftOut int

	answer      strings.Builder // the answer as it came, of this asking
	muted       bool            // this is a repair after a reply: its own is not given
	replied     bool
	said        string // how the reply of this asking begins
	replyLength int    // of this asking, in bytes
	inLines     bool   // there is no JSON in this asking, so nobody can say which axes differ
	rewrite     *prompt.Prompt
	waiting     []string           // variations that came before the rewrite
	good        []prompt.Variation // given
	soft        []prompt.Variation // not as asked for, but better than none
	complaints  []complaint
	refused     string // the rewrite that changed locked words
	seen        int    // variations that came in this asking
}

func newRound(g *Generator, r promptgen.Request, yield func(promptgen.Event, error) bool) *round {
	ro := &round{g: g, r: mixed(r), yield: yield}
	ro.turns, ro.leftOut = g.fitting(r)
	return ro
}

// run asks, and once more where the answer was wrong; a model that cannot keep
// the form is asked for one prompt at a time.
func (ro *round) run(ctx context.Context) {
	if strings.TrimSpace(ro.r.Message) == "" { // another round is from what is there, whatever a model makes of it
		p := ro.r.Current.Clone()
		p.ID = ""
		if ro.settle(p); ro.stopped {
			return
		}
	}
	var err error
	simple := ro.g.simple()
	if !simple {
		err = ro.ask(ctx, nil)
		if err == nil && !ro.stopped && !ro.whole() {
			err = ro.ask(ctx, ro.repair())
		}
		simple = err == nil && !ro.stopped && ro.formless()
	}
	if simple {
		err = ro.askSingly(ctx)
	}
	if ro.stopped {
		return
	}
	if err != nil {
		ro.yield(nil, err)
		return
	}
	ro.close()
}

// emit gives an event and says whether somebody still listens.
func (ro *round) emit(e promptgen.Event) bool {
	ro.stopped = ro.stopped || !ro.yield(e, nil)
	return !ro.stopped
}

// whole says whether the round has all that was wanted, or is the answer to a
// question.
func (ro *round) whole() bool {
	if ro.rewrite != nil {
		return len(ro.good) >= ro.r.Variations
	}
	return len(ro.complaints) == 0 && ro.replied && len(ro.waiting) == 0
}

// nothing says whether no part of the model's answers can be used.
func (ro *round) nothing() bool {
	return (ro.rewrite == nil || strings.TrimSpace(ro.r.Message) == "") && len(ro.good)+len(ro.soft)+len(ro.waiting) == 0
}

// formless says whether nothing can be used because the form was not kept.
func (ro *round) formless() bool {
	return ro.nothing() && !ro.whole() && slices.ContainsFunc(ro.complaints, func(c complaint) bool { return c.form })
}

// messages is what is sent: instructions, the person's words, and where an
// answer was wrong, that answer with what is wrong about it.
func (ro *round) messages(f form, repair []openai.ChatCompletionMessage) []openai.ChatCompletionMessage {
	m := []openai.ChatCompletionMessage{
		{Role: openai.ChatMessageRoleSystem, Content: ro.g.blocks.system(dialect.For(ro.r.Dialect), f != formSchema)},
		{Role: openai.ChatMessageRoleUser, Content: message(ro.r, ro.turns)},
	}
	return append(m, repair...)
}

// longestAnswer is how much of one answer is read, in bytes.
const longestAnswer = 1 << 20

// longestReply is how long the words to the person may get, in bytes. Asked
// for are two sentences; answers to questions are longer.
const longestReply = 8000

// longestPrompt is how long a prompt may get that was short before, with its
// title and axes, in bytes. Small models repeat axes without end.
const longestPrompt = 3000

// ask sends and reads an answer, and again where the server names a parameter
// that it does not take.
func (ro *round) ask(ctx context.Context, repair []openai.ChatCompletionMessage) error {
	ro.answer.Reset()
	ro.complaints, ro.seen, ro.replyLength, ro.said, ro.inLines = nil, 0, 0, "", false
	var asked quirks
	err := ro.adapting(func(q quirks) (wire.Extra, error) {
		asked = q
		sent := ro.g.parameters(q)
		return sent, ro.listen(ctx, ro.messages(q.Form, repair), sent)
	})
	if err == nil || ro.answer.Len() > 0 || ro.stopped {
		ro.remember(asked)
	}
	return err
}

// adapting makes a call, and again where the server names a parameter that it
// does not take.
func (ro *round) adapting(call func(quirks) (wire.Extra, error)) error {
	key := ro.g.key()
	q := ro.g.options.Memory.get(key)
	for {
		sent, err := call(q)
		if err == nil || ro.answer.Len() > 0 || ro.stopped {
			return err
		}
		next, ok := q.adapted(err, sent)
		switch {
		case ok:
			q = next
			ro.g.options.Memory.set(key, q)
		case tooLong(err) && len(ro.turns) > 0:
			ro.leftOut += (len(ro.turns) + 1) / 2
			ro.turns = ro.turns[(len(ro.turns)+1)/2:]
		default:
			return err
		}
	}
}

// remember asks in a simpler form from now on when a server took the form and
// did not keep it.
func (ro *round) remember(q quirks) {
	var r reading
	if r.next(withoutThoughts(ro.answer.String())); !r.begun() && q.Form < formText && ro.answer.Len() > 0 {
		q.Form++
		ro.g.options.Memory.set(ro.g.key(), q)
	}
}

func tooLong(err error) bool {
	var server *wire.ServerError
	return errors.As(err, &server) && (server.Code == "context_length_exceeded" || server.Type == "exceed_context_size_error" ||
		anyOf(strings.ToLower(server.Message), "context length", "context size", "maximum context"))
}

// listen reads one answer while it streams.
func (ro *round) listen(ctx context.Context, messages []openai.ChatCompletionMessage, extra wire.Extra) error {
	var pass sieve
	var read reading
	end, err := ro.hear(ctx, messages, extra, func(text string) bool {
		ro.take(read.next(pass.next(text)))
		runsOn := ""
		switch { // small models run on for ever in a text
		case ro.replyLength > longestReply:
			runsOn = `"reply" is too long: it is two short sentences at most.`
		case read.held() > longestPrompt+2*len(ro.r.Current.Text):
			runsOn = "A prompt is too long: it is one paragraph."
		}
		if runsOn != "" {
			ro.complain(complaint{text: runsOn, hard: true, form: true})
		}
		return runsOn == ""
	})
	switch {
	case err != nil || ro.stopped || end.broken:
		return err
	case end.loops:
		ro.complain(complaint{text: "The answer says the same again and again.", hard: true, form: true})
		return nil
	case end.finish != openai.FinishReasonLength: // what is held of an answer that was cut may well be thoughts
		ro.take(read.next(pass.end()))
	}
	return ro.ended(end.finish, &read, end.refusal)
}

// ending is how an answer ended.
type ending struct {
	finish  openai.FinishReason
	refusal string
	broken  bool // whoever read it had enough
	loops   bool // it went round in circles, and was broken off
}

// hear sends a request and hands on the text of the answer while it comes, as
// long as it is wanted; the whole is in ro.answer.
func (ro *round) hear(ctx context.Context, messages []openai.ChatCompletionMessage, extra wire.Extra, each func(text string) bool) (ending, error) {
	var end ending
	circles := circling{known: ro.r.Current.Text + ro.r.Message}
	request := openai.ChatCompletionRequest{Model: ro.g.options.Model, Messages: messages}
	for piece, err := range ro.g.options.Client.Chat(ctx, request, extra) {
		if err != nil {
			return end, err
		}
		if piece.Finish != "" {
			end.finish = piece.Finish
		}
		if piece.Usage != nil && !ro.emit(promptgen.Used{Usage: used(piece.Usage)}) {
			return end, nil
		}
		end.refusal += piece.Refusal
		ro.answer.WriteString(piece.Text)
		if ro.answer.Len() > longestAnswer {
			return end, problem.Wrap(wire.ErrTooLarge, problem.Failed, ro.g.options.Title+" does not stop writing", "Try again, or choose another model")
		}
		if piece.Text != "" && !each(piece.Text) {
			end.broken = true
		}
		if end.loops = circles.in(ro.answer.String()); end.loops || end.broken || ro.stopped {
			return end, nil
		}
	}
	return end, nil
}

// used is what the server counted, its cached tokens apart.
func used(u *openai.Usage) catalog.Usage {
	cached := 0
	if d := u.PromptTokensDetails; d != nil {
		cached = min(max(d.CachedTokens, 0), u.PromptTokens)
	}
	return catalog.Usage{TextIn: int64(u.PromptTokens - cached), CachedIn: int64(cached), TextOut: int64(u.CompletionTokens)}
}

// ended says what the end of an answer means.
func (ro *round) ended(finish openai.FinishReason, read *reading, refusal string) error {
	title := ro.g.options.Title
	switch {
	case finish == openai.FinishReasonContentFilter:
		return problem.New(problem.Refused, title+" stopped: its safety system does not allow this", "Say it in other words")
	case strings.TrimSpace(refusal) != "":
		return ro.refusedTo(refusal)
	case finish == openai.FinishReasonLength && !read.ended:
		return problem.Wrap(wire.ErrCut, problem.Failed, title+" reached its length limit before the answer was whole", "Ask for fewer variations, or choose another model")
	}
	if !read.begun() {
		ro.said = withoutThoughts(ro.answer.String())
	}
	lines := !read.begun() && refusalOf(ro.said) == "" && ro.takeLines()
	switch {
	case ro.nothing() && refusalOf(ro.said) != "":
		return ro.refusedTo(ro.said)
	case !read.begun() && !lines:
		ro.complain(complaint{text: "There is no JSON object in the answer.", hard: true, form: true})
	case ro.rewrite == nil && (len(ro.waiting) > 0 || !ro.replied || ro.r.Current.Empty() && !ro.answered()):
		ro.complain(complaint{text: `"prompt" is missing.`, hard: true, form: true})
	case ro.rewrite != nil && ro.seen < ro.r.Variations:
		ro.complain(complaint{text: fmt.Sprintf("There are %d variations instead of %d.", ro.seen, ro.r.Variations)})
	}
	return nil
}

// answered says whether a reply alone will do: the person asked something, or
// is being asked.
func (ro *round) answered() bool {
	return ro.replied && (strings.HasSuffix(strings.TrimSpace(ro.r.Message), "?") || strings.Contains(ro.answer.String(), "?"))
}

// refusedTo is the problem of a model that says no.
func (ro *round) refusedTo(said string) error {
	return problem.New(problem.Refused, ro.g.options.Title+" refused: "+wire.OneLine(said), "Say it in other words")
}

func (ro *round) complain(c ...complaint) { ro.complaints = append(ro.complaints, c...) }
