package engine

import (
	"context"
	"iter"
	"sync"

	"easel/engine/catalog"
	"easel/engine/promptgen"
	"easel/engine/wire"
)

// lateChat is a prompt generator whose server is asked for nothing, and whose
// key is not looked for, before its first message.
type lateChat struct {
	info    promptgen.Info
	model   catalog.ChatModel // as far as it is known before the server is asked
	connect func(context.Context) (*wire.Client, error)
	make    func(context.Context, *wire.Client) (promptgen.PromptGenerator, error)

	mu     sync.Mutex   // held while the server is asked, so that it is asked once
	client *wire.Client // that made was made for
	made   promptgen.PromptGenerator
}

func (l *lateChat) Info() promptgen.Info { return l.info }

// What a message takes about: the characters of our instructions, and the
// tokens of an answer, from a few words to a round that is thought about and
// asked for twice.
const (
	instructionCharacters = 6000
	leastAnswer           = 200
	mostAnswer            = 4000
)

// Estimate is what a message will cost about.
func (l *lateChat) Estimate(r promptgen.Request) catalog.Estimate {
	characters := instructionCharacters + len(r.Message) + len(r.Current.Text) + len(r.Current.Negative)
	for _, t := range r.Conversation {
		characters += len(t.Message) + len(t.Reply) + len(t.Before.Text) + len(t.Prompt.Text)
	}
	for _, v := range r.Round {
		characters += len(v.Title) + len(v.Text)
	}
	return l.model.Estimate(characters, leastAnswer, mostAnswer)
}

// Cost is what a message came to; nil where that is not known.
func (l *lateChat) Cost(u catalog.Usage) *float64 { return l.model.Price.Cost(u) }

func (l *lateChat) Refine(ctx context.Context, r promptgen.Request) iter.Seq2[promptgen.Event, error] {
	return func(yield func(promptgen.Event, error) bool) {
		g, err := l.get(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		for e, err := range g.Refine(ctx, r) {
			if !yield(e, err) {
				return
			}
		}
	}
}

func (l *lateChat) get(ctx context.Context) (promptgen.PromptGenerator, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	client, err := l.connect(ctx)
	if err != nil {
		return nil, err
	}
	if l.made == nil || l.client != client {
		if l.made, err = l.make(ctx, client); err != nil {
			return nil, err
		}
		l.client = client
	}
	return l.made, nil
}

// Ready finds the key and the server's model. Errors come before anything of a
// person's is sent.
func (l *lateChat) Ready(ctx context.Context) error {
	_, err := l.get(ctx)
	return err
}
