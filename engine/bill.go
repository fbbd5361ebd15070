package engine

import (
	"context"

	"easel/engine/catalog"
	"easel/engine/library"
	"easel/engine/problem"
	"easel/engine/promptgen"
	"easel/engine/session"
	"easel/engine/wire"
)

// pricedChat is a prompt generator that costs something, or may.
type pricedChat interface {
	Estimate(promptgen.Request) catalog.Estimate
	Cost(catalog.Usage) *float64 // nil is unknown
	Ready(context.Context) error // says what is missing before anything is sent
}

// MessageEstimate is what a message will cost about, before anything is sent.
// What is built in costs nothing.
func MessageEstimate(to promptgen.PromptGenerator, r promptgen.Request) catalog.Estimate {
	if priced, ok := to.(pricedChat); ok {
		return priced.Estimate(r)
	}
	return catalog.Nothing()
}

// EstimateMessage is what a message will cost about in a session as it is now.
func EstimateMessage(state session.Session, m Message) catalog.Estimate {
	if _, ok := m.To.(pricedChat); !ok {
		return catalog.Nothing() // without going through the conversation
	}
	return MessageEstimate(m.To, request(state, m))
}

// CheckBudget says beforehand whether the person's budget would refuse what is
// estimated, as a problem of kind over_budget. What is sent is checked again.
func (s *Studio) CheckBudget(ctx context.Context, sessionID string, e catalog.Estimate) error {
	return s.lib.CheckBudget(ctx, sessionID, e, s.budget())
}

// bill is a message in the ledger. A nil bill is of one that costs nothing.
type bill struct {
	id    string
	by    pricedChat
	usage catalog.Usage
	came  bool // something of the answer
}

// charge writes a message that may cost something into the ledger, and that it
// is sent, before it is. An error is a reason not to send it.
func (s *Studio) charge(ctx context.Context, session string, to promptgen.PromptGenerator, r promptgen.Request) (*bill, error) {
	by, ok := to.(pricedChat)
	if !ok || by.Estimate(r).Free() {
		return nil, nil
	}
	if err := by.Ready(ctx); err != nil {
		return nil, err
	}
	b := &bill{id: s.newID(), by: by}
	booked := library.Request{ID: b.id, SessionID: session, Purpose: library.ForPrompt, Generator: to.Info().Name, Model: to.Info().Model,
		Prompt: r.Message, Estimate: by.Estimate(r)}
	if err := s.lib.Prepare(ctx, booked, s.budget()); err != nil {
		return nil, err
	}
	if err := s.lib.Journal(context.WithoutCancel(ctx), b.id, library.Sent()); err != nil {
		s.settleBill(ctx, b, err)
		return nil, err
	}
	return b, nil
}

// take notes what an event says of the price.
func (b *bill) take(e promptgen.Event) {
	if b == nil {
		return
	}
	used, ok := e.(promptgen.Used)
	if !ok {
		b.came = true
		return
	}
	b.usage = b.usage.Plus(used.Usage)
}

// settleBill writes into the ledger how the message ended; why is nil for a
// whole answer.
func (s *Studio) settleBill(ctx context.Context, b *bill, why error) {
	if b == nil {
		return
	}
	outcome := library.Outcome{Usage: b.usage, CostUSD: b.by.Cost(b.usage)}
	if why != nil {
		p := problem.Of(why)
		outcome.Problem = p.Message
		turnedDown := wire.Unpaid(why) || p.Kind == problem.NotConfigured || p.Kind == problem.Usage
		if outcome.CostUSD == nil && !b.came && turnedDown {
			outcome.CostUSD = new(0.0)
		}
	}
	_ = s.lib.Settle(context.WithoutCancel(ctx), b.id, outcome)
}
